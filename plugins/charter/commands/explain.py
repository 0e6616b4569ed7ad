"""`charter explain`: what a rule checks, why, and an example."""

from __future__ import annotations

import argparse
import sys

from charter.commands import OK, WRONG_USE, arguments

HELP = "Legt een regel uit: wat hij nakijkt, waarom, en een voorbeeld. Zonder regel: welke regels er zijn."


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("rule", nargs="?", metavar="REGEL", help="de code tussen [ ] in een melding, zoals typed-count")
    arguments.language(parser)


def run(options: argparse.Namespace) -> int:
    """Prints it."""
    from charter.explain import explanations, near
    rules = explanations()
    asked = (options.rule or "").strip("[]").lower()
    if asked in rules:
        print(rules[asked].text(options.lang))
        return OK
    if asked:
        likely = ", ".join(near(asked))
        print({"nl": f"De regel `{asked}` bestaat niet." + (f" Bedoelt u: {likely}?" if likely else " Zie alle regels met: charter explain"),
               "en": f"There is no rule `{asked}`." + (f" Did you mean: {likely}?" if likely else " See all rules with: charter explain")}[options.lang], file=sys.stderr)
        return WRONG_USE
    width = max(map(len, rules))
    for rule, explanation in rules.items():
        said = explanation.en if options.lang == "en" else explanation.nl
        print(f"{rule:<{width}}  {said.split('. ')[0].strip().rstrip('.')}.")
    return OK
