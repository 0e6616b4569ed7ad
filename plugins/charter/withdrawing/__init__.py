"""Takes a person or a photo out of the records and the written pages: what changes, what goes, what stays to look at."""
