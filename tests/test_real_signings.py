"""Eight real ceremonies, as far as public pages tell of them, built by the real command: headlines, names and lists are right everywhere.

The records in real_signings/ hold the day, the place, the building and the names as printed, and nothing else.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import feedparser
import lxml.html
import pytest
from PIL import Image

from charter.model.folder import load
from conftest import BASE_URL, ROOT
from records_folder import read_all, written

RECORDS = ROOT / "tests" / "real_signings"
HEADLINES = {
    "2015-07-02-den-haag": ("Tweeëntwintig organisaties ondertekenen Charter Diversiteit", "Twenty-two organisations sign the Diversity Charter"),
    "2016-02-04-den-haag": ("Negen organisaties ondertekenen Charter Diversiteit", "Nine organisations sign the Diversity Charter"),
    "2016-05-23-rotterdam": ("Tien organisaties ondertekenen Charter Diversiteit", "Ten organisations sign the Diversity Charter"),
    "2018-01-11-amersfoort": ("Negen organisaties ondertekenen Charter Diversiteit", "Nine organisations sign the Diversity Charter"),
    "2019-09-12-hilversum": ("Twaalf organisaties ondertekenen Charter Diversiteit", "Twelve organisations sign the Diversity Charter"),
    "2020-07-08-dordrecht": ("Zes organisaties ondertekenen Charter Diversiteit", "Six organisations sign the Diversity Charter"),
    "2022-03-10-roermond": (
        "Gemeente Roermond, het Centraal Bureau voor de Statistiek en museum het Bonnefanten ondertekenen Charter Diversiteit",
        "Gemeente Roermond, het Centraal Bureau voor de Statistiek and museum het Bonnefanten sign the Diversity Charter"),
    "2022-06-09-breukelen": ("Vijf organisaties ondertekenen Charter Diversiteit", "Five organisations sign the Diversity Charter"),
}
LEADS = {
    "2015-07-02-den-haag": ("Op 2 juli 2015 ondertekenden tweeëntwintig organisaties in Den Haag Charter Diversiteit.",
                            "On 2 July 2015 twenty-two organisations signed the Diversity Charter in Den Haag."),
    "2022-03-10-roermond": (
        "Op 10 maart 2022 ondertekenden Gemeente Roermond, het Centraal Bureau voor de Statistiek en museum het Bonnefanten in Roermond Charter Diversiteit.",
        "On 10 March 2022 Gemeente Roermond, het Centraal Bureau voor de Statistiek and museum het Bonnefanten signed the Diversity Charter in Roermond."),
}
# Ten names or fewer are named in a newsletter. A name that holds a comma, or the joining word of that language, brings semicolons.
JOINED = {
    "2016-02-04-den-haag": (
        "Ministerie van Onderwijs, Cultuur en Wetenschap; PO-Raad; Deltion College; Hogeschool Rotterdam; Saxion; Universiteit Leiden; "
        "Vrije Universiteit Amsterdam; Movisie; en Federatie Cultuur",
        "Ministerie van Onderwijs, Cultuur en Wetenschap; PO-Raad; Deltion College; Hogeschool Rotterdam; Saxion; Universiteit Leiden; "
        "Vrije Universiteit Amsterdam; Movisie; and Federatie Cultuur"),
    "2016-05-23-rotterdam": (
        "Coca-Cola Enterprises Nederland B.V.; Computer Futures Nederland en Vlaanderen; HOGIAF (Federatie Jonge Ondernemers Nederland); MKB-Rotterdam; "
        "NV Nuon Energy; Rabobank; Verwey-Jonker Instituut; RET N.V. (openbaar vervoerbedrijf regio Rotterdam); RMC (Rotterdamse Mobiliteit Centrale); "
        "en Aids Fonds-Stop Aids Now!-Soa Aids Nederland",
        "Coca-Cola Enterprises Nederland B.V., Computer Futures Nederland en Vlaanderen, HOGIAF (Federatie Jonge Ondernemers Nederland), MKB-Rotterdam, "
        "NV Nuon Energy, Rabobank, Verwey-Jonker Instituut, RET N.V. (openbaar vervoerbedrijf regio Rotterdam), RMC (Rotterdamse Mobiliteit Centrale) "
        "and Aids Fonds-Stop Aids Now!-Soa Aids Nederland"),
    "2018-01-11-amersfoort": ("Alkmaar, Amersfoort, Apeldoorn, Arnhem, Culemborg, Leiden, Nijmegen, Tilburg en Zaanstad",
                              "Alkmaar, Amersfoort, Apeldoorn, Arnhem, Culemborg, Leiden, Nijmegen, Tilburg and Zaanstad"),
    "2020-07-08-dordrecht": ("gemeente Dordrecht, Amega Groep, Contour de Twern, MEE Drechtsteden, Trivire en da Vinci College",
                             "gemeente Dordrecht, Amega Groep, Contour de Twern, MEE Drechtsteden, Trivire and da Vinci College"),
    "2022-06-09-breukelen": ("ROC Mondriaan, Nyenrode Business Universiteit, MBO Raad, Avans Hogeschool en ICM Opleidingen & Trainingen",
                             "ROC Mondriaan, Nyenrode Business Universiteit, MBO Raad, Avans Hogeschool and ICM Opleidingen & Trainingen"),
}
SIGNED = {slug: [s.name for s in batch.signatories] for slug, batch in load(RECORDS).batches.items()}
IDS = {s.id: s.name for batch in load(RECORDS).batches.values() for s in batch.signatories}
IN = {"nl": "", "en": "en/"}
NEWS, KIT, PROFILES, FEED = ({"nl": "nieuws", "en": "en/news"}, {"nl": "kit", "en": "en/kit"},
                             {"nl": "ondertekenaars", "en": "en/signatories"}, {"nl": "feeds", "en": "en/feeds"})
FEEDS = {"nl": {"news": "nieuws", "signatories": "ondertekenaars", "mailing": "mailing"}, "en": {"news": "news", "signatories": "signatories", "mailing": "mailing"}}
BOTH = pytest.mark.parametrize("lang", ["nl", "en"])
EACH = pytest.mark.parametrize("slug", HEADLINES)


def built(charter, folder: Path, records: Path, moment: str) -> Path:
    """The output of the real command, without hand-written pages."""
    (folder / "content").mkdir()
    done = charter("build", "--records", records, "--content", folder / "content", "--output", folder / "output", "--base-url", BASE_URL,
                   "--as-of", moment, "--quiet", cwd=folder)
    assert (done.code, done.stdout) == (0, ""), done.stderr
    return folder / "output"


@pytest.fixture(scope="module")
def site(charter, tmp_path_factory) -> Path:
    return built(charter, tmp_path_factory.mktemp("real"), RECORDS, "2023-01-01")


def page(site: Path, *parts: str):
    """The HTML of an address, parsed."""
    return lxml.html.fromstring(site.joinpath(*parts, "index.html").read_text("utf-8"))


def texts(found) -> list[str]:
    """What a reader reads of elements, white space apart."""
    return [" ".join(element.text_content().split()) for element in found]


def feed_items(site: Path, lang: str, kind: str, form: str) -> list[tuple[str, str, str, str]]:
    """Title, address, text and HTML of every item of a feed, read as a feed reader does."""
    file = site / FEED[lang] / f"{FEEDS[lang][kind]}.{form}"
    if form == "json":
        return [(item["title"], item["url"], item["summary"], item["content_html"]) for item in json.loads(file.read_text("utf-8"))["items"]]
    read = feedparser.parse(file.read_bytes())
    assert not read.bozo
    return [(entry.title, entry.link, entry.summary, entry.content[0].value) for entry in read.entries]


def test_the_records_hold_facts_only():
    """Day, place, building and names: nothing that would be invented of a real organisation."""
    records, problems = read_all(RECORDS)
    assert problems == ()
    assert list(records.batches) == list(HEADLINES)
    for batch in records.batches.values():
        said = {name for name, field in type(batch).__pydantic_fields__.items() if getattr(batch, name) != field.default}
        assert said <= {"date", "place", "venue", "signatories"}
        signed = {name for s in batch.signatories for name, field in type(s).__pydantic_fields__.items() if getattr(s, name) != field.default}
        assert signed == {"id", "name"}
    assert len(IDS) == 76


@BOTH
@EACH
def test_the_article(site, slug, lang):
    """Headline, lead and every name in order, each leading to its page; no total, for nobody knows it from these records alone."""
    read = page(site, NEWS[lang], slug)
    assert texts(read.findall(".//h1")) == [HEADLINES[slug][lang == "en"]]
    assert texts(read.find_class("signer__name")) == SIGNED[slug]
    assert [link.get("href") for heading in read.find_class("signer__name") for link in heading.findall("a")] == [
        f"/{PROFILES[lang]}/{id_}/" for id_, name in IDS.items() if name in SIGNED[slug]]
    if slug in LEADS:
        assert texts(read.find_class("lead")) == [LEADS[slug][lang == "en"]]
    assert read.find_class("article__total") == []


@BOTH
def test_every_profile_and_the_directory(site, lang):
    directory = page(site, PROFILES[lang])
    start = f"/{PROFILES[lang]}/"
    listed = {link.get("href").removeprefix(start).rstrip("/"): text for link in directory.iterfind(".//main//a[@href]")
              if link.get("href").startswith(start) for [text] in [texts([link])]}
    assert {id_: listed.get(id_) for id_ in IDS} == IDS
    assert {id_: texts(page(site, PROFILES[lang], id_).findall(".//h1")) for id_ in IDS} == {id_: [name] for id_, name in IDS.items()}


@BOTH
@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_the_news_feed(site, lang, form):
    """Headlines, leads and names, the newest first."""
    items = feed_items(site, lang, "news", form)
    newest = list(reversed(HEADLINES))
    assert [(title, url) for title, url, *_ in items] == [(HEADLINES[slug][lang == "en"], f"{BASE_URL}/{NEWS[lang]}/{slug}/") for slug in newest]
    assert [texts(lxml.html.fromstring(f"<div>{html}</div>").iterfind(".//li")) for *_, html in items] == [SIGNED[slug] for slug in newest]
    text = dict(zip(newest, (text for _, _, text, _ in items), strict=True))
    assert {slug: text[slug] for slug in LEADS} == {slug: both[lang == "en"] for slug, both in LEADS.items()}


@BOTH
@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_the_feed_of_signatories(site, lang, form):
    """The newest fifty, each under its name."""
    items = feed_items(site, lang, "signatories", form)
    named = {url.removeprefix(f"{BASE_URL}/{PROFILES[lang]}/").rstrip("/"): title for title, url, *_ in items}
    assert len(named) == 50
    assert named.items() <= IDS.items()
    assert set(named.values()) > {name for slug in list(HEADLINES)[3:] for name in SIGNED[slug]}


@BOTH
@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_the_feed_of_newsletter_blocks(site, lang, form):
    """Names joined as that language joins them."""
    blocks = {url.rstrip("/").rsplit("/", 1)[1]: " ".join(texts([lxml.html.fromstring(html)])) for _, url, _, html in feed_items(site, lang, "mailing", form)}
    assert set(blocks) == set(HEADLINES)
    assert [slug for slug, both in JOINED.items() if f" {both[lang == 'en']} " not in blocks[slug]] == []


@BOTH
@EACH
def test_the_kit(site, slug, lang):
    """The plain text names up to ten; of more it gives the number in words."""
    read = page(site, KIT[lang], slug)
    [plain] = [area for area in read.iter("textarea", "pre") if HEADLINES[slug][lang == "en"] == area.text_content().strip().splitlines()[0]
               and "\n- " in area.text_content()] if len(SIGNED[slug]) <= 10 else [None]
    if plain is not None:
        assert [line.removeprefix("- ") for line in plain.text_content().splitlines() if line.startswith("- ")] == SIGNED[slug]
    else:
        words = {("2015-07-02-den-haag", "nl"): "Bekijk alle tweeëntwintig ondertekenaars", ("2015-07-02-den-haag", "en"): "See all twenty-two signatories",
                 ("2019-09-12-hilversum", "nl"): "Bekijk alle twaalf ondertekenaars", ("2019-09-12-hilversum", "en"): "See all twelve signatories"}
        assert f"{words[slug, lang]}: {BASE_URL}/{NEWS[lang]}/{slug}/" in read.text_content()


# --- a name with a full stop of its own -------------------------------------------------------------------------------

LINDA = {
    "charter.yaml": "name: {nl: Charter van LINDA., en: Charter of LINDA.}\npublisher: {name: Test}\n",
    "2026-03-12-delft/batch.yaml": """\
date: 2026-03-12
place: Delft
photos:
  - file: a.jpg
    subject: group
    credit: Niemand
    people: [{name: De redactie van LINDA.}]
    consent: {web: 2026-01-01, newsletter: 2026-01-01, social: 2026-01-01, press: 2026-01-01}
accept: [{rule: caption-name, because: de redactie als geheel}]
signatories:
  - {id: linda, name: LINDA.}
  - {id: verzonnen, name: Verzonnen Blad}
""",
    "changes.yaml": "- {date: 2026-06-01, id: verzonnen, merged_into: linda}\n",
}


@pytest.fixture(scope="module")
def linda(charter, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("linda")
    photo = io.BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(photo, "JPEG")
    records = written(folder / "records", LINDA | {"2026-03-12-delft/a.jpg": photo.getvalue()})
    return built(charter, folder, records, "2026-11-01")


def test_a_name_that_ends_in_a_full_stop_gets_no_second(linda):
    """Lead, total, caption and the sentence of a profile end once; nothing anywhere ends twice."""
    read = page(linda, "nieuws", "2026-03-12-delft")
    assert texts(read.findall(".//h1")) == ["LINDA. en Verzonnen Blad ondertekenen Charter van LINDA."]
    assert texts(read.find_class("lead")) == ["Op 12 maart 2026 ondertekenden LINDA. en Verzonnen Blad in Delft Charter van LINDA."]
    assert "De redactie van LINDA. © Niemand" in " ".join(texts(read.findall(".//figcaption")))
    english = page(linda, "en", "news", "2026-03-12-delft")
    assert texts(english.find_class("article__total")) == ["With that, 2 organisations have signed the Charter of LINDA."]
    assert "Verzonnen Blad ging op 1 juni 2026 op in LINDA. Zie ook: LINDA." in texts(page(linda, "ondertekenaars", "verzonnen").iter("p"))
    for form in ("rss", "atom", "json"):
        [(title, _, text, html)] = feed_items(linda, "nl", "news", form)
        assert (title, text) == ("LINDA. en Verzonnen Blad ondertekenen Charter van LINDA.",
                                 "Op 12 maart 2026 ondertekenden LINDA. en Verzonnen Blad in Delft Charter van LINDA.")
        assert "De redactie van LINDA. © Niemand" in " ".join(texts([lxml.html.fromstring(f"<div>{html}</div>")]))
    wrong = [file.relative_to(linda).as_posix() for file in linda.rglob("*") if file.suffix in (".html", ".rss", ".atom", ".json", ".xml", ".txt")
             and "LINDA.." in file.read_text("utf-8")]
    assert wrong == []
