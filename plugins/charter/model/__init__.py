"""The schema of the records, declared once, and the folder that is read by it."""
