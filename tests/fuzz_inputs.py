"""Files as nobody should write them: the demo's own with accidents of bytes and of YAML, or with strange values in the fields of the schema."""

from __future__ import annotations

import json
import random
import re
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from charter.model.batch import Batch
from charter.model.changes import Change
from charter.model.content import ContentHead
from charter.model.programme import Programme
from trajectory.steps import Officers, Trajectories

ROOT = Path(__file__).resolve().parents[1]
Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Target:
    """A file of the demo that is damaged, what may stand in it, and how often its turn comes."""

    path: str
    kind: Any
    weight: int

    @property
    def whole(self) -> bytes:
        """As it stands in the repository; what a build published stands here."""
        return PUBLISHED.encode() if self.path.endswith(".json") else (ROOT / self.path).read_bytes()


PUBLISHED = """\
{
 "as_of": "2026-11-01T12:00",
 "erased": ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
 "feed_ids": {
  "urn:uuid:6f1c2d60-0a3c-5d0a-9d0e-000000000001": "batch:2026-03-12-utrecht"
 },
 "images": {
  "/images/0123456789ab/groep-960.jpg": "batch:2026-03-12-utrecht/groep.jpg"
 },
 "urls": {
  "/nieuws/2026-03-12-utrecht/": "batch:2026-03-12-utrecht",
  "/ondertekenaars/": "listing",
  "/ondertekenaars/zorggroep-wensput/": "signatory:zorggroep-wensput"
 }
}
"""
TARGETS = (Target("signatories/2026-03-12-utrecht/batch.yaml", Batch, 9), Target("signatories/changes.yaml", tuple[Change, ...], 4),
           Target("signatories/charter.yaml", Programme, 4), Target("content/nieuws/handreiking-plan-van-aanpak.nl.md", ContentHead, 2),
           Target("signatories/internal/2026-03-12-utrecht.yaml", Trajectories, 2), Target("signatories/internal/officers.yaml", Officers, 1),
           Target("signatories/published.json", None, 2))

SIGNS = ["- ", "? ", ": ", ":", ", ", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!", "!!str ", "!!binary ", "!!python/object:os.system ", "!<x> ", "|", ">",
         "|2-", ">+\n", "|9\n", "'", '"', "''", '""', "%YAML 1.1\n", "%TAG ! x\n", "@", "`", "---\n", "--- ", "...\n", "\n---\n", "<<: ", "<<: *a", "? [", "=", "~",
         "\t", "\n", "\r", "\r\n", "\n\n", " ", "    ", "\\", "\\x00", '"\\ud800"', '"\\x41\\q"', "\0", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff",
         "\u00a0", "\u200b", "\u202e", "\u2003", "“", "”", "‘", "’", "„", "é", "e\u0301", "🏳️‍🌈", "\ufffe", "null", "true", "NO", "1e999", "0x_", "1:30", "2026-02-30",
         "12 maart 2026", "9" * 5000, "[" * 300, "{a: " * 300, "- " * 300, "? " * 300, "[[[]]]", "x" * 30_000, "a b " * 4000, "&a [*a, *a]", "&a {b: *a}"]
PIECES = [*SIGNS, "zorggroep-wensput", "2026-03-12", "2026-03-12 25:61", "https://", "javascript:alert(1)", "http://[", "https://ex ample/", "http://a:99999/",
          "http://a:x/", "mailto:", "a@b", "<b>", "</textarea>", "<!--", "<![CDATA[", "&amp;", "&#0;", "[x](y)", "[x]: ", "![", "***", "# ", "> ", "```", "|-|", "../",
          "CON", ".jpg", "groep.jpg", "{{ x }}", "{% x %}", "{naam}", "{0}", "{read}", "%s", "%(x)s", "$(x)", "ß", "İ", "ǅ", "﷽", "\U0010ffff", "\ud800", "\udfff",
          "\u200d", "\u2066", "\u0301", "א", "あ", "٣", "½", "²", "-1", "1.5", "nan", "inf", "1_0", "０", "6 months", "999 years", "999 months", "0 days", "0001-01-01",
          "9999-12-31", "9999-12-31 23:59", "2000-01-01", "twaalf organisaties", "dinsdag 12 maart 2026", "06 12345678", "", " ", "\n\n", "a\nb", "a" * 301,
          "ab " * 8000, "*" * 3000, "[" * 3000, "`" * 3000, "<" * 3000, "a-" * 2000, "> " * 2000, "- " * 2000]


def damaged(number: int, seed: str) -> tuple[Target, bytes]:
    """Input so many of the entry `bytes`."""
    lot = random.Random(f"{seed} bytes {number}")
    target = chosen(lot)
    data = target.whole
    for _ in range(lot.randint(1, 6)):
        data = lot.choice(ACCIDENTS)(data, lot)
    return target, data


@cache
def demo_values(target: Target) -> tuple[Any, str]:
    """What the file says, and of a page the text below it."""
    if target.path.endswith(".md"):
        head, _, body = target.whole.decode().partition("\n\n")
        return read_head(head), body
    return yaml.load(target.whole, Loader=yaml.BaseLoader), ""


def chosen(lot: random.Random) -> Target:
    """The file whose turn it is."""
    return lot.choices(TARGETS, [target.weight for target in TARGETS])[0]


def filled(number: int, seed: str) -> tuple[Target, bytes]:
    """Input so many of the entry `fields`: strange values in one to four fields that the schema knows."""
    lot = random.Random(f"{seed} fields {number}")
    target = chosen(lot)
    if target.path.endswith(".json"):
        return target, strange_json(target.whole, lot)
    content = target.path.endswith(".md")
    record, body = demo_values(target)
    ways = places(target.kind)
    for n in range(lot.choice([1, 1, 1, 2, 4])):
        way = ways[number % len(ways)] if n == 0 else lot.choice(ways)
        record = put(record, target.kind, way, any_value(lot), lot)
    if content:
        text = head_text(record) + "\n" + (body if lot.random() < 0.7 else any_text(lot))
    else:
        text = as_yaml(record, lot, lot.choice([0, 0, 0.3])).lstrip("\n")
    return target, text.encode("utf-8", "surrogatepass")


# --- accidents of bytes and of YAML -----------------------------------------------------------------------------------

Accident = Callable[[bytes, random.Random], bytes]


def sign(lot: random.Random) -> bytes:
    return lot.choice(SIGNS).encode("utf-8", "surrogatepass")


def lines_of(data: bytes, lot: random.Random) -> tuple[list[bytes], int]:
    """The lines, and one of them."""
    lines = data.splitlines(keepends=True) or [b""]
    return lines, lot.randrange(len(lines))


def flipped_bit(data: bytes, lot: random.Random) -> bytes:
    at = lot.randrange(len(data) + 1)
    return data[:at] + bytes(b ^ 1 << lot.randrange(8) for b in data[at:at + 1]) + data[at + 1:]


def swapped_lines(data: bytes, lot: random.Random) -> bytes:
    lines, one = lines_of(data, lot)
    other = lot.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def lost_or_doubled_lines(data: bytes, lot: random.Random) -> bytes:
    lines, at = lines_of(data, lot)
    return b"".join(lines[:at] + lines[max(0, at + lot.randint(-3, 3)):])


def moved_line(data: bytes, lot: random.Random) -> bytes:
    lines, at = lines_of(data, lot)
    indent = lot.choice([b"", b" ", b"  ", b"    ", b"\t", b"  \t", b"\xc2\xa0 ", b"      "])
    lines[at] = indent + (lines[at].lstrip(b" ") if lot.random() < 0.5 else lines[at])
    return b"".join(lines)


def cut_short(data: bytes, lot: random.Random) -> bytes:
    at = lot.randrange(len(data) + 1)
    return lot.choice([data[:at], data[at:], data]) if lot.random() < 0.3 else data


def piece_elsewhere(data: bytes, lot: random.Random) -> bytes:
    at, to = lot.randrange(len(data) + 1), lot.randrange(len(data) + 1)
    return data[:to] + data[at:at + lot.randrange(200)] + data[to:]


def sign_anywhere(data: bytes, lot: random.Random) -> bytes:
    at = lot.randrange(len(data) + 1)
    return data[:at] + sign(lot) + data[at:]


def sign_at_a_border(data: bytes, lot: random.Random) -> bytes:
    """Where a name, a value, an item or a remark begins or ends: there YAML listens."""
    borders = [found.start() for found in re.finditer(rb"(?<=: )|(?<=- )|(?<=[{\[])|(?=[}\],:])|(?=\n)|(?m:^)|(?m:(?<=  )(?=\S))", data)]
    at = lot.choice(borders or [0])
    return data[:at] + b"".join(sign(lot) for _ in range(lot.choice([1, 1, 2]))) + data[at:]


def other_value(data: bytes, lot: random.Random) -> bytes:
    """A value gives way to what stands elsewhere in the file, to a sign, or to any text."""
    values = list(re.finditer(rb"(?<=: )[^\n{}\[\]]+", data))
    if not values:
        return data
    old = lot.choice(values)
    new = lot.choice([lot.choice(values)[0], sign(lot), any_text(lot).encode("utf-8", "surrogatepass")])
    return data[:old.start()] + new + data[old.end():]


def name_twice(data: bytes, lot: random.Random) -> bytes:
    names = list(re.finditer(rb"(?m)^ *(?:- )?[a-z_]+:", data))
    if not names:
        return data
    name = lot.choice(names)
    return data[:name.start()] + name[0].replace(b"-", b" ") + b" " + sign(lot) + b"\n" + data[name.start():]


def wrapped_value(data: bytes, lot: random.Random) -> bytes:
    """A value between brackets or quotes that may not close."""
    before, behind = lot.choice([(b"[", b"]"), (b"{", b"}"), (b"{nl: ", b"}"), (b'"', b'"'), (b"'", b"'"), (b'"', b""), (b"'", b""), (b"[", b""), (b"{nl: ", b""),
                                 (b"&a ", b" *a"), (b"!!str ", b""), ("“".encode(), "”".encode()), (b"[" * 25, b"]" * 25), (b"- - ", b"")])
    values = list(re.finditer(rb"(?<=: )[^\n]+", data))
    if not values:
        return data
    old = lot.choice(values)
    return data[:old.start()] + before + old[0] + behind + data[old.end():]


def other_encoding(data: bytes, lot: random.Random) -> bytes:
    """The whole file, or a piece of it, from another program."""
    at = lot.randrange(len(data) + 1)
    part = slice(at, at + 200) if lot.random() < 0.7 else slice(0, len(data))
    text = data[part].decode("utf-8", "replace")
    coding = lot.choice(["cp1252", "latin-1", "utf-16", "utf-16-le", "utf-8-sig", "utf-32", "cp850", "mac-roman"])
    return data[:part.start] + text.encode(coding, "replace") + data[part.stop:]


def other_line_ends(data: bytes, lot: random.Random) -> bytes:
    lines, at = lines_of(data, lot)
    end = lot.choice([b"\r\n", b"\r", b"\n\r", "\x85".encode(), "\u2028".encode()])
    return b"".join(line.replace(b"\n", end) if number < at else line for number, line in enumerate(lines))


ACCIDENTS: tuple[Accident, ...] = (flipped_bit, swapped_lines, lost_or_doubled_lines, moved_line, cut_short, piece_elsewhere, sign_anywhere, sign_at_a_border,
                                   sign_at_a_border, other_value, other_value, name_twice, wrapped_value, wrapped_value, other_encoding, other_line_ends)


# --- strange values in the fields of the schema -----------------------------------------------------------------------

# Something that is right, for each type of the schema; the first that the type takes. A type that takes none needs a line here.
RIGHT = ("zorggroep-wensput", "2026-03-12", "2026-03-12 16:00", "6 months", "true", "1", "0.5", "zorg", "https://www.example.org/", "a@example.org", "groep.jpg", "Europe/Amsterdam")


@cache
def right(kind: Any) -> Any:
    """A value that a type of the schema takes, with the required fields only."""
    kind = bare(kind)
    if is_dataclass(kind):
        return {name: right(hint) for name, hint, required in fields_of(kind) if required}
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        return [right(each) for each in (inner[:1] if inner[-1] is Ellipsis else inner)]
    if typing.get_origin(kind) is dict:
        return {"zorggroep-wensput": right(typing.get_args(kind)[1])}
    found = next((value for value in (*RIGHT, *typing.get_args(kind)) if takes(kind, value)), None)
    assert found is not None, f"RIGHT has no value for {kind}"
    return found


def takes(kind: Any, value: Any) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except (ValidationError, TypeError):
        return False
    return True


def bare(kind: Any) -> Any:
    """The type without `| None`; of what may have several forms the first."""
    return forms(kind)[0]


def forms(kind: Any) -> tuple[Any, ...]:
    """All that a value may look like: a step of a trajectory has fields, or is a list of years."""
    if typing.get_origin(kind) is typing.Annotated and is_structure(typing.get_args(kind)[0]):
        return forms(typing.get_args(kind)[0])
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return tuple(form for part in typing.get_args(kind) if part is not types.NoneType for form in forms(part))
    return (kind,)


def is_structure(kind: Any) -> bool:
    return is_dataclass(kind) or typing.get_origin(kind) in (tuple, dict, types.UnionType, typing.Union)


def fields_of(kind: Any) -> Iterator[tuple[str, Any, bool]]:
    """Name in the file, type, and whether it is required, of each field."""
    hints = typing.get_type_hints(kind, include_extras=True)
    for name, info in kind.__pydantic_fields__.items():
        yield info.alias or name, hints[name], info.is_required()


@cache
def places(kind: Any) -> tuple[Way, ...]:
    """The way to every place that the schema knows; of lists and of names that are free the first."""
    return tuple(_places(kind, ()))


def _places(kind: Any, way: Way) -> Iterator[Way]:
    yield way
    for step, inner in (part for form in forms(kind) for part in parts_of(form)):
        yield from _places(inner, (*way, step))


def parts_of(kind: Any) -> Sequence[tuple[str | int, Any]]:
    """What stands directly in a value of a type."""
    if is_dataclass(kind):
        return [(name, hint) for name, hint, _ in fields_of(kind)]
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        return [(0, inner[0])] if inner[-1] is Ellipsis else list(enumerate(inner))
    return [("zorggroep-wensput", typing.get_args(kind)[1])] if typing.get_origin(kind) is dict else []


def put(value: Any, kind: Any, way: Way, new: Any, lot: random.Random) -> Any:
    """The value with another one at a place; what the way passes and is not there yet is made, with what it requires."""
    if not way:
        return new
    kind, step, inner = next((form, *part) for form in forms(kind) for part in parts_of(form) if part[0] == way[0])
    if isinstance(step, int):
        items = value if isinstance(value, list) and value else right(kind)
        at = lot.randrange(len(items)) if typing.get_args(kind)[-1] is Ellipsis else step
        return [put(item, inner, way[1:], new, lot) if number == at else item for number, item in enumerate(items)]
    known = value if isinstance(value, dict) else right(kind)
    if is_dataclass(kind) and lot.random() < 0.3:       # alone: some fields exclude each other
        known = {name: known[name] for name, _, required in fields_of(kind) if required and name in known}
    if typing.get_origin(kind) is dict:
        step = lot.choice([*known, step])
    return known | {step: put(known.get(step), inner, way[1:], new, lot)}


def strange_json(data: bytes, lot: random.Random) -> bytes:
    """Other values or names in one to three places; no schema of fields says what stands there."""
    root = [json.loads(data)]
    for _ in range(lot.randint(1, 3)):
        holder, key = lot.choice(list(_inside(root)))
        if isinstance(holder, dict) and lot.random() < 0.4:
            holder[any_text(lot)] = holder.pop(key)
        else:
            holder[key] = lot.choice([any_value(lot), any_text(lot), 10 ** 400, -0.0, True, lot.choice(list(_inside(root)))[0]])
            if _is_endless(root):
                holder[key] = None
    return json.dumps(root[0], ensure_ascii=lot.random() < 0.5, indent=lot.choice([None, 1])).encode("utf-8", "surrogatepass")


def _is_endless(value: Any) -> bool:
    """Whether it holds itself."""
    try:
        json.dumps(value)
    except (ValueError, RecursionError):
        return True
    return False


def _inside(value: Any) -> Iterator[tuple[Any, Any]]:
    """Whatever holds something, and under which name or number."""
    for key, part in list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _inside(part)


def any_text(lot: random.Random) -> str:
    """Words that nobody would write, of one piece or of many."""
    letters = "".join(chr(lot.choice([lot.randrange(0x80), lot.randrange(0x800), lot.randrange(0x110000)])) for _ in range(lot.randrange(8)))
    return lot.choice([letters, "".join(lot.choice([*PIECES, letters, " "]) for _ in range(lot.randint(1, 6))), lot.choice(PIECES), lot.choice(RIGHT)])


def any_value(lot: random.Random) -> Any:
    """Mostly text, now and then another shape."""
    if lot.random() < 0.85:
        return any_text(lot)
    return lot.choice([None, [], {}, [any_text(lot)], {any_text(lot): any_text(lot)}, {"nl": any_text(lot), "en": any_text(lot)}, [[]], [None],
                       [{"name": any_text(lot)}] * lot.choice([2, 300]), [any_text(lot)] * lot.choice([2, 300])])


def as_yaml(value: Any, lot: random.Random, plain: float, indent: str = "") -> str:
    """Written by hand, as staff do; `plain` is how often text stands there without quotes."""
    if isinstance(value, dict) and value:
        return "".join(f"\n{indent}{scalar(str(key), lot, plain)}: {as_yaml(part, lot, plain, indent + '  ')}" for key, part in value.items())
    if isinstance(value, list) and value:
        return "".join(f"\n{indent}- {as_yaml(part, lot, plain, indent + '  ').lstrip()}" for part in value)
    return "" if value is None else scalar(value, lot, plain) if isinstance(value, str) else repr(value)


def scalar(text: str, lot: random.Random, plain: float) -> str:
    if re.fullmatch(r"[a-z_]+", text) or lot.random() < plain:
        return text
    return json.dumps(text, ensure_ascii=lot.random() < 0.5)


def read_head(head: str) -> dict[str, str]:
    """The lines `Name: value` above a text."""
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.splitlines())}


def head_text(values: Any) -> str:
    """The same lines, written; what is no text is written as Python does."""
    return "".join(f"{name}: {value}\n" for name, value in values.items()) if isinstance(values, dict) else f"{values}\n"
