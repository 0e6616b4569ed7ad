"""What the heaviest pages weigh over the line, without their pictures, and which letters each font has."""

from __future__ import annotations

import re

import pytest
import yaml

from browser.visits import visit
from conftest import ROOT
from trees import Project, project

PAGE, DIRECTORY = 60_000, 100_000       # bytes, headers too; the directory has a thousand names
STATIC = ROOT / "theme" / "static"
SIGNERS = 22
NAMES = ["Adamczyk", "Bąkowska", "Çelik", "Dvořák", "Eşref", "Fährmann", "Gąsior", "Hodžić", "İnan", "Jørgensen", "Kılıç", "Łęcki", "Mănescu", "Nagy", "Őry", "Pşenkova", "Říha", "Škvorecký", "Țepeș", "Uğur", "Výborná", "Żak"]


def ambitions() -> list[str]:
    """Those of the demo in both languages: two languages in one page pack less well than one."""
    batches = [yaml.load(file.read_text("utf-8"), yaml.BaseLoader) for file in sorted((ROOT / "signatories").glob("*/batch.yaml"))]
    return [text for lang in ("nl", "en") for batch in batches for signer in batch["signatories"] if (text := signer.get("ambition", {}).get(lang))]


def batch() -> str:
    """A ceremony of the most signers that were ever seen, with names from all over Europe."""
    signers = [{"id": f"uitgever-{n}", "name": f"{name}ński & Şahin", "sector": "zorg", "kind": "publiek", "size": "groot", "seat": "Utrecht",
                "dimensions": ["gender"], "ambition": {"nl": ambition}, "signed_by": [{"name": f"Łucja {name}", "role": {"nl": "bestuurder"}}]}
               for n, (name, ambition) in enumerate(zip(NAMES, ambitions(), strict=False))]
    assert len(signers) == SIGNERS
    return yaml.safe_dump({"date": "2026-04-02", "place": "Utrecht", "signatories": signers}, allow_unicode=True, sort_keys=False)


@pytest.fixture(scope="module")
def heavy(charter, tmp_path_factory) -> Project:
    """The site of a thousand organisations and that ceremony."""
    records = tmp_path_factory.mktemp("heavy") / "signatories"
    written = charter("demo", "--organisations", 1000 - SIGNERS, records)
    assert written.code == 0, written.stderr
    folder = records / "2026-04-02-utrecht"
    folder.mkdir()
    (folder / "batch.yaml").write_text(batch(), "utf-8")
    site = project(tmp_path_factory.mktemp("site"), records=records)
    site.built()
    return site


def weights(browser, address: str) -> dict[str, int]:
    """The bytes over the line for each part of a page, by its file name."""
    with visit(browser, address, until="networkidle") as seen:
        seen.page.evaluate("document.fonts.ready.then(() => null)")
        seen.page.wait_for_load_state("networkidle")
        assert (seen.console, seen.elsewhere, seen.failed) == ([], [], [])
        return {re.sub(r"\?.*", "", url).rsplit("/", 1)[-1]: size for url, size in seen.bytes_fetched().items()}


@pytest.mark.browser
@pytest.mark.parametrize(("address", "most"), [
    ("/nieuws/2026-04-02-utrecht/", PAGE), ("/kit/2026-04-02-utrecht/", PAGE), ("/kit/2026-04-02-utrecht/lang/", PAGE), ("/ondertekenaars/uitgever-12/", PAGE), ("/ondertekenaars/dimensie/gender/", PAGE),
    ("/ondertekenaars/", DIRECTORY)], ids=["article", "kit", "kit, long block", "profile", "facet", "directory"])
def test_heaviest_pages(browser, heavy, serve_folder, capsys, address, most):
    """22 signers, the longest kit, the longest lists, with the second font for a letter such as ł."""
    parts = weights(browser, serve_folder(heavy.output) + address)
    with capsys.disabled():
        print(f"{address}: {sum(parts.values())} bytes")
    assert ("source-sans-3-europe.woff2" in parts) == (not address.startswith("/kit/"))      # its names stand in fields alone
    assert sum(parts.values()) <= most, parts


@pytest.mark.browser
def test_directory_lists_a_thousand(heavy):
    """Or its weight would prove nothing."""
    assert 950 < (heavy.output / "ondertekenaars" / "index.html").read_text("utf-8").count("index__name") <= 1000


def characters(ranges: str) -> set[int]:
    """Those of a unicode-range."""
    pairs = [part.strip().removeprefix("U+").split("-") for part in ranges.split(",")]
    return {code for pair in pairs for code in range(int(pair[0], 16), int(pair[-1], 16) + 1)}


def test_the_second_font_is_fetched_for_its_own_letters_alone():
    """The range in the style sheet holds what the file has, and nothing that the first font has."""
    from fontTools.ttLib import TTFont
    first, second = (set(TTFont(STATIC / f"source-sans-3{name}.woff2").getBestCmap()) for name in ("", "-europe"))
    ranges = re.findall(r"unicode-range: ([^;]+);", (STATIC / "site.css").read_text("utf-8"))
    assert [characters(one) for one in ranges] == [second]
    assert set(map(ord, "ąčćđęğıİłľńňőřśšşșťțůűźžż")) <= first | second
    assert sorted(first & second) == []


def test_the_fonts_are_parts_of_those_of_the_cards():
    """Letter for letter as wide; CONTRIBUTING.md says how they are made."""
    from fontTools.ttLib import TTFont
    for part, whole in (("source-sans-3", "source-sans-3"), ("source-sans-3-europe", "source-sans-3-ext")):
        of_part, of_whole = (TTFont(folder / f"{name}.woff2") for folder, name in ((STATIC, part), (ROOT / "theme" / "cards", whole)))
        widths = [{code: font["hmtx"][name] for code, name in font.getBestCmap().items() if code in of_part.getBestCmap()} for font in (of_part, of_whole)]
        assert widths[0] == widths[1]
