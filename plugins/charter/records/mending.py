"""What people write that YAML reads otherwise: how to say it, and the line to write instead. Text only, no YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from charter.records import mistakes, punctuation
from charter.records.mistakes import Mistake
from charter.records.rewriting import closed, in_quotes, swapped
from charter.records.shape import yaml_layout


class Fix(NamedTuple):
    """A mistake on one line: its column from 0, what was read, and the whole line to write instead."""

    mistake: Mistake
    column: int
    read: str
    line: str | None


# What XML, feeds or a line cannot hold, and what nobody sees: controls, line separators, a zero-width space, a mark of
# byte order, and the signs that turn the direction of the text around them. \n is the only control that is read.
_UNSEEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
hidden = re.compile(f"[\t{_UNSEEN}]").search
# A no-break space in the indent of a field or an item; in a text it is left alone.
_HARD_INDENT = "^ *\xa0(?=[ \xa0]*(?:- |[\\w-]+:(?: |$)))"
_unseen = re.compile(f"[\t{_UNSEEN}]|{_HARD_INDENT}", re.MULTILINE).search
_CURLY = re.compile("[“”„‟‘]([^“”„‟]*)[“”„‟’]")


# In UTF-8 none of these bytes is part of a sign that nobody can see: a file of them alone, as most are, needs no closer look.
_PLAIN = bytes({*range(0x20, 0x7f), *b"\r\n", *range(0x80, 0x100)} - {0xc2, 0xe2, 0xef})


def clean_lines(text: str, data: bytes) -> list[tuple[int, Fix]]:
    """Every line, from 0, that holds a tab or a sign that nobody can see. `data` is the text in UTF-8."""
    suspect = data.translate(None, _PLAIN) and (hidden(text) or ("\xa0" in text and _unseen(text)))
    lines = enumerate(text.split("\n")) if suspect else ()
    found = ((number, _fix_of(sign, line)) for number, line in lines if (sign := _unseen(line)))
    return list(islice(found, ENOUGH))


def _fix_of(sign: re.Match, line: str) -> Fix:
    mistake = mistakes.tab if sign[0] == "\t" else mistakes.hard_space if sign[0][-1] == "\xa0" else mistakes.hidden_sign
    return Fix(mistake, sign.end() - 1, f"U+{ord(sign[0][-1]):04X}", cleaned(line))


def cleaned(line: str) -> str:
    """A line without the signs that nobody can see; a tab is a space, and two in the indent; so is what breaks a line."""
    indent = re.match("[ \t\xa0]*" if re.match(_HARD_INDENT, line) else "[ \t]*", line)
    assert indent
    margin = "" if indent[0] == "\xa0" else indent[0].replace("\t", "  ").replace("\xa0", " ")     # one alone came along by accident
    line = margin + re.sub("[\t\x0b\x0c\x85\u2028\u2029]+", " ", line[indent.end():])
    return re.sub(f"[{_UNSEEN}]", "", line)


def in_curly_quotes(value: str) -> str | None:
    """What stands between the curly quotes around a value, or None."""
    found = _CURLY.fullmatch(value)
    return found[1] if found else None


ENOUGH = 200        # mistakes in one file: who has to mend more of them begins with these
LONGEST = 2000      # characters; on a longer line the patterns below would take long, and nobody can read what to write
_ITEM = re.compile(r" *(?:- +)*")
_NAME = re.compile(r"[A-Za-z_][\w-]*:(?: +|$)")
_REMARK = re.compile(r"(?:^| {2,})#.*$| +$")
# In {a: x, b: y}: a name, and its value up to the next name or the end of the braces.
_IN_BRACES = re.compile(r"(?:[A-Za-z_][\w-]*: +)(?![\[{])(.+?)(?=, *[A-Za-z_][\w-]*: | *[\]}]+(?:$|[ ,]))")


def fixes(line: str) -> Iterator[Fix]:
    """What may be wrong on a line that the parser stumbled over, likeliest first."""
    if len(line) > LONGEST:
        return
    yield from _hard_space(line)
    item = _ITEM.match(line)
    name = _NAME.match(line, item.end()) if item else None
    start = name.end() if name else item.end() if item else 0
    end = _REMARK.search(line, start)
    value = line[start:end.start() if end else len(line)]
    if value[:1] in ("{", "[") and value:
        for part in _IN_BRACES.finditer(line, start):
            yield from _of_value(line, part.start(1), part[1])
    if value and (name or "-" in line[:start]):
        yield from _of_value(line, start, value)
    if not name and re.match(r"[A-Za-z_][\w-]*:[^ /]", value):
        at = start + value.index(":") + 1
        yield Fix(punctuation.colon_space, start, value[:value.index(":")], swapped(line, at, at, " "))


def misplaced(lines: Sequence[str], number: int) -> Iterator[Fix]:
    """Where a line may belong that begins elsewhere than those above it, likeliest first; or the field that it is."""
    line, above = lines[number], lines[max(0, number - 50):number]
    text = line.lstrip()
    margin = len(line) - len(text)
    block = _block_above(above)
    if block is not None:
        margins = [block]
    elif (word := re.match(r"([a-z_]{4,20}) +[^\s:]|([a-z_]{4,20})$", text)) and not re.search(r":( |$)", text):
        name = word[1] or word[2]
        yield Fix(punctuation.colon_missing, margin, name, f"{line[:margin]}{name}:{text[len(name):]}")
        return
    elif text.startswith("- "):
        margins = [len(other) - len(other.lstrip()) for other in above if other.lstrip().startswith("- ")]
    else:
        margins = [found.end() for other in above if (found := _ITEM.match(other)) and _NAME.match(other, found.end())]
    # The nearest first; of two the one that was used last.
    for other in sorted(dict.fromkeys(reversed(margins)), key=lambda m: abs(m - margin)):
        if other != margin and text:
            yield Fix(yaml_layout, margin, "", " " * other + text)


def _block_above(above: Sequence[str]) -> int | None:
    """How far the text is indented that goes on until here, or None."""
    for place in range(len(above) - 1, -1, -1):
        head = above[place]
        if not re.search(r": [|>][+-]?$", head):
            continue
        margin = len(head) - len(head.lstrip())
        body = [len(line) - len(line.lstrip()) for line in above[place + 1:] if line.strip()]
        return body[0] if body and min(body) > margin else None
    return None


def _hard_space(line: str) -> Iterator[Fix]:
    found = re.match("[ \xa0]*(?:-[ \xa0]+)?[\\w-]*:?[ \xa0]*", line)
    if found and "\xa0" in found[0]:
        yield Fix(mistakes.hard_space, line.index("\xa0"), "", found[0].replace("\xa0", " ") + line[found.end():])


def _of_value(line: str, start: int, value: str) -> Iterator[Fix]:
    mistake = _stumble(value)
    if mistake is None:
        return
    if mistake is punctuation.brace:
        write = value + "".join("}" if sign == "{" else "]" for sign in reversed(_left_open(value)))
    elif mistake is mistakes.escape:
        write = _escaped(value)
    elif mistake is mistakes.quotes:
        write = closed(value)
    else:
        write = in_quotes(value)
    yield Fix(mistake, start, value, swapped(line, start, start + len(value), write))


# What YAML knows between double quotes; half of a pair of UTF-16 is no character.
_ESCAPES = re.compile(r'\\(?:[0abtnvfre "/\\N_LP]|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[1-9a-fA-F]|10)[0-9a-fA-F]{4})|\\')


def _escaped(value: str) -> str:
    r"""A value between double quotes in which a \ that means nothing is written as itself."""
    return _ESCAPES.sub(lambda found: found[0] if len(found[0]) > 1 else "\\\\", value)


def _left_open(value: str) -> list[str]:
    """The { and [ that are never closed, or [] when that cannot be told."""
    found: list[str] = []
    for sign in re.findall(r"[\[\]{}]", value):
        if sign in "[{":
            found.append(sign)
        elif not found or found.pop() + sign not in ("[]", "{}"):
            return []
    return found


def _stumble(value: str) -> Mistake | None:
    """Why YAML may not read a value as it stands."""
    if value[0] == "'":
        return None if re.fullmatch(r"'(?:[^']|'')*'", value) else mistakes.quotes
    if value[0] == '"':
        return (mistakes.escape if _escaped(value) != value else None) if re.fullmatch(r'"(?:[^"\\]|\\.)*"', value) else mistakes.quotes
    if re.match(r"\{ *[A-Za-z_][\w-]*: ", value) and _left_open(value):
        return punctuation.brace
    if value[0] in "@`%&*!|>?-[]{},#" and not re.match(r"[?-][^ ]", value):
        whole = re.fullmatch(r"\[.*\]|\{.*\}|[|>][+-]?\d?[+-]?", value)
        return None if whole else mistakes.yaml_sign
    return punctuation.colon if re.search(r":( |$)", value) else None
