"""Validates every signatory's trajectory. Internal: nothing in here is ever published."""
