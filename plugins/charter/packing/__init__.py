"""The package that one who signed gets: photos, card, texts and badge in a zip, and a draft of the mail that brings it."""
