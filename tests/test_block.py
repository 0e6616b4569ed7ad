"""The newsletter block in its four forms and two lengths: everything is there, nothing is cut, and no part is too heavy."""

from __future__ import annotations

import html as entities
import json
import re
from pathlib import Path

import css_inline
import pytest
from cmarkgfm import markdown_to_html
from lxml import etree, html
from PIL import Image

from charter import prose
from charter.language import escape
from charter.mail_html import NotOnlyClasses, email_html
from charter.views.block import NAMED, PAGE, Block, long_blocks
from conftest import BASE_URL
from mail_blocks import (
    ARABIC,
    CHARTER,
    CSS,
    Made,
    Newsletters,
    demo_and_hard,
    formed,
    site_of,
    templates_in,
)
from records_folder import written
from states_folder import LONG_NAME

KB = 1000
IN_FORM = {"html": {"table", "tr", "td", "h2", "h3", "p", "a", "strong", "span", "img", "ul", "li", "blockquote"},
           "minimal": {"p", "a", "strong", "ul", "li", "img"}}
ATTRIBUTES = {"align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "height", "href", "lang", "role", "src", "style", "valign", "width"}


@pytest.fixture(scope="module")
def letters(tmp_path_factory) -> Newsletters:
    """Every block of the demo and of hard records."""
    return demo_and_hard(tmp_path_factory.mktemp("letters"))


def named(letters: Newsletters, name: str) -> Made:
    return next(made for made in letters.made if made.name == name)


def root_of(made: Made, form: str) -> html.HtmlElement:
    text = markdown_to_html(made.forms["markdown"]) if form == "markdown" else made.forms[form]
    return html.fragment_fromstring(text, create_parent=True)


def lines(made: Made, form: str) -> list[str]:
    """What a form says, by the paragraph, item, heading or cell, with its links in the text; of plain text by the line."""
    if form == "text":
        return [line.removeprefix("- ") for line in made.forms["text"].split("\n") if line]
    leaves = [e for e in root_of(made, form).iter("p", "li", "h2", "h3", "td") if not any(True for _ in e.iter("table", "p", "li", "h2", "h3") if _ is not e)]
    return [said for e in leaves if (said := " ".join(e.text_content().split()))]


# What the forms say

LONG_EN = [
    f"{LONG_NAME} tekent", "De eerste alinea van de inleiding.", "Een tweede alinea, met een lijst:", "van dit", "en van dat",
    f"{LONG_NAME}, 's-Hertogenbosch", "Wij doen drie dingen:", "werven zonder drempels", "meten", "vertellen wat er misging", "Daarna beginnen we opnieuw.",
    f"{ARABIC}, Utrecht", "Everyone counts.", "Zonder Iets", 'Bureau class="klas" <b>Zuid</b> & Zonen, Łódź', "Code & <b> | haak",
    "“Wij zeiden: kom maar.", "En zij kwamen.”", "– Ömer Çağlayan-van den Heuvel, voorzitter", "With that, 4 organisations have signed the Charter & Co.",
    "Read who signed and why"]


def test_the_forms_of_a_long_block_say_the_same(letters):
    """Word for word and in this order; the table sets place and role apart, and has the programme above the title."""
    made = named(letters, "2026-01-05-lang en long 1 photo")
    assert lines(made, "minimal") == lines(made, "markdown") == ["Photographer unknown", *LONG_EN]
    assert lines(made, "text") == [*LONG_EN[:-1], f"{LONG_EN[-1]}: {BASE_URL}/en/news/2026-01-05-lang/"]
    table = [line for said in LONG_EN for line in (said.rsplit(", ", 1) if said.endswith((", 's-Hertogenbosch", ", Utrecht", ", Łódź")) else [said])]
    assert lines(made, "html") == ["Photographer unknown", "Charter & Co", *(line.removeprefix("– ") for line in table)]


def test_a_list_of_signers_without_ambitions_is_a_list(letters):
    """With place and link; who was erased is only said to be somebody."""
    made = named(letters, "2026-02-02-lijst nl long 2")
    gone = "een ondertekenaar die haar gegevens liet verwijderen"
    assert lines(made, "minimal") == lines(made, "markdown") == [
        "Twaalf organisaties ondertekenen Charter & Co (deel 2 van 2)", *(f"Organisatie {n:02}, Delft" for n in range(7, 12)), gone,
        "Daarmee hebben 16 organisaties Charter & Co ondertekend.", "Bekijk alle twaalf ondertekenaars"]
    assert made.forms["text"] == "\n".join([
        "Twaalf organisaties ondertekenen Charter & Co (deel 2 van 2)", "", *(f"- Organisatie {n:02}, Delft" for n in range(7, 12)), f"- {gone}", "",
        "Daarmee hebben 16 organisaties Charter & Co ondertekend.", "", f"Bekijk alle twaalf ondertekenaars: {BASE_URL}/nieuws/2026-02-02-lijst/"])
    links = [a.get("href") for a in root_of(made, "html").iter("a")]
    assert links == [*(f"{BASE_URL}/ondertekenaars/nr-{n}/" for n in range(7, 12)), f"{BASE_URL}/nieuws/2026-02-02-lijst/"]


def test_links_are_the_same_in_every_form(letters):
    """In the same order; plain text has only those that are written out."""
    for made in letters.made:
        links = {form: [a.get("href") for a in root_of(made, form).iter("a")] for form in ("html", "minimal", "markdown")}
        assert links["html"] == links["minimal"] == links["markdown"], made.name
        assert links["html"][-1] == made.block.url == made.forms["text"].rsplit(" ", 1)[1], made.name
        assert [url for url in links["html"] if not url.startswith(f"{BASE_URL}/")] == [], made.name


def test_dutch_in_an_english_block_says_that_it_is_dutch(letters):
    """Title, lead, ambition, quote, role and the text of the picture; not the names, and not what is English."""
    made = named(letters, "2026-01-05-lang en long 1 photo")
    for form in ("html", "minimal"):
        marked = [" ".join((e.get("alt") or e.text_content()).split()) for e in root_of(made, form).iter() if e.get("lang")]
        role = "voorzitter" if form == "html" else LONG_EN[18]
        assert marked == ['Een "staand" vlak & een <streep>', LONG_EN[0], LONG_EN[1], LONG_EN[2], " ".join(LONG_EN[3:5]), LONG_EN[6], " ".join(LONG_EN[7:10]), LONG_EN[10],
                          LONG_EN[15], LONG_EN[16], LONG_EN[17], role]
        assert {e.get("lang") for e in root_of(made, form).iter()} == {None, "nl"}
    assert [made.name for made in letters.made if made.lang == "nl" and "lang=" in made.forms["html"] + made.forms["minimal"]] == []


def test_a_picture_is_an_absolute_jpeg_with_its_size_and_its_maker(letters):
    """In HTML and Markdown, as wide as it stands there: 600 pixels, or 360 when it is tall. Plain text and a block without it have nothing."""
    seen = set()
    for made in letters.made:
        photo = made.block.enclosure
        for form in ("html", "minimal", "markdown"):
            found = list(root_of(made, form).iter("img"))
            assert len(found) == (1 if photo else 0), made.name
            if photo:
                [image] = found
                with Image.open(letters.pictures[image.get("src")]) as picture:
                    assert picture.format == "JPEG"
                    width = 600 if picture.width > picture.height else 360
                    size = (None, None) if form == "markdown" else (str(width), str(round(width * picture.height / picture.width)))
                assert (image.get("src"), image.get("width"), image.get("height"), image.get("alt")) == (photo.url, *size, photo.image.alt)
                after = lines(made, form)[0]
                assert after == " ".join(made.block.credit.split())
                seen.add(after.rsplit(". ", 1)[-1])
        assert ".jpg" not in made.forms["text"]
    assert seen == {"© Demotekening Ondertekend", "Fotograaf onbekend", "Photographer unknown", "© Cas & Co <foto's>"}


# What mail programs and editors ask for

def test_nothing_stands_in_the_html_that_is_lost_on_the_way(letters):
    """Only elements and attributes that are meant; no class, id, comment, style sheet or script; tables are layout and say so."""
    for made in letters.made:
        for form, allowed in IN_FORM.items():
            root = root_of(made, form)
            assert {e.tag for e in root.iter()} - {"div"} <= allowed, (made.name, form)
            assert set().union(*(e.keys() for e in root.iter())) <= (ATTRIBUTES if form == "html" else {"href", "src", "width", "height", "alt", "lang"})
        root = root_of(made, "html")
        assert [child.tag for child in root] == ["table"]
        assert {e.get("role") for e in root.iter("table")} == {"presentation"}
        assert all(e.get("style") for e in root.iter("table", "td", "h2", "h3", "p", "a", "img", "ul", "li", "blockquote")), made.name
        assert not re.search(r"<!--|<style|<script|<link|var\(|rgb|@media|calc\(|max-width|mso-", re.sub(r'alt="[^"]*"', "", made.forms["html"]))
        assert [text for text in made.forms.values() if text != text.strip()] == []


def test_headings_come_in_order_and_links_say_where_they_lead(letters):
    """The title is one heading, each signer one below it; the text of a link is a name or a sentence, never a picture."""
    for made in letters.made:
        root = root_of(made, "html")
        assert [e.tag for e in root.iter("h1", "h2", "h3", "h4")] == ["h2", *("h3" for _ in made.block.signers)]
        assert " ".join(root.find(".//h2").text_content().split()) == made.block.heading
        assert [len(a.text_content()) > 3 and not a.findall(".//img") for a in root.iter("a")] == [True] * len(list(root.iter("a")))
        quotes = [[" ".join(p.text_content().split()) for p in quote.iter("p")] for quote in root.iter("blockquote")]
        assert quotes == [[passage.text for passage in quote.said.passages] for quote in made.block.quotes]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 counts it."""
    def luminance(colour: str) -> float:
        parts = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
        return sum(weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4) for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_can_be_read_on_what_it_stands_on(letters):
    """7 to 1 for every colour of text, in the block and on its button; and neither pure white nor pure black, which dark modes turn round hardest."""
    seen = set()
    for made in letters.made:
        for e in root_of(made, "html").iter():
            colour = re.search(r"(?:^|;)color: (#\w{6})", e.get("style", ""))
            ground = next(found[1] for up in [e, *e.iterancestors()] if (found := re.search(r"background-color: (#\w{6})", up.get("style", "")))) if colour else None
            if colour:
                seen.add((colour[1], ground))
    assert {ground for _, ground in seen} == {"#fefefe", "#6e1b4c"}
    assert {pair: round(contrast(*pair), 1) for pair in seen if contrast(*pair) < 7} == {}
    assert not {"#ffffff", "#000000"} & {colour for pair in seen for colour in pair}


def test_styles_are_those_that_css_inline_gives(letters, tmp_path):
    """Looked up by class, they are the same as when css-inline reads each whole block; rules in @media stay out."""
    templates, inliner = templates_in(tmp_path), css_inline.CSSInliner(load_remote_stylesheets=False)
    for made in letters.made:
        whole = html.fragment_fromstring(inliner.inline_fragment(templates[made.lang].render("kit/block.html", block=made.block), CSS), create_parent=True)
        etree.strip_attributes(whole, "class")
        etree.strip_tags(whole, "tbody")
        one, other = ([(e.tag, dict(e.attrib), (e.text or "").strip(), (e.tail or "").strip()) for e in root.iter()] for root in (whole, root_of(made, "html")))
        assert one == other, made.name
        assert "revert" not in made.forms["html"]


@pytest.mark.parametrize("rule", [".a .b { color: red }", "td { color: red }", "td.a { color: red }", ".a, .b { color: red }", "@import 'x';", ".a { color: red"])
def test_a_rule_that_is_not_for_one_class_stops_the_build(rule):
    """Such a rule would be left out of the mail without a word; so would a class without a rule."""
    with pytest.raises(NotOnlyClasses, match=re.escape(rule)):
        email_html('<p class="a">x</p>', f".a {{ margin: 0 }}\n{rule}")
    with pytest.raises(KeyError, match="other"):
        email_html('<p class="other">x</p>', ".a { margin: 0 }")


def test_what_looks_like_a_class_in_a_text_stays():
    """And in an attribute, whatever stands before it."""
    made = email_html('<p title="x&#34; class=&#34;a" class="a" lang="nl">b class="a" &lt;p class="a"&gt;</p>', '/* .b { } */ @media all { .a { top: 0 } }\n.a { margin: 0; }')
    assert made == '<p title="x&#34; class=&#34;a" style="margin: 0;" lang="nl">b class="a" &lt;p class="a"&gt;</p>'


# Parts and weight

def utrecht(letters: Newsletters, lang: str) -> list[Made]:
    return [made for made in letters.made if made.name.startswith(f"2026-03-12-utrecht {lang} long") and (made.block.part > 1 or "photo" in made.name)]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_twelve_signers_with_quotes_weigh_at_most_25_kilobytes(letters, lang):
    """All parts of the demo's ceremony of twelve together, with photo, ambitions and quotes."""
    parts = utrecht(letters, lang)
    assert [(len(made.block.signers), len(made.block.quotes)) for made in parts] == [(6, 0), (6, 2)]
    assert sum(len(made.forms["html"].encode()) for made in parts) <= 25 * KB


def test_parts_say_which_they_are_and_each_ends_with_the_link(letters):
    """What belongs to the ceremony stands once: photo and lead in the first, quotes and total in the last."""
    parts = utrecht(letters, "en")
    assert [made.block.heading for made in parts] == [f"Twelve organisations sign the Diversity Charter (part {n} of 2)" for n in (1, 2)]
    for n, made in enumerate(parts):
        for form in ("html", "minimal", "markdown", "text"):
            said = lines(made, form)
            assert said[-1].startswith("See all twelve signatories")
            assert ["On 12 March 2026 twelve organisations signed the Diversity Charter in Utrecht." in said, "<img" in made.forms["html"]] == [n == 0, n == 0]
            assert ["With that, 274 organisations have signed the Diversity Charter." in said, any("“A signature takes a moment." in line for line in said)] == [n == 1, n == 1]
    names = [signer.name for made in parts for signer in made.block.signers]
    assert (len(names), names[0], names[-1]) == (12, "Zorggroep Wensput", "Pixelpolder Software")


def many(folder: Path, signers: int, ambition: str, quotes: int = 1, quote: str = "Kort.") -> Path:
    """A ceremony of so many signers with the same ambition, and so many quotes."""
    signatories = [{"id": f"nr-{n}", "name": f"{LONG_NAME} {n}", "seat": "'s-Hertogenbosch", "ambition": {"nl": ambition}} for n in range(signers)]
    spoken = [{"text": {"nl": quote}, "by": {"name": f"Spreker {n}", "role": {"nl": "rol"}}} for n in range(quotes)]
    batch = {"date": "2026-05-05", "place": "Utrecht", "signatories": signatories, "quotes": spoken}
    return written(folder, {"charter.yaml": json.dumps(CHARTER), "2026-05-05-veel/batch.yaml": json.dumps(batch, ensure_ascii=False)})


SENTENCE = "Wij werven in de wijk en meten elk jaar wat dat oplevert voor jong en oud. "
ONE_PAGE = "\n\n".join([SENTENCE * 8] * 6)       # 720 words
# As long as the model allows, in signs that weigh little, much and most; and whether the beginning is short enough to be shown.
LONGEST = {
    "letters": ("\n\n".join(["a" * 998] * 20), True), "ampersands": ("\n\n".join(["& " * 499] * 20), True),
    "emoji": ("\n\n".join(["😀" * 998] * 20), True), "one paragraph": ("a" * 20_000, False), "short paragraphs": ("a\n\n" * 6_666, True), "a list": ("- a\n" * 5_000, False)}


def whole(made: Block, folder: Path) -> Made:
    return Made(made.heading, made, "nl", formed(made, templates_in(folder)["nl"]))


def test_sixty_signers_with_a_page_each_stay_below_80_kilobytes_a_part(tmp_path):
    """Nothing of a page is left out: every part has ten whole ambitions."""
    site, _ = site_of(many(tmp_path / "records", 60, ONE_PAGE), tmp_path)
    parts = long_blocks(site, "2026-05-05-veel", "nl")
    assert [len(made.signers) for made in parts] == [10] * 6 == [NAMED] * len(parts)
    assert {signer.ambition.more for made in parts for signer in made.signers} == {""}
    for made in parts:
        found = whole(made, tmp_path)
        assert found.forms["text"].count(SENTENCE.strip()) == 48 * 10
        assert max(len(text.encode()) for text in found.forms.values()) <= 80 * KB


@pytest.mark.parametrize("kind", LONGEST)
@pytest.mark.parametrize(("signers", "quotes"), [(60, 0), (5, 5)], ids=["sixty", "quotes too"])
def test_no_part_is_too_heavy_however_much_they_say(tmp_path, kind, signers, quotes):
    """Whole names always; of a longer ambition whole passages, or none, and then a link that says that there is more.

    Sixty can say less each, for a record holds at most 1 MB.
    """
    text, begins = LONGEST[kind]
    if signers == 60:
        while len(json.dumps(text, ensure_ascii=False).encode()) > 15_500:
            text = text[:-100].rstrip("- \n")
    site, _ = site_of(many(tmp_path / "records", signers, text, quotes, text), tmp_path)
    parts = long_blocks(site, "2026-05-05-veel", "nl")
    assert [signer.name for made in parts for signer in made.signers] == [f"{LONG_NAME} {n}" for n in range(signers)]
    assert max(len(made.signers) for made in parts) <= NAMED
    assert [made.part for made in parts] == list(range(1, parts[0].parts + 1)) == list(range(1, len(parts) + 1))
    said = prose.paragraphs(text)
    for made in parts:
        found = whole(made, tmp_path)
        assert max(len(found.forms[form].encode()) for form in found.forms) <= 80 * KB
        for signer in made.signers:
            shown = [line for passage in signer.ambition.passages for line in (passage.items or (passage.text,))]
            assert (shown == [line.removeprefix("- ") for line in said[:len(shown)]], len(shown) < len(said), bool(shown)) == (True, True, begins)
            assert sum(len(escape(line).encode()) for line in shown) <= PAGE
            assert signer.ambition.more == f"Lees de hele ambitie van {signer.name}"
            link = next(a for a in root_of(found, "html").iter("a") if a.text_content() == signer.ambition.more)
            assert link.get("href") == signer.url
            assert [form for form, text in found.forms.items() if signer.ambition.more not in entities.unescape(text).replace("\\", "")] == []
    assert [quote.by.name for made in parts for quote in made.quotes] == [f"Spreker {n}" for n in range(quotes)]
    assert [quote.said.more for made in parts for quote in made.quotes] == [f"Lees alles wat Spreker {n} zei" for n in range(quotes)]


# Plain lines of a text

@pytest.mark.parametrize(("text", "expected"), [
    ("Een *regel*\nen nog een  \nen een harde", ("Een regel en nog een en een harde",)),
    ("# Kop\nTekst & <b>\n\n- een\n- twee\n  vervolg\n\n  alinea\n- \n1. x\n   - y", ("Kop", "Tekst &", "- een", "- twee vervolg", "alinea", "- x", "- y")),
    ("> citaat\n\n    code <x>\n\n***\n\n![plaatje](x)", ("citaat", "code <x>")),
    ("", ()),
])
def test_a_text_becomes_lines(text, expected):
    assert prose.paragraphs(text) == expected
