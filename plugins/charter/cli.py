"""The command `charter`: check, build, serve, new, demo."""

from __future__ import annotations

import argparse
import runpy
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from charter import problems

ROOT = Path(__file__).resolve().parents[2]
OK, PROBLEMS, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: well. 1: there are problems to mend. 2: wrong use."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except BrokenPipeError:
        return OK
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    from rich_argparse import RichHelpFormatter

    class Formatter(RichHelpFormatter):
        """With a Dutch heading."""

        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)

    def in_dutch(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made._optionals.title, made._positionals.title = "opties", "waarden"
        made.add_argument("-h", "--help", action="help", help="toon deze uitleg")
        return made

    parser = argparse.ArgumentParser(
        prog="charter", formatter_class=Formatter, add_help=False,
        description="Maakt van één record per ondertekening het nieuwsbericht, de lijst van ondertekenaars, de kit voor "
                    "redacteuren en de feeds, in het Nederlands en het Engels.",
        epilog="Begin met: charter new 2026-03-12 Utrecht, dan charter serve, dan charter check, dan charter build.")
    in_dutch(parser)
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)

    def command(name: str, run: Callable, help_: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_, description=help_, formatter_class=Formatter, add_help=False)
        made.set_defaults(run=run)
        return in_dutch(made)

    check = command("check", _check, "Kijkt alle records na en noemt elk probleem met bestand en regel.")
    _records(check)
    check.add_argument("--content", type=Path, metavar="MAP", help="kijk ook de geschreven pagina's in deze map na")
    _report(check)

    build = command("build", _build, "Bouwt de site. Zijn er problemen, dan blijft de oude site onaangeroerd.")
    _records(build)
    _site(build)
    build.add_argument("--output", type=Path, default=Path("output"), metavar="MAP", help="waar de site komt (standaard: output)")
    build.add_argument("--as-of", type=_moment, metavar="MOMENT",
                       help="bouw zoals het was of wordt op dit moment: 2026-03-12 (einde van de dag) of '2026-03-12 16:00'")
    build.add_argument("--preview", action="store_true", help="toon ook wat nog niet gepubliceerd is, gemarkeerd als voorbeeld")
    build.add_argument("--quiet", action="store_true", help="geen voortgang en geen samenvatting")
    _report(build)

    serve = command("serve", _serve, "Toont de site op deze computer en bouwt opnieuw bij elke wijziging; ook wat nog niet gepubliceerd is.")
    _records(serve)
    _site(serve)
    serve.add_argument("--port", type=int, default=8000, metavar="POORT", help="poort (standaard: 8000; 0 kiest een vrije)")
    serve.add_argument("--lang", choices=("nl", "en"), default="nl", help="taal van de meldingen")

    new = command("new", _new, "Schrijft een record om in te vullen. Staan de namen erin, geef dan de opdracht nog eens: de id's komen erbij.")
    new.add_argument("date", type=_day, metavar="DATUM", help="datum van ondertekening, zoals 2026-03-12")
    new.add_argument("place", metavar="PLAATS", nargs="+",
                     help="plaats, zoals Utrecht, Bergen op Zoom of \"'s-Hertogenbosch\" (met dubbele aanhalingstekens)")
    _records(new)

    demo = command("demo", _demo, "Schrijft een map met records van verzonnen organisaties, zonder foto's.")
    demo.add_argument("--organisations", type=int, default=100, metavar="N", help="hoeveel organisaties (standaard: 100)")
    demo.add_argument("folder", type=Path, metavar="MAP", help="een nieuwe of lege map")
    return parser


def _records(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--records", type=Path, default=Path("signatories"), metavar="MAP", help="de map met records (standaard: signatories)")


def _site(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--content", type=Path, metavar="MAP", help="de map met geschreven pagina's (standaard: content)")
    parser.add_argument("--base-url", type=_base_url, metavar="ADRES", help="het adres waar de site komt, zoals https://charter.example.org")


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="vorm van de meldingen")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="taal van de meldingen")
    parser.add_argument("--strict", action="store_true", help="ook waarschuwingen geven exitcode 1")


def _moment(text: str) -> str:
    from charter.moment import moment_of
    try:
        moment_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is geen moment; schrijf 2026-03-12 of '2026-03-12 16:00'") from None
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is geen datum; schrijf jaar-maand-dag, zoals 2026-03-12") from None


def _base_url(text: str) -> str:
    from charter.plan import is_base_url
    if not is_base_url(text):
        raise argparse.ArgumentTypeError(f"`{text}` is geen adres dat met https:// begint")
    return text.rstrip("/")


def _show(found: Sequence[problems.Problem], options: argparse.Namespace) -> int:
    """Prints problems in the asked form; the exit code follows."""
    prefix = f"{options.records.as_posix()}/"
    if options.format == "json":
        print(problems.as_json(found, options.lang))
    elif options.format == "github":
        print(problems.as_github(found, options.lang, prefix))
    else:
        if found:
            print(problems.as_text(found, options.lang, prefix))
        print(problems.summary(found, options.lang))
    return PROBLEMS if problems.errors(found) or (options.strict and found) else OK


def _folder_missing(options: argparse.Namespace) -> bool:
    """Says so when there is no folder to read."""
    wanted = {"--records": options.records, "--content": getattr(options, "content", None)}
    for option, folder in wanted.items():
        if folder is not None and not folder.is_dir():
            print({"nl": f"De map {folder} bestaat niet. Geef met {option} een andere map.",
                   "en": f"The folder {folder} does not exist. Give another folder with {option}."}[options.lang], file=sys.stderr)
            return True
    return False


def _check(options: argparse.Namespace) -> int:
    if _folder_missing(options):
        return WRONG_USE
    from charter.checks import check
    from charter.content import read_pages
    from charter.model.folder import load
    records = load(options.records)
    found = [*records.problems, *check(records)]
    if options.content:
        found += read_pages(options.content, options.records, list(records.batches), lambda source, body: "")[1]
    return _show(problems.sorted_problems(found), options)


def _settings(options: argparse.Namespace) -> dict[str, Any]:
    """What differs from pelicanconf.py."""
    # Absolute: Pelican would take them from the folder of its settings.
    settings: dict[str, Any] = {"CHARTER_RECORDS": str(options.records.absolute()), "OUTPUT_PATH": str(options.output.absolute()),
                                "CHARTER_PREVIEW": options.preview, "CHARTER_QUIET": options.quiet, "CHARTER_SUMMARY": []}
    if options.as_of:
        settings["CHARTER_AS_OF"] = options.as_of
    if options.base_url:
        settings["SITEURL"] = options.base_url
    if options.content:
        settings["PATH"] = str(options.content.absolute())
    return settings


def _build(options: argparse.Namespace) -> int:
    if _folder_missing(options):
        return WRONG_USE
    from charter.plan import plan_of
    from charter.staging import Busy, NotOurs
    from charter.stamp import unchanged
    settings = _settings(options)
    try:
        plan = plan_of(runpy.run_path(str(ROOT / "pelicanconf.py")) | settings)
    except ValueError as e:
        print(e, file=sys.stderr)
        return WRONG_USE
    summary = unchanged(plan)
    if summary is None:
        try:
            # Taken before anything is read: what changes meanwhile is seen by the next build.
            summary = _with_pelican(settings | {"CHARTER_DIGEST": plan.digest})
        except problems.ProblemsFound as e:
            return _show(e.problems, options) or PROBLEMS
        except (Busy, NotOurs) as e:
            print(_REFUSALS[type(e).__name__][options.lang].format(e), file=sys.stderr)
            return WRONG_USE
        except PermissionError as e:
            print({"nl": f"{e.filename} mag niet worden geschreven of gelezen. Kies een andere map of vraag om rechten.",
                   "en": f"{e.filename} may not be written or read. Choose another folder or ask for permission."}[options.lang], file=sys.stderr)
            return WRONG_USE
    exit_code = OK
    if summary.warnings or options.format != "text":
        exit_code = _show(problems.sorted_problems(summary.warnings), options)
    if not options.quiet:
        print(summary.line(options.lang, options.output), file=sys.stderr)
    return exit_code


_REFUSALS = {
    "Busy": {"nl": "Er loopt al een build naar {}. Wacht tot die klaar is en geef de opdracht opnieuw.",
             "en": "Another build is writing {}. Wait until it is done and give the command again."},
    "NotOurs": {"nl": "In {} staan bestanden die niet door charter zijn gemaakt; ze zouden kunnen verdwijnen. "
                      "Kies met --output een lege map.",
                "en": "{} holds files that charter did not make; they could get lost. Choose an empty folder with --output."},
}


def _with_pelican(settings: dict[str, Any]) -> Any:
    """The same as plain `pelican` in the root, with other settings."""
    from pelican import Pelican, console
    from pelican.settings import read_settings
    read = read_settings(str(ROOT / "pelicanconf.py"), override=settings)
    console.quiet = True        # Pelican counts none of our pages; our own line at the end does
    Pelican(read).run()
    return read["CHARTER_SUMMARY"][-1]


def _serve(options: argparse.Namespace) -> int:
    if _folder_missing(options):
        return WRONG_USE
    from charter.serve import serve
    # The real address: what an editor copies from the preview must work after publication.
    base_url = options.base_url or runpy.run_path(str(ROOT / "pelicanconf.py"))["SITEURL"]
    return serve(options.records, options.content, base_url, options.port, options.lang)


def _new(options: argparse.Namespace) -> int:
    from charter.new import NotPossible, new_record
    try:
        print(new_record(options.records, options.date, " ".join(options.place)))
    except problems.ProblemsFound as e:
        print(problems.as_text(e.problems, "nl", f"{options.records.as_posix()}/"))
        return PROBLEMS
    except NotPossible as e:
        print(e, file=sys.stderr)
        return WRONG_USE
    return OK


def _demo(options: argparse.Namespace) -> int:
    from charter.demo import write_demo
    try:
        write_demo(options.organisations, options.folder, ROOT / "signatories" / "charter.yaml")
    except (FileExistsError, NotADirectoryError, ValueError) as e:
        print(e, file=sys.stderr)
        return WRONG_USE
    print(f"Klaar. Bouw de site met: charter build --records {options.folder} --output {options.folder}-site")
    return OK
