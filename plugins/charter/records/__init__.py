"""Reads YAML: a file becomes plain values (dicts, lists, words) and knows the line of every field."""

from charter.records.parsing import FIRST_LINE, MAX_DEPTH, Values, Where
from charter.records.record import MAX_BYTES, Record, Unreadable, decode, read

__all__ = ["FIRST_LINE", "MAX_BYTES", "MAX_DEPTH", "Record", "Unreadable", "Values", "Where", "decode", "read"]
