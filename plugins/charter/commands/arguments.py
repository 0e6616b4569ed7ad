"""Arguments that several commands share, and what they may hold."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def records(parser: argparse.ArgumentParser) -> None:
    """Where the records are."""
    parser.add_argument("--records", type=Path, default=Path("signatories"), metavar="MAP", help="de map met records (standaard: signatories)")


def site(parser: argparse.ArgumentParser) -> None:
    """What else goes into a site."""
    parser.add_argument("--content", type=Path, metavar="MAP", help="de map met geschreven pagina's (standaard: content)")
    address(parser)


def address(parser: argparse.ArgumentParser) -> None:
    """Where the site comes to stand."""
    parser.add_argument("--base-url", type=base_url, metavar="ADRES", help="het adres waar de site komt, zoals https://charter.example.org")


def report(parser: argparse.ArgumentParser) -> None:
    """How problems are told."""
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="vorm van de meldingen")
    language(parser)
    parser.add_argument("--strict", action="store_true", help="ook waarschuwingen geven exitcode 1")


def language(parser: argparse.ArgumentParser) -> None:
    """In which language."""
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="taal van de meldingen")


def moment(text: str) -> str:
    """A day or a moment, as it was typed."""
    from charter.moment import moment_of
    try:
        moment_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is geen moment; schrijf 2026-03-12 of '2026-03-12 16:00'") from None
    return text


def day(text: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is geen datum; schrijf jaar-maand-dag, zoals 2026-03-12") from None


def base_url(text: str) -> str:
    """An address with a host."""
    from charter.plan import is_base_url
    if not is_base_url(text):
        raise argparse.ArgumentTypeError(f"`{text}` is geen adres dat met https:// begint")
    return text.rstrip("/")


def folder_missing(options: argparse.Namespace) -> bool:
    """Says so when there is no folder to read."""
    wanted = {"--records": options.records, "--content": getattr(options, "content", None)}
    for option, folder in wanted.items():
        if folder is not None and not folder.is_dir():
            print({"nl": f"De map {folder} bestaat niet. Geef met {option} een andere map.",
                   "en": f"The folder {folder} does not exist. Give another folder with {option}."}[options.lang], file=sys.stderr)
            return True
    return False
