"""`charter fix`: shows what it would mend and, on yes, writes it."""

from __future__ import annotations

import argparse
from pathlib import Path

from charter.commands import OK, PROBLEMS, WRONG_USE, arguments
from charter.commands.showing import agreed, show_changes
from charter.problems import one_line

HELP = "Verbetert wat geen keuze vraagt: aanhalingstekens, datums, tabs, codering en ontbrekende id's. Toont eerst wat er verandert."
_WORDS = {
    "nl": {"nothing": "Er is niets dat vanzelf kan worden verbeterd. Zie: charter check", "encoding": "{} wordt opgeslagen als UTF-8.",
           "same": "{}: {} krijgt geen id, want zo heet `{}` al. Tekent die opnieuw, schrijf dan dat id en again: true; is het een ander, bedenk dan zelf een id.",
           "saved": "Intussen door iemand opgeslagen en daarom niet verbeterd: {}. Geef charter fix nog eens.",
           "ask": "Zo schrijven? [j/n] ",
           "not": "Er is niets gewijzigd.", "done": "Verbeterd: {}. Terugdraaien: charter fix --undo. Daarna: charter check",
           "back": "Teruggezet: {}.", "changed": "Sindsdien gewijzigd en daarom zo gelaten: {}.", "none": "Er is niets om terug te draaien."},
    "en": {"nothing": "There is nothing that can be mended by itself. See: charter check", "encoding": "{} will be stored as UTF-8.",
           "same": "{}: {} gets no id, for `{}` has that name already. If it signs again, write that id and again: true; if it is another, think of an id yourself.",
           "saved": "Saved by somebody meanwhile, and not mended: {}. Give charter fix once more.",
           "ask": "Write this? [y/n] ",
           "not": "Nothing was changed.", "done": "Mended: {}. To undo: charter fix --undo. Then: charter check",
           "back": "Put back: {}.", "changed": "Changed since, and left so: {}.", "none": "There is nothing to undo."},
}


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    arguments.records(parser)
    parser.add_argument("--yes", action="store_true", help="schrijf zonder te vragen")
    parser.add_argument("--undo", action="store_true", help="zet terug wat de vorige keer werd verbeterd")
    arguments.language(parser)


def run(options: argparse.Namespace) -> int:
    """Mends, or puts back."""
    if arguments.folder_missing(options):
        return WRONG_USE
    from charter import fix
    from charter.schema import write_schemas
    kept = options.records.absolute().parent / ".charter" / f"fix-{options.records.absolute().name}.cache"
    words = _WORDS[options.lang]
    if options.undo:
        return _undo(options.records, kept, words)
    found, same = fix.fixes(options.records)
    for path, name, id_ in same:
        print(one_line(words["same"].format(path, name, id_)))
    if not found:
        print(words["nothing"])
        return OK
    show_changes(found, words["encoding"])
    if not options.yes and not agreed(words["ask"]):
        print(words["not"])
        return PROBLEMS
    written = fix.write(options.records, found, kept)
    write_schemas(options.records)      # new ids can be completed
    if written:
        print(words["done"].format(_listed(written)))
    left = [one.path for one in found if one.path not in written]
    if left:
        print(words["saved"].format(_listed(left)))
    return PROBLEMS if left else OK


def _listed(paths: list[str]) -> str:
    """Names of folders may hold what a terminal would act on."""
    return one_line(", ".join(paths))


def _undo(records: Path, kept: Path, words: dict[str, str]) -> int:
    from charter import fix
    back, changed = fix.undo(records, kept)
    if back:
        print(words["back"].format(_listed(back)))
    if changed:
        print(words["changed"].format(_listed(changed)))
    if not back and not changed:
        print(words["none"])
    return PROBLEMS if changed else OK
