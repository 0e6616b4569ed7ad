"""The kit of a ceremony: what editors copy says the same in every form, and arrives as it was written."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml
from cmarkgfm import markdown_to_html
from lxml import html
from PIL import Image

from charter.language import number
from conftest import BASE_URL, ROOT
from trees import Project, edit, project, tree

KINDS = ("html", "minimal", "markdown", "text")
UTRECHT, ZWOLLE, LEEUWARDEN = "2026-03-12-utrecht", "2026-06-09-zwolle", "2026-09-03-leeuwarden"
LONG = {"nl": "lang", "en": "long"}
DEMO_KITS = [(lang, slug) for lang in ("nl", "en") for slug in (UTRECHT, ZWOLLE, LEEUWARDEN)]
# Names that CommonMark, HTML, YAML or grammar would like to eat.
NAMES = ("*Ster* & _Streep_", "[Haak](http://haak) <b>Vet</b>", "# Hekje #", "1. FC Voorbeeld", "- Streepje", "`Code` ~~weg~~ \\o/", "a|b &amp; c",
         "> Groter", "'s-Hertogen, Bosch en Zonen", 'Bureau class="klas" Zuid', "+ Plus 😀 é")


def page(site: Path, slug: str, lang: str, behind: str = "") -> html.HtmlElement:
    path = site / ("en/kit" if lang == "en" else "kit") / slug / behind / "index.html"
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def copied(site: Path, slug: str, lang: str, behind: str = "") -> dict[str, str]:
    """What a visitor copies, by id: a browser drops the first line feed of a textarea and no other sign."""
    return {area.get("id").removeprefix("text-"): area.text.removeprefix("\n") for area in page(site, slug, lang, behind).iter("textarea")}


def snippets(site: Path, slug: str, lang: str) -> dict[str, str]:
    """The short block in each form, with its photo if it has one."""
    found = copied(site, slug, lang)
    return {kind: found[f"short-{kind}"] for kind in KINDS}


def fragment(text: str) -> html.HtmlElement:
    return html.fragment_fromstring(text, create_parent=True)


def blocks(kind: str, text: str) -> list[str]:
    """The paragraphs and list items that a snippet says, and where it leads."""
    if kind == "text":
        lines = [line.removeprefix("- ") for line in text.split("\n") if line]
        at = next(n for n, line in enumerate(lines) if BASE_URL in line)
        return [*lines[:at], *lines[at].rsplit(": ", 1), *lines[at + 1:]]
    root = fragment(markdown_to_html(text) if kind == "markdown" else text)
    cells = [e for e in root.iter("p", "li", "td") if not e.findall(".//table") and not e.findall(".//p")]
    return [*(said for e in cells if (said := " ".join(e.text_content().split()))), root.findall(".//a")[-1].get("href")]


# The demo

EXPECTED = {
    ("nl", ZWOLLE): (
        "Hotel De Dertiende Verdieping, Waterschap Droogland en Theatergroep L'Inventée ondertekenen Charter Diversiteit",
        "Op 9 juni 2026 ondertekenden Hotel De Dertiende Verdieping, Waterschap Droogland en Theatergroep L'Inventée in Zwolle Charter Diversiteit.",
        ["Hotel De Dertiende Verdieping", "Waterschap Droogland", "Theatergroep L'Inventée"],
        "Daarmee hebben 277 organisaties Charter Diversiteit ondertekend.", "Lees wie er tekenden en waarom", f"{BASE_URL}/nieuws/{ZWOLLE}/"),
    ("en", ZWOLLE): (
        "Hotel De Dertiende Verdieping, Waterschap Droogland and Theatergroep L'Inventée sign the Diversity Charter",
        "On 9 June 2026 Hotel De Dertiende Verdieping, Waterschap Droogland and Theatergroep L'Inventée signed the Diversity Charter in Zwolle.",
        ["Hotel De Dertiende Verdieping", "Waterschap Droogland", "Theatergroep L'Inventée"],
        "With that, 277 organisations have signed the Diversity Charter.", "Read who signed and why", f"{BASE_URL}/en/news/{ZWOLLE}/"),
    ("nl", UTRECHT): (
        "Twaalf organisaties ondertekenen Charter Diversiteit",
        "Op 12 maart 2026 ondertekenden twaalf organisaties in Utrecht Charter Diversiteit.", [],
        "Daarmee hebben 274 organisaties Charter Diversiteit ondertekend.", "Bekijk alle twaalf ondertekenaars", f"{BASE_URL}/nieuws/{UTRECHT}/"),
    ("en", UTRECHT): (
        "Twelve organisations sign the Diversity Charter", "On 12 March 2026 twelve organisations signed the Diversity Charter in Utrecht.", [],
        "With that, 274 organisations have signed the Diversity Charter.", "See all twelve signatories", f"{BASE_URL}/en/news/{UTRECHT}/"),
    ("nl", LEEUWARDEN): (
        "Reisblad ERGENS. ondertekent Charter Diversiteit",
        "Op 3 september 2026 ondertekende Reisblad ERGENS. in Leeuwarden Charter Diversiteit. Reisblad ERGENS. is de 278e ondertekenaar.",
        [],
        "Daarmee hebben 278 organisaties Charter Diversiteit ondertekend.", "Lees meer over de ondertekening", f"{BASE_URL}/nieuws/{LEEUWARDEN}/"),
    ("en", LEEUWARDEN): (
        "Reisblad ERGENS. signs the Diversity Charter",
        "On 3 September 2026 Reisblad ERGENS. signed the Diversity Charter in Leeuwarden. Reisblad ERGENS. is signatory number 278.",
        [],
        "With that, 278 organisations have signed the Diversity Charter.", "Read more about the signing", f"{BASE_URL}/en/news/{LEEUWARDEN}/"),
}


@pytest.mark.parametrize(("lang", "slug"), DEMO_KITS)
def test_every_form_says_the_same(demo_site, lang, slug):
    """Title, lead, names, total, link: in the four forms the same words, the same counts, the same names in the same order."""
    title, lead, names, total, link_text, url = EXPECTED[lang, slug]
    found = {kind: blocks(kind, text) for kind, text in snippets(demo_site, slug, lang).items()}
    programme = "Diversity Charter" if lang == "en" else "Charter Diversiteit"
    [photo] = {found[kind].pop(0) for kind in ("html", "minimal", "markdown")}
    assert photo.endswith("© Demotekening Ondertekend")
    assert found == {
        "html": [programme, title, lead, total, link_text, url],        # the lead names up to three by itself
        "minimal": [title, lead, *names, total, link_text, url],
        "markdown": [title, lead, *names, total, link_text, url],
        "text": [title, lead, *names, total, link_text, url],
    }


@pytest.mark.parametrize(("lang", "slug"), DEMO_KITS)
def test_what_is_copied_is_what_was_made(demo_site, lang, slug):
    """The e-mail HTML is byte for byte what the mailing feed holds; the lengths on the page are those of the texts."""
    made = snippets(demo_site, slug, lang)
    feed = json.loads((demo_site / ("en/feeds/mailing.json" if lang == "en" else "feeds/mailing.json")).read_text("utf-8"))
    [content] = [item["content_html"] for item in feed["items"] if item["url"].endswith(f"/{slug}/")]
    assert made["html"] == content
    told = {e.getparent().find("h3").get("id"): re.findall(r"[\d.,]+", e.text_content()) for e in page(demo_site, slug, lang).find_class("snippet__length")
            if e.getparent().find("h3") is not None}
    for kind, text in made.items():
        assert told[f"snippet-short-{kind}"] == [number(len(text), lang), number(len(text.encode()), lang)]
    assert [text for text in made.values() if text != text.strip()] == []


@pytest.mark.parametrize(("lang", "slug"), DEMO_KITS)
def test_the_newsletter_block_is_fit_for_e_mail(demo_site, lang, slug):
    """Tables with styles on the elements and nothing that a mail program drops; pictures and links with their full address."""
    text = snippets(demo_site, slug, lang)["html"]
    root = fragment(text)
    assert [child.tag for child in root] == ["table"]
    assert {e.tag for e in root.iter()} - {"div"} == {"table", "tr", "td", "h2", "p", "a", "img"}
    assert [e.tag for e in root.iter() if any(key in ("class", "id") or key.startswith("on") for key in e.attrib)] == []
    assert not re.search(r"<!--|<style|<script|<link|var\(|rgb|@media|calc\(|\bflex\b|\bgrid\b", text)
    assert {e.get("role") for e in root.iter("table")} == {"presentation"}
    assert [e.tag for e in root.iter("a", "img", "strong") if not e.get("style") and e.getparent().tag != "td"] == []
    [image] = root.iter("img")
    file = demo_site / image.get("src").removeprefix(f"{BASE_URL}/")
    assert (image.get("src").startswith(BASE_URL), file.suffix, file.is_file()) == (True, ".jpg", True)
    with Image.open(file) as picture:
        wide = 600 if picture.width > picture.height else 360
        assert (int(image.get("width")), int(image.get("height"))) == (wide, round(wide * picture.height / picture.width))
    assert len(image.get("alt")) > 30
    assert {e.get("href") for e in root.iter("a")} == {EXPECTED[lang, slug][-1]}
    assert len(text.encode()) < 102_000         # Gmail cuts off what is longer


NETWORKS = ("linkedin", "x", "mastodon", "bluesky", "instagram", "facebook")


@pytest.mark.parametrize(("lang", "slug"), DEMO_KITS)
def test_everything_to_copy_has_its_place(demo_site, lang, slug):
    """Lines, the short block, posts, descriptions and who signed on the first page; the long block on its own, in parts of at most ten."""
    record = yaml.load((ROOT / "signatories" / slug / "batch.yaml").read_text("utf-8"), yaml.BaseLoader)
    signers = [signer["id"] for signer in record["signatories"]]

    def forms(name: str, photo: bool = True) -> list[str]:
        return [id_ for kind in KINDS for id_ in (f"{name}-{kind}", f"{name}-{kind}-bare") if not id_.endswith("-text-bare") and (photo or "bare" not in id_)]

    subjects = 2 if len(signers) == 1 else 3
    assert list(copied(demo_site, slug, lang)) == [
        *(f"subject-{n + 1}" for n in range(subjects)), "preheader-1", "preheader-2", *forms("short"), *NETWORKS, "alt-card", "alt-square",
        *(f"mention-{network}" for network in NETWORKS if any(network in signer.get("handles", {}) for signer in record["signatories"])),
        *(f"own-{id_}-linkedin" for id_ in signers)]
    assert list(copied(demo_site, slug, lang, LONG[lang])) == (
        [*forms("long-1"), *forms("long-2", photo=False)] if len(signers) > 10 else forms("long"))


@pytest.mark.parametrize(("lang", "slug"), DEMO_KITS)
def test_each_signatory_has_a_section(demo_site, lang, slug):
    """With its name as signed, the way to its page, and its own photos."""
    record = yaml.load((ROOT / "signatories" / slug / "batch.yaml").read_text("utf-8"), yaml.BaseLoader)
    profiles = "/en/signatories/" if lang == "en" else "/ondertekenaars/"
    assert [(part.get("id"), part.find("summary").text_content(), part.xpath("(.//a)[1]/@href")[0], len(part.xpath(".//img")))
            for part in page(demo_site, slug, lang).find_class("kit-signer")] == [
        (f"signatory-{signer['id']}", signer["name"], f"{profiles}{signer['id']}/", len(signer.get("photos", []))) for signer in record["signatories"]]


SUBJECTS = {
    ("nl", UTRECHT): ["Twaalf organisaties ondertekenen Charter Diversiteit", "Twaalf organisaties tekenden in Utrecht",
                      "274 organisaties hebben Charter Diversiteit ondertekend"],
    ("en", UTRECHT): ["Twelve organisations sign the Diversity Charter", "Twelve organisations signed in Utrecht",
                      "274 organisations have signed the Diversity Charter"],
    ("nl", LEEUWARDEN): ["Reisblad ERGENS. ondertekent Charter Diversiteit", "278 organisaties hebben Charter Diversiteit ondertekend"],
}
PREHEADERS = {
    ("nl", UTRECHT): ["Twaalf organisaties tekenden op 12 maart 2026. Lees wie zij zijn en wat zij gaan doen.",
                      "Daarmee hebben 274 organisaties Charter Diversiteit ondertekend."],
    ("en", UTRECHT): ["Twelve organisations signed on 12 March 2026. Read who they are and what they will do.",
                      "With that, 274 organisations have signed the Diversity Charter."],
    ("nl", LEEUWARDEN): ["Reisblad ERGENS. tekende op 3 september 2026. Lees waarom.", "Daarmee hebben 278 organisaties Charter Diversiteit ondertekend."],
}


@pytest.mark.parametrize(("lang", "slug"), SUBJECTS)
def test_lines_above_a_newsletter_say_numbers_and_names(demo_site, lang, slug):
    """Each with its length."""
    found = copied(demo_site, slug, lang)
    assert [text for id_, text in found.items() if id_.startswith("subject")] == SUBJECTS[lang, slug]
    assert [text for id_, text in found.items() if id_.startswith("preheader")] == PREHEADERS[lang, slug]
    lengths = [int(re.search(r"\d+", e.text_content())[0]) for e in page(demo_site, slug, lang).xpath("//section[@id='newsletter']/div[@class='kit__lines']//p[@class='snippet__length']")]
    assert lengths == [len(text) for text in SUBJECTS[lang, slug] + PREHEADERS[lang, slug]]


@pytest.mark.parametrize(("lang", "slug"), DEMO_KITS)
def test_all_texts_are_in_one_file(demo_site, lang, slug):
    """What editors can copy is in the ZIP file too, as it is copied; HTML as a page that a browser shows."""
    file = demo_site / ("en/kit" if lang == "en" else "kit") / slug / ("texts.zip" if lang == "en" else "teksten.zip")
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    said = [text for behind in ("", LONG[lang]) for id_, text in copied(demo_site, slug, lang, behind).items() if not id_.startswith("own-")]
    first = texts.pop("subject-lines.txt" if lang == "en" else "onderwerpregels.txt")
    assert first.splitlines() == said[:len(first.splitlines())]
    whole = [text if name.endswith((".md", ".txt")) else re.search(r"<body>\n(.*)</body>", text, re.DOTALL)[1] for name, text in texts.items()]
    assert sorted(text.removesuffix("\n") for text in whole) == sorted(said[len(first.splitlines()):])
    assert {name.rpartition(".")[2] for name in texts} == {"txt", "md", "html"}
    assert all(html.document_fromstring(text).findtext("head/title") for name, text in texts.items() if name.endswith(".html"))


def test_the_kit_stays_out_of_search_engines(demo_site):
    for lang, slug in DEMO_KITS:
        for behind in ("", LONG[lang]):
            assert page(demo_site, slug, lang, behind).xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "/kit/" not in (demo_site / "sitemap.xml").read_text("utf-8")


# Names that are hard to copy, and every size of ceremony

SIZES = (1, 2, 3, 4, 10, 11)
CHARTER = "name: {nl: 'Charter *X* & <Y>', en: 'Charter _X_ & <Y>'}\npublisher: {name: Bureau}\nhashtags: [Een, Twee]\n"


@pytest.fixture(scope="module")
def hard(tmp_path_factory) -> Project:
    """A ceremony of each size in SIZES, signed by NAMES."""
    site = project(tmp_path_factory.mktemp("hard"), records=None)
    shutil.rmtree(site.root / "content")
    (site.root / "content").mkdir()
    for size in SIZES:
        folder = site.records / f"2026-01-{size:02}-plaats"
        folder.mkdir(parents=True)
        signatories = [{"id": f"nr-{size}-{n}", "name": NAMES[n]} for n in range(size)]
        batch = {"date": folder.name[:10], "place": "'s-*Plaats* [1]", "signatories": signatories}
        (folder / "batch.yaml").write_text(json.dumps(batch, ensure_ascii=False), "utf-8")
    (site.records / "charter.yaml").write_text(CHARTER, "utf-8")
    site.built()
    return site


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_no_form_loses_or_cuts_a_name(hard, size, lang):
    """Up to ten names stand in every newsletter form, whole and in order; eleven are a count and a link, never a cut list."""
    slug = f"2026-01-{size:02}-plaats"
    found = {kind: blocks(kind, text) for kind, text in snippets(hard.output, slug, lang).items()}
    for kind in ("minimal", "markdown", "text"):
        assert found[kind] == found["minimal"]
        assert found[kind][2:-3] == (list(NAMES[:size]) if 1 < size <= 10 else [])
    assert found["html"][1:3] == found["minimal"][:2]
    assert found["html"][-3:] == found["minimal"][-3:]
    whole = " ".join(found["html"])
    assert [name for name in NAMES if (name in whole) != (name in NAMES[:size] and size <= 10)] == []
    words = {"nl": ("vier", "tien", "elf"), "en": ("four", "ten", "eleven")}[lang]
    if size > 3:
        count = words[(4, 10, 11).index(size)]
        assert found["minimal"][0].startswith(count.capitalize())
        assert count in found["minimal"][1]
    if size == 11:
        assert found["minimal"][-2] == {"nl": "Bekijk alle elf ondertekenaars", "en": "See all eleven signatories"}[lang]
    total = sum(n for n in SIZES if n <= size)
    assert re.findall(r"\d+|één|One", found["minimal"][-3]) == [str(total) if total > 1 else {"nl": "één", "en": "One"}[lang]]


@pytest.mark.parametrize("names", [["Ing", "Vrij"], ["Ing"]])
def test_a_lead_that_somebody_wrote_hides_no_name(tmp_path, demo_site, names):
    """It may hold the letters of a name and not the name."""
    site = project(tmp_path, demo_site, records=None)
    folder = site.records / "2026-01-02-plaats"
    folder.mkdir(parents=True)
    batch = {"date": "2026-01-02", "title": {"nl": "Feest"}, "lead": {"nl": "De Ingenieurs Vrijuit tekenden."}, "signatories": [{"id": name.lower(), "name": name} for name in names]}
    (folder / "batch.yaml").write_text(json.dumps(batch, ensure_ascii=False), "utf-8")
    (site.records / "charter.yaml").write_text(CHARTER, "utf-8")
    site.built()
    found = {kind: " ".join(blocks(kind, text)) for kind, text in snippets(site.output, "2026-01-02-plaats", "nl").items()}
    assert [kind for kind, text in found.items() for name in names if not re.search(rf"\b{name}\b", text)] == []


def test_without_a_photo_the_block_has_no_picture(hard):
    assert "<img" not in snippets(hard.output, "2026-01-03-plaats", "nl")["html"]
    assert not page(hard.output, "2026-01-03-plaats", "nl").find_class("kit__photos")


# Consent

@pytest.fixture(scope="module")
def consent(tmp_path_factory, demo_site) -> tuple[Project, dict[str, str]]:
    """The demo, but for three consents; and the address of each photo by (folder and) name."""
    site = project(tmp_path_factory.mktemp("consent"), demo_site)
    edit(site.records / LEEUWARDEN / "batch.yaml", "{web: 2026-09-03, newsletter: 2026-09-03, social: 2026-09-03, press: 2026-09-03}",
         "{web: 2026-09-03, social: 2026-09-03, press: 2026-09-03}")
    # One person of ten has a consent of her own, without newsletters; in Zwolle one of four allows nothing at all.
    edit(site.records / UTRECHT / "batch.yaml", "      - {name: Rosalie Steenbreker, organisation: {id: bouwbedrijf-luchtkasteel}}\n"
         "      - {name: Tobias", "      - {name: Rosalie Steenbreker, organisation: {id: bouwbedrijf-luchtkasteel}, consent: {web: 2026-03-12}}\n"
         "      - {name: Tobias")
    edit(site.records / ZWOLLE / "batch.yaml", "      - {name: Saskia Dijkdroom, organisation: {id: waterschap-droogland}}\n",
         "      - {name: Saskia Dijkdroom, organisation: {id: waterschap-droogland}, consent: {}}\n")
    site.built()
    return site, {path.relative_to(site.records).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
                  for path in site.records.glob("*/*.jpg")}


def uses(site: dict[str, bytes], address: str) -> set[str]:
    """The kinds of file that show a photo: the first word of their path, behind en/."""
    return {path.removeprefix("en/").split("/")[0] for path, data in site.items()
            if address.encode() in data and not path.startswith((".", "images/"))}


def test_a_photo_without_consent_for_newsletters_is_in_no_newsletter(consent):
    """It stays on the site. Another photo of the same ceremony that everyone allows takes its place.

    The kit keeps one that may still go on social media, and none that may not.
    """
    site, address = consent
    found = tree(site.output)
    alone, group = address[f"{LEEUWARDEN}/ondertekening.jpg"], address[f"{UTRECHT}/groep.jpg"]
    assert "kit" not in uses(found, group)
    assert [path for path in found if f"{alone}/mail-" in path or f"{group}/mail-" in path] == []
    assert [(path, address) for path, data in found.items() for address in (alone, group) if f"{address}/mail-".encode() in data] == []
    assert {"nieuws", "index.html"} <= uses(found, alone)
    assert "nieuws" in uses(found, group)
    for lang in ("nl", "en"):
        assert "<img" not in snippets(site.output, LEEUWARDEN, lang)["html"]
        assert f"/images/{address[f'{UTRECHT}/ondertekening.jpg']}/" in snippets(site.output, UTRECHT, lang)["html"]
        mailing = (site.output / ("en/" if lang == "en" else "") / "feeds/mailing.atom").read_text("utf-8")
        assert (alone in mailing, group in mailing) == (False, False)


def test_a_photo_without_consent_for_the_web_is_nowhere(consent, demo_site):
    """In no page, no feed, no kit, and its file is not in the output: nobody can guess its address."""
    site, address = consent
    hidden = address[f"{ZWOLLE}/groep.jpg"]
    assert [path for path, data in tree(site.output).items() if hidden in path or hidden.encode() in data] == []
    assert [path for path in tree(demo_site) if hidden in path] != []
    assert (site.output / "images" / address[f"{ZWOLLE}/theatergroep-linventee.jpg"]).is_dir()


def test_a_consent_that_is_missing_is_told(consent):
    """Each as a warning on the list of people; a warning stops nothing."""
    site, _ = consent
    ran = site.run("check", "--format", "json")
    assert (ran.code, [(p["path"], p["rule"], p["level"]) for p in json.loads(ran.stdout)]) == (0, [
        (f"{UTRECHT}/batch.yaml", "consent-newsletter", "warning"),
        (f"{UTRECHT}/batch.yaml", "consent-press", "warning"), (f"{UTRECHT}/batch.yaml", "consent-social", "warning"),
        (f"{ZWOLLE}/batch.yaml", "consent-newsletter", "warning"), (f"{ZWOLLE}/batch.yaml", "consent-press", "warning"),
        (f"{ZWOLLE}/batch.yaml", "consent-social", "warning"), (f"{ZWOLLE}/batch.yaml", "consent-web", "warning"),
        (f"{LEEUWARDEN}/batch.yaml", "consent-newsletter", "warning")])
    assert ROOT not in site.records.parents
