"""The pages that `charter serve` shows of its own, with their style and the script that loads a page again."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from charter.problems import Bilingual, Problem, summary

OWN = "/_charter/"              # our own addresses; no page of a site begins with _
PROBLEMS = OWN + "problems"
SCRIPT = """\
(() => {
  "use strict";
  const mine = new URL(document.currentScript.src).searchParams.get("v");
  new EventSource("/_charter/events").onmessage = (event) => { if (event.data !== mine) location.reload(); };
})();
"""
STYLE = """\
:root { color-scheme: light dark; --accent: light-dark(#8a1f11, #ffb4a6); --line: light-dark(#c9c9c9, #5a5a5a); }
body { margin: 0; padding: 2rem 1rem; font: 1.125rem/1.5 system-ui, sans-serif; color: light-dark(#1b1b1b, #f2f2f2);
  background: light-dark(#fff, #1b1b1b); }
main { max-inline-size: 60rem; margin-inline: auto; }
h1 { margin: 0; line-height: 1.2; }
ol { padding: 0; list-style: none; }
.problem { margin-block-start: 1.5rem; padding-inline-start: 1rem; border-inline-start: 0.25rem solid var(--line); }
.problem--error { border-color: var(--accent); }
code { font-size: 0.9em; }
.count, .problem__level { font-weight: bold; }
.problem--error .problem__level { color: var(--accent); }
.problem p { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0.25rem 0 0; padding: 0.5rem; border: 1px solid var(--line); overflow-x: auto; }
"""


def building_page(lang: str) -> str:
    """Before there is anything to show."""
    return _page(lang, Bilingual("De site wordt gebouwd", "The site is being built")(lang), _MOMENT(lang))


def problems_page(problems: Sequence[Problem], records: Path, lang: str) -> str:
    """What has to be mended before there is a site. The paths of the Problems are below `records`."""
    lead = Bilingual("Zodra dit klopt, staat de site hier weer. U hoeft de pagina niet te verversen.",
                     "As soon as this is mended the site is back here. You need not reload the page.")
    return _page(lang, _MEND(lang), lead(lang), _list(problems, records, lang))


def warnings_page(problems: Sequence[Problem], records: Path, lang: str) -> str:
    """What may be mended, or nothing."""
    lead = Bilingual("De site is gebouwd.", "The site has been built.")
    return _page(lang, Bilingual("Waarschuwingen", "Warnings")(lang), lead(lang), _list(problems, records, lang))


def broken_page(said: str, lang: str) -> str:
    """What our own code said when it broke down."""
    lead = Bilingual("Dit ligt niet aan de records, maar aan de code of aan deze computer. Geef het door aan een ontwikkelaar. "
                     "Zodra de code klopt, staat de site hier weer.",
                     "This is not about the records, but about the code or this computer. Tell a developer. "
                     "As soon as the code is right the site is back here.")
    return _page(lang, Bilingual("De code liep vast", "The code broke down")(lang), lead(lang),
                 f"<pre><code>{escape(said)}</code></pre>\n")


_MEND = Bilingual("Eerst verbeteren", "To be mended first")
_MOMENT = Bilingual("Een ogenblik. De eerste keer duurt dit langer, door de foto's.",
                    "One moment. The first time takes longer, because of the photos.")
_WRITE = Bilingual("Schrijf op deze regel:", "Write on this line:")
_LEVELS = {"error": Bilingual("fout", "error"), "warning": Bilingual("let op", "warning")}


def _page(lang: str, title: str, lead: str, body: str = "") -> str:
    """`body` is HTML, the rest is text."""
    return (f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
            f'<link rel="stylesheet" href="{OWN}page.css">\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n'
            f"<p>{escape(lead)}</p>\n{body}</main>\n</body>\n</html>\n")


def _list(problems: Sequence[Problem], records: Path, lang: str) -> str:
    """How many, and of each where, what, and the line to write instead."""
    items = "".join(_item(p, records, lang) for p in problems)
    return f'<p class="count">{escape(summary(problems, lang))}</p>\n' + (f"<ol>\n{items}</ol>\n" if items else "")


def _item(problem: Problem, records: Path, lang: str) -> str:
    # Problems of hand-written pages name a path that is not below the records.
    path = problem.path if problem.path.startswith("content/") else f"{records.as_posix()}/{problem.path}"
    write = "" if problem.suggestion is None else f"<p>{_WRITE(lang)}</p>\n<pre><code>{escape(problem.suggestion)}</code></pre>\n"
    return (f'<li class="problem problem--{problem.level}">\n<p><code>{escape(path)}:{problem.line}</code> '
            f'<span class="problem__level">{_LEVELS[problem.level](lang)}</span></p>\n'
            f"<p>{escape(problem.message(lang))}</p>\n{write}</li>\n")
