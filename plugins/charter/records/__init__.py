"""Reads YAML: a file becomes plain values (dicts, lists, words) and knows the line of every field."""

from charter.records.decoding import MAX_BYTES
from charter.records.opening import bytes_of, write_anew
from charter.records.parsing import FIRST_LINE, Values, Where
from charter.records.record import Record, Unreadable, decode, read
from charter.records.shape import MAX_DEPTH

__all__ = ["FIRST_LINE", "MAX_BYTES", "MAX_DEPTH", "Record", "Unreadable", "Values", "Where", "bytes_of", "decode", "read", "write_anew"]
