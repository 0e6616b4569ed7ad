"""Publishes signing ceremonies: records in, a static site out."""
