"""Which photo belongs to whom: by caption, by the name of the file, by order; and who stands on it. Pure, as tables."""

from __future__ import annotations

import time

import pytest

from charter.matching import Person, Shot, Signer, Signing, people_of, propose

SIGNERS = tuple(Signer(id_, name, sort_name, people) for id_, name, sort_name, people in (
    ("zorggroep-wensput", "Zorggroep Wensput", "", ("Mirthe Wolkenstein",)),
    ("gemeente-nergenshuizen", "Gemeente Nergenshuizen", "", ("Idris van Ooitendam",)),
    ("bouwbedrijf-luchtkasteel", "Bouwbedrijf Luchtkasteel B.V.", "", ("Rosalie Steenbreker",)),
    ("van-verzinsel-partners", "Van Verzinsel & Partners", "Verzinsel", ("Tobias van Verzinsel",)),
    ("hogeschool-wolkenveld", "Hogeschool Wolkenveld", "", ()),
    ("pixelpolder-software", "Pixelpolder Software", "", ()),
    ("verzonnen-tuinders", "Coöperatieve Vereniging van Verzonnen Tuinders, Kwekers en Hoveniers in Midden-Nederland U.A.", "", ()),
    ("s-luchtenburgs-stadsmuseum", "'s-Luchtenburgs Stadsmuseum", "", ()),
    ("bakkerij-anders", "Bakkerij Anders", "", ()),
    ("bakkerij-amders", "Bakkerij Amders", "", ()),
    ("waterschap-droogland", "Waterschap Droogland", "", ()),
    ("linda", "LINDA.", "", ()),
))
SIGNING = Signing(SIGNERS, "Utrecht")


def told(shots: list[Shot], signing: Signing = SIGNING) -> list[tuple[str, str, str]]:
    """File, `sure` or `ask`, and owner with subject behind a slash; '-' is no proposal."""
    found = {each.file: each for each in propose(shots, signing)}
    return [(shot.file, "sure" if found[shot.file].sure else "ask", f"{found[shot.file].owner or 'ceremony'}/{found[shot.file].subject}".rstrip("/"))
            if shot.file in found else (shot.file, "-", "") for shot in shots]


FILES = """
zorggroep-wensput.jpg                           sure  zorggroep-wensput
Zorggroep Wensput (2).JPG                       sure  zorggroep-wensput
wensput.jpg                                     ask   zorggroep-wensput
zorgroep_wensputt_portret.jpg                   ask   zorggroep-wensput/portrait
ondertekening-zorggroep-wensput.jpg             sure  zorggroep-wensput/signing
zorggroep-wensput met taart.jpg                 sure  zorggroep-wensput
20260312_Gemeente-Nergenshuizen_web.jpg         sure  gemeente-nergenshuizen
nergenshuizen.jpg                               ask   gemeente-nergenshuizen
gemeente-amsterdam.jpg                          -
gemeente.jpg                                    -
Bouwbedrijf Luchtkasteel BV.jpg                 sure  bouwbedrijf-luchtkasteel
BouwbedrijfLuchtkasteel-3.jpg                   sure  bouwbedrijf-luchtkasteel
rosalie steenbreker.jpg                         sure  bouwbedrijf-luchtkasteel
van-verzinsel-en-partners.jpg                   sure  van-verzinsel-partners
verzinsel.jpg                                   sure  van-verzinsel-partners
Tobias van Verzinsel - foto.jpg                 sure  van-verzinsel-partners
hogeschoolwolkenveld.jpg                        sure  hogeschool-wolkenveld
hs-wolkenveld.jpg                               ask   hogeschool-wolkenveld
pixel polder.jpg                                ask   pixelpolder-software
tuinders.jpg                                    ask   verzonnen-tuinders
Verzonnen Tuinders.jpg                          sure  verzonnen-tuinders
stadsmuseum-s-luchtenburg.jpg                   ask   s-luchtenburgs-stadsmuseum
's-Luchtenburgs Stadsmuseum.jpg                 sure  s-luchtenburgs-stadsmuseum
bakkerij-anders.jpg                             ask   bakkerij-anders
bakkerij.jpg                                    -
waterschap droogland tekent.jpg                 sure  waterschap-droogland/signing
LINDA.jpg                                       sure  linda
linda foto 2.jpg                                sure  linda
linda-de-mol.jpg                                ask   linda
groep.jpg                                       sure  ceremony/group
Groepsfoto Utrecht.jpg                          sure  ceremony/group
groepsfoto-winnaars.jpg                         ask   ceremony/group
ondertekening 3.jpg                             sure  ceremony/signing
portret.jpg                                     -
IMG_1234.JPG                                    -
ABK_1236.jpg                                    -
20260312_154211.jpg                             -
WhatsApp Image 2026-03-12 at 16.12.33.jpeg      -
taart.jpg                                       -
mirthe.jpg                                      -
"""


def test_forty_names_of_files():
    """Twelve organisations: legal forms, accents, slips, cameras' names, parts of names, and two that differ by a letter."""
    rows = [(line[:48].strip(), *([*line[48:].split(), ""])[:2]) for line in FILES.strip().splitlines()]
    assert told([Shot(file) for file, *_ in rows]) == rows
    assert len(rows) == 40


@pytest.mark.parametrize(("file", "certainty"), [("noord.jpg", "ask"), ("zorggroep-wensput-noord.jpg", "sure"), ("zorggroep-wensput.jpg", "ask"), ("wensput.jpg", "ask"),
                                              ("zorggroep wensput noord tekent vandaag.jpg", "ask")])
def test_a_name_that_is_within_another(file, certainty):
    """What may be short for the longer one is asked; the whole longer name is not."""
    signing = Signing((Signer("zw", "Zorggroep Wensput"), Signer("zwn", "Zorggroep Wensput Noord")))
    assert told([Shot(file)], signing)[0][1] == certainty


def test_a_caption_with_the_longer_name_does_not_name_the_shorter():
    signing = Signing((Signer("zw", "Zorggroep Wensput"), Signer("zwn", "Zorggroep Wensput Noord")))
    assert told([Shot("IMG_1.jpg", "Zorggroep Wensput Noord tekent")], signing) == [("IMG_1.jpg", "sure", "zwn")]


def test_two_of_one_name_are_asked():
    found = propose([Shot("de-brug.jpg")], Signing((Signer("a", "De Brug"), Signer("b", "Stichting De Brug"))))
    assert [(each.owner, each.sure, each.why.nl) for each in found] == [
        ("a", False, "naam van het bestand is die van de organisatie, maar kan ook Stichting De Brug zijn")]


# With LINDA. and others; of each caption alone, on one photo of a camera.
CAPTIONS = [
    ("Mirthe Wolkenstein van Zorggroep Wensput tekent het charter.", ("sure", "zorggroep-wensput")),
    ("ZORGGROEP WENSPUT", ("sure", "zorggroep-wensput")),
    ("Luchtkasteel. Bouwbedrijf Luchtkasteel BV doet mee", ("sure", "bouwbedrijf-luchtkasteel")),
    ("Rosalie Steenbreker met haar team", ("sure", "bouwbedrijf-luchtkasteel")),
    ("Zorggroep Wensput en Gemeente Nergenshuizen tekenen", ("ask", "ceremony")),
    ("Taart bij Zorggroep Wensput", ("ask", "zorggroep-wensput")),
    ("In het 's-Luchtenburgs Stadsmuseum was het druk", ("ask", "s-luchtenburgs-stadsmuseum")),
    ("Groepsfoto bij Zorggroep Wensput.", ("ask", "ceremony/group")),
    ("Groepsfoto van alle ondertekenaars", ("sure", "ceremony/group")),
    ("Group photo", ("sure", "ceremony/group")),
    ("De ondertekening van het charter", ("ask", "ceremony/signing")),
    ("Directeur van LINDA. na afloop", ("sure", "linda")),
    ("Linda de Mol van de pers", ("ask", "linda")),
    ("Zaal vol mensen in Utrecht", ("-", "")),
    ("", ("-", "")),
    ("V.l.n.r.: Mirthe Wolkenstein (Zorggroep Wensput), Idris van Ooitendam (Gemeente Nergenshuizen), Anna Bol (gast)", ("sure", "ceremony/group")),
    ("V.l.n.r.: Mirthe Wolkenstein (Zorggroep Wensput) en Idris van Ooitendam (Gemeente Nergenshuizen)", ("sure", "ceremony")),
    ("V.l.n.r.: Mirthe Wolkenstein (Zorggroep Wensput) en Bo Vos (idem)", ("sure", "zorggroep-wensput")),
]


@pytest.mark.parametrize(("caption", "expected"), CAPTIONS)
def test_captions(caption, expected):
    """One that names one signatory is certain; one that names two is about neither; a place or an ordinary word is asked."""
    assert told([Shot("IMG_1.jpg", caption)]) == [("IMG_1.jpg", *expected)]


def test_caption_and_name_of_the_file():
    """The caption is the stronger; when the file says another, it is asked. Of two in a caption the file may say which."""
    both = "Zorggroep Wensput en Gemeente Nergenshuizen."
    assert told([Shot("zorggroep-wensput.jpg", "Idris van Ooitendam"), Shot("wensput.jpg", "Gemeente Nergenshuizen tekent"), Shot("gemeente-nergenshuizen.jpg", both),
                 Shot("waterschap-droogland.jpg", "Zorggroep Wensput of toch Gemeente Nergenshuizen?"), Shot("zorggroep-wensput-2.jpg", "Groepsfoto")]) == [
        ("zorggroep-wensput.jpg", "ask", "gemeente-nergenshuizen"), ("wensput.jpg", "sure", "gemeente-nergenshuizen"),
        ("gemeente-nergenshuizen.jpg", "sure", "gemeente-nergenshuizen"), ("waterschap-droogland.jpg", "ask", "waterschap-droogland"),
        ("zorggroep-wensput-2.jpg", "ask", "zorggroep-wensput")]


def test_a_caption_on_every_photo_proves_nothing():
    """Photographers put the day with all photos, with a number; what else they say of one photo counts."""
    shots = [Shot(f"IMG_{n}.jpg", f"Charterbijeenkomst bij Zorggroep Wensput ({n} van 40). Foto: Anna Bakker") for n in range(1, 6)]
    own = Shot("IMG_6.jpg", "Charterbijeenkomst bij Zorggroep Wensput (6 van 40). Idris van Ooitendam tekent.")
    assert told([*shots, own]) == [*((shot.file, "-", "") for shot in shots), ("IMG_6.jpg", "sure", "gemeente-nergenshuizen")]


def test_a_caption_on_two_or_three_photos():
    """Three of one moment are certain beside others; of the host, or of most that have a caption, they are asked."""
    others = [Shot(f"DSC_{n}.jpg", text) for n, text in enumerate(["Taart", "Zaal", "Muziek", "Bloemen"])]
    three = [Shot(f"IMG_{n}.jpg", "Waterschap Droogland tekent") for n in range(3)]
    assert {row[1] for row in told([*others, *three])[4:]} == {"sure"}
    assert {row[1] for row in told([*others, *three], SIGNING._replace(host="Waterschap Droogland"))[4:]} == {"ask"}
    assert {row[1] for row in told(three)} == {"ask"}
    assert {row[1] for row in told([*others, *three, three[0]._replace(file="IMG_9.jpg")])[4:]} == {"ask"}


def test_the_order_of_numbers_or_of_moments():
    """As many photos as signatories without one: a proposal that is always asked. The moment counts more than the number."""
    three = Signing(SIGNERS[:4], "", "", frozenset({"gemeente-nergenshuizen"}))
    numbered = [Shot("DSC_0012.jpg"), Shot("DSC_0010.jpg"), Shot("DSC_0011 (1).jpg")]
    assert told(numbered, three) == [("DSC_0012.jpg", "ask", "van-verzinsel-partners"), ("DSC_0010.jpg", "ask", "zorggroep-wensput"),
                                     ("DSC_0011 (1).jpg", "ask", "bouwbedrijf-luchtkasteel")]
    taken = [shot._replace(taken=f"2026:03:12 16:0{n}:00") for n, shot in enumerate(numbered)]
    assert [row[2] for row in told(taken, three)] == ["zorggroep-wensput", "bouwbedrijf-luchtkasteel", "van-verzinsel-partners"]
    assert propose(taken, three)[1].why.nl == "volgorde van de bestanden is die van de ondertekening: nummer 2 van de 3 die over zijn"
    assert told(numbered[:2], three) == [("DSC_0012.jpg", "-", ""), ("DSC_0010.jpg", "-", "")]
    assert {row[1] for row in told([*numbered[:2], Shot("DSC_0010.png")], three)} == {"-"}


KNOWN = {"Zorggroep Wensput": "zw", "Gemeente Nergenshuizen": "gn", "Tuinders, Kwekers en Hoveniers": "tk", "Van Verzinsel & Partners": "vp"}
LISTS = [
    ("V.l.n.r.: Mirthe Wolkenstein (Zorggroep Wensput), Bram Spreekbuis (directeur van Bureau). Foto: Anna",
     [Person("Mirthe Wolkenstein", "Zorggroep Wensput", "", "zw"), Person("Bram Spreekbuis", "", "directeur van Bureau")]),
    ("Op de foto vlnr Idris van Ooitendam (Gemeente Nergenshuizen), Leyla Middenwoord (dagvoorzitter) en Geertje Kropsla (Tuinders, Kwekers en Hoveniers).",
     [Person("Idris van Ooitendam", "Gemeente Nergenshuizen", "", "gn"), Person("Leyla Middenwoord", "", "dagvoorzitter"),
      Person("Geertje Kropsla", "Tuinders, Kwekers en Hoveniers", "", "tk")]),
    ("Feest. Van links naar rechts: wethouder Idris van Ooitendam (wethouder van Gemeente Nergenshuizen), Anna Bakker, directeur van Duin, Ben de Vries en Prof. Ada Smit. Zij tekenden.",
     [Person("Idris van Ooitendam", "Gemeente Nergenshuizen", "wethouder", "gn"), Person("Anna Bakker", "", "directeur van Duin"),
      Person("Ben de Vries"), Person("Prof. Ada Smit")]),
    ("From left to right: Anna Vos, MSc (LINDA.), Jan Bol, jr. and Piet Pel (chair)", [Person("Anna Vos, MSc", "LINDA."), Person("Jan Bol, jr."), Person("Piet Pel", "", "chair")]),
    ("L-R: Anna Vos (l), Ben Bol (r)", [Person("Anna Vos"), Person("Ben Bol")]),
    ("L–R Anna Vos, Zorggroep Wensput; Ben Bol, wethouder; Kees van der Laan, Bakkerij Bol, eigenaar; Tobias van Verzinsel, Van Verzinsel & Partners",
     [Person("Anna Vos", "Zorggroep Wensput", "", "zw"), Person("Ben Bol", "", "wethouder"), Person("Kees van der Laan", "Bakkerij Bol", "eigenaar"),
      Person("Tobias van Verzinsel", "Van Verzinsel & Partners", "", "vp")]),
    ("v.l.n.r. staand: Anna Vos, Ben Bol. V.l.n.r. zittend: Cor Dam en Anna Vos", [Person("Anna Vos"), Person("Ben Bol"), Person("Cor Dam")]),
    ("V.l.n.r. op de foto: mevrouw Sara 't Hooft van Zorggroep Wensput, de heer Van Dam (Pixel, eigenaar). © Anna",
     [Person("Sara 't Hooft", "Zorggroep Wensput", "", "zw"), Person("Van Dam", "Pixel", "eigenaar")]),
    ("Links naar rechts: Anna Vos (Kunst, Co en Zoon), Ben ((((", [Person("Anna Vos", "Kunst, Co en Zoon"), Person("Ben")]),
    ("V.l.n.r.: burgemeester Van der Laan, Anna Bakker, Zorggroep Wensput en de nieuwe directeur",
     [Person("Van der Laan", "", "burgemeester"), Person("Anna Bakker", "Zorggroep Wensput", "", "zw")]),
    ("Zorggroep Wensput (links) tekent", []), ("V.l.n.r.: ", []), ("", []),
]


@pytest.mark.parametrize(("caption", "people"), LISTS)
def test_who_is_on_it(caption, people):
    """Brackets, commas in names and organisations, titles, roles, rows, `en`."""
    assert list(people_of(caption, lambda text: KNOWN.get(text, ""))) == people


def test_who_signed_belongs_to_its_organisation():
    """A list may give bare names; who is not known stays a name. A name that signed for two is nobody's."""
    two = Signing((*SIGNERS, Signer("x", "Ixion", "", ("Mirthe Wolkenstein",))))
    shot = Shot("IMG_1.jpg", "V.l.n.r.: Mirthe Wolkenstein, Idris van Ooitendam, Anna Bol")
    assert propose([shot], SIGNING)[0].people == (
        Person("Mirthe Wolkenstein", id="zorggroep-wensput"), Person("Idris van Ooitendam", id="gemeente-nergenshuizen"), Person("Anna Bol"))
    assert propose([shot], two)[0].people[0] == Person("Mirthe Wolkenstein")


@pytest.mark.parametrize("hostile", ["(" * 3990, "v.l.n.r. " * 440, " en " * 990, ", a" * 1300, "prof. A" * 500, "A, van " * 500, "a " * 1990, "A; " * 1300, "Zorggroep " * 400])
def test_a_hostile_caption_takes_no_time(hostile):
    """A caption is 4,000 characters at most; half a second is a hundred times what these take."""
    before = time.process_time()
    propose([Shot("x y " * 50 + ".jpg", f"V.l.n.r.: {hostile}")], SIGNING)
    assert time.process_time() - before < 0.5
