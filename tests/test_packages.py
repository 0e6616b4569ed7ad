"""The package of each who signed: a zip and a mail that real programs open, the same bytes every time, and nothing that may not leave."""

from __future__ import annotations

import email
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from email import policy
from pathlib import Path

import lxml.etree
import pytest
from PIL import Image, ImageChops

from browser import needs
from charter.kits import with_erased
from charter.model.batch import Batch, Signature
from charter.model.folder import load
from charter.model.programme import Programme, Publisher
from charter.model.types import Text
from charter.networks import NETWORKS, fits
from charter.packing import wording
from charter.packing.contents import LeftOut, Package, PackedPhoto
from charter.packing.mailing import draft
from charter.photos import Badge, badge_png, badge_svg
from charter.photos.badge import _lines
from charter.share_card import fonts_of
from charter.urls import share_card
from charter.zipped import zipped
from conftest import BASE_URL, DEMO_MOMENT, ROOT
from records_folder import written
from trees import edit, tree

UTRECHT, LEEUWARDEN = "2026-03-12-utrecht", "2026-09-03-leeuwarden"
WENSPUT = "zorggroep-wensput"
PHOTOS = {f"fotos/{name}-foto-demotekening-ondertekend.jpg" for name in ("groep", "ondertekening", f"eigen/{WENSPUT}", f"vierkant/{WENSPUT}")}
SHEETS = {f"teksten/noemen-{lang}.txt" for lang in ("nl", "en")}
FILES = SHEETS | {"LEESMIJ.txt", "fotos/bijschriften.txt", "deelkaart/beschrijving.txt",
         *(f"deelkaart/deelkaart-{lang}.jpg" for lang in ("nl", "en")), *(f"badge/badge-{lang}.{kind}" for lang in ("nl", "en") for kind in ("svg", "png")),
         *(f"teksten/{where}-{lang}.txt" for where in (*NETWORKS, "website") for lang in ("nl", "en"))}
CHARTER = """\
name: {nl: Charter Diversiteit, en: Diversity Charter}
publisher: {name: Uitgever, email: info@example.org}
"""


@pytest.fixture(scope="module")
def kit(charter, tmp_path_factory):
    """The kit of the largest ceremony of the demo, made in an empty working folder."""
    work = tmp_path_factory.mktemp("kit")
    ran = charter("kit", UTRECHT, "--records", ROOT / "signatories", "--base-url", BASE_URL, "--as-of", DEMO_MOMENT, cwd=work)
    assert ran.code == 0, ran.stdout + ran.stderr
    return work / "kits" / UTRECHT


def with_pictures(folder: Path, kit: Path) -> Path:
    """The folder with the pictures that were made for the kit: they take longer than all else together."""
    shutil.copytree(kit.parents[1] / ".charter" / "photos", folder / ".charter" / "photos", copy_function=os.link)
    return folder


def program(package: str) -> None:
    """Skips what needs a program that is missing; in CI that fails."""
    if not needs.program(package):
        (pytest.fail if needs.in_ci() else pytest.skip)(f"missing {package}; install with: {needs.INSTALL}")


def opened(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def text(files: dict[str, bytes], path: str) -> str:
    return files[path].decode().replace("\r\n", "\n")


def test_what_is_in_it(kit):
    """Its own photos, those of the ceremony that show it, texts for every network, cards and badges; a real unzip finds it whole."""
    assert set(opened(kit / f"{WENSPUT}.zip")) == FILES | PHOTOS
    assert set(opened(kit / "maanlicht-logistiek.zip")) == FILES | {f"fotos/{folder}groep-foto-demotekening-ondertekend.jpg" for folder in ("", "vierkant/")}
    program("unzip")
    tried = subprocess.run(["unzip", "-t", kit / f"{WENSPUT}.zip"], capture_output=True, text=True, check=False)
    assert (tried.returncode, tried.stdout.splitlines()[-1][:41]) == (0, "No errors detected in compressed data of ")
    assert len([path for path in kit.iterdir() if path.suffix == ".zip"]) == len([path for path in kit.iterdir() if path.suffix == ".eml"]) == 12


def test_the_same_bytes(charter, kit, tmp_path):
    """Again, elsewhere, in another time zone and language of the system: nothing differs."""
    ran = charter("kit", UTRECHT, "--records", ROOT / "signatories", "--base-url", BASE_URL, "--as-of", DEMO_MOMENT, cwd=tmp_path,
                  env={"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"})
    assert ran.code == 0, ran.stdout + ran.stderr
    mine, theirs = tree(tmp_path / "kits" / UTRECHT), tree(kit)
    assert [path for path in mine.keys() | theirs.keys() if mine.get(path) != theirs.get(path)] == []


def test_photos_say_who_made_them(kit, tmp_path):
    """exiftool reads the maker and the licence in each, and no place, camera or remark."""
    program("libimage-exiftool-perl")
    files = opened(kit / f"{WENSPUT}.zip")
    for path in PHOTOS:
        (tmp_path / path.replace("/", "-")).write_bytes(files[path])
    read = json.loads(subprocess.run(["exiftool", "-json", "-a", "-G1", tmp_path], capture_output=True, check=True).stdout)
    assert len(read) == 4
    for found in read:
        assert (found["IFD0:Artist"], found["XMP-dc:Creator"], found["XMP-photoshop:Credit"], found["XMP-xmpRights:UsageTerms"]) == (
            "Demotekening Ondertekend", "Demotekening Ondertekend", "Demotekening Ondertekend", "CC0-1.0")
        assert {key.partition(":")[0] for key in found} <= {"SourceFile", "ExifTool", "System", "File", "JFIF", "IFD0", "XMP-x", "XMP-dc", "XMP-photoshop", "XMP-xmpRights", "Composite", "ICC-header"}


def test_texts_fit_and_are_its_own(kit):
    """Each file holds one post and nothing else, within the limit of its network."""
    files = opened(kit / "pixelpolder-software.zip")
    for network in NETWORKS:
        for lang, we in (("nl", "Wij hebben op 12 maart 2026 in Utrecht Charter Diversiteit ondertekend"), ("en", "On 12 March 2026 we signed the Diversity Charter")):
            said, _, below = text(files, f"teksten/{network}-{lang}.txt").removesuffix("\n").partition("\n\n---\n")
            assert (below != "") == (network == "instagram")
            assert said.startswith(we)
            assert fits(said, network)
            assert said.count(f"{BASE_URL}/{'en/signatories' if lang == 'en' else 'ondertekenaars'}/pixelpolder-software/?utm_source={network}&utm_medium=social&utm_campaign={UTRECHT}") == 1
    assert text(files, "teksten/website-nl.txt").split("\n\n")[0] == "Pixelpolder heeft Charter Diversiteit ondertekend"


def test_the_page_to_read_first(kit):
    """In Dutch, then English: whose it is and as what it signed, what is in it, what may be done with it and from when on."""
    said = text(opened(kit / "pixelpolder-software.zip"), "LEESMIJ.txt")
    dutch, english = said.split("\n---\n")
    assert dutch.split("\n\n")[:3] == [
        "(English below)", "Pakket voor Pixelpolder (ondertekend als Pixelpolder Software)\nCharter Diversiteit, ondertekend op 12 maart 2026 in Utrecht",
        "Wat zit erin?\n- teksten: een bericht per sociaal netwerk en een tekst voor uw website of intranet, in het Nederlands (nl) en het Engels (en).\n"
        "  Kopieer de tekst zoals die is, of maak er uw eigen tekst van. Onder de tekst voor Instagram staat welk beeld erbij hoort.\n"
        "- teksten/noemen-nl.txt en noemen-en.txt: wie u op sociale media kunt noemen, met hun accounts.\n"
        "- fotos: twee foto's. In fotos/bijschriften.txt staan het bijschrift, de fotograaf en een beschrijving voor wie de foto niet ziet.\n"
        "- fotos/vierkant/pixelpolder-software-foto-demotekening-ondertekend.jpg: een vierkante foto voor Instagram.\n"
        "- deelkaart: een beeld voor bij een bericht op sociale media, met een beschrijving voor wie het niet ziet.\n"
        "- badge: voor uw website of onder uw e-mail. Gebruik de SVG op een website, en de PNG waar dat niet kan."]
    assert english.strip().split("\n\n")[0] == (
        "Package for Pixelpolder (signed as Pixelpolder Software)\nDiversity Charter, signed on 12 March 2026 in Utrecht")
    assert dutch.endswith(f"Uw pagina op de site van Charter Diversiteit: {BASE_URL}/ondertekenaars/pixelpolder-software/\nVragen? Mail naar charter@example.org\n")


def test_captions(kit):
    """Of each photo the caption, the maker and what there is to see, in both languages."""
    said = text(opened(kit / f"{WENSPUT}.zip"), "fotos/bijschriften.txt").split("\n\n")
    assert [part.split("\n")[0] for part in said] == ["groep-foto-demotekening-ondertekend.jpg", "ondertekening-foto-demotekening-ondertekend.jpg", f"eigen/{WENSPUT}-foto-demotekening-ondertekend.jpg",
                                                       f"vierkant/{WENSPUT}-foto-demotekening-ondertekend.jpg"]
    assert said[3].strip().split("\n")[1:] == said[2].split("\n")[1:]
    assert said[2].strip().split("\n")[1:] == [
        "Fotograaf / photographer: Demotekening Ondertekend", "Licentie / licence: CC0-1.0", "Bijschrift (nl): Mirthe Wolkenstein (Zorggroep Wensput).",
        "Beschrijving (nl): Getekend portret van Mirthe Wolkenstein, bij een raam met planten.", "Caption (en): Mirthe Wolkenstein (Zorggroep Wensput).",
        "Description (en): Drawn portrait of Mirthe Wolkenstein, beside a window with plants."]


def test_the_card_is_that_of_the_site(kit, demo_site):
    """Drawn without a built site, byte for byte."""
    files = opened(kit / f"{WENSPUT}.zip")
    for lang in ("nl", "en"):
        assert files[f"deelkaart/deelkaart-{lang}.jpg"] == (demo_site / share_card(UTRECHT, lang)).read_bytes()


# The mail

def parts(path: Path) -> email.message.EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=policy.default)


def test_the_mail(kit):
    """A draft from the programme to nobody yet, in Dutch and English, as text and as HTML, with the zip."""
    message = parts(kit / f"{WENSPUT}.eml")
    assert [(name, value) for name, value in message.items() if name != "Content-Type"] == [
        ("X-Unsent", "1"), ("From", "Stichting Voorbeeld Charterbureau <charter@example.org>"), ("To", ""),
        ("Subject", "Pakket bij uw ondertekening van Charter Diversiteit: Zorggroep Wensput"), ("MIME-Version", "1.0")]
    assert message.defects == []
    plain, html = (message.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))
    assert plain.split("\n\n")[1:4] == [
        "Goedendag,", "Zorggroep Wensput ondertekende op 12 maart 2026 Charter Diversiteit. Voor uw eigen kanalen is een pakket klaar. In het pakket vindt u drie foto's, "
        "teksten voor sociale media en voor uw website, een deelkaart en een badge.", "In LEESMIJ.txt staat wat u met alles mag doen."]
    root = lxml.etree.HTML(html)
    assert [" ".join(p.itertext()) for p in root.iter("p")] == [" ".join(part.split("\n")) for part in plain.strip().split("\n\n") if part != "---"]
    [attached] = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (f"{WENSPUT}.zip", "application/zip")
    assert attached.get_content() == (kit / f"{WENSPUT}.zip").read_bytes()
    raw = (kit / f"{WENSPUT}.eml").read_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_the_mail_in_another_program(kit, tmp_path):
    """What munpack takes out of it is the zip, byte for byte."""
    program("mpack")
    subprocess.run(["munpack", "-q", "-C", tmp_path, kit / f"{WENSPUT}.eml"], check=True, capture_output=True)
    assert (tmp_path / f"{WENSPUT}.zip").read_bytes() == (kit / f"{WENSPUT}.zip").read_bytes()


def small(folder: Path, name: str = "A", more: str = "", charter: str = CHARTER) -> Path:
    """A folder with one signing without photos."""
    written(folder / "signatories", {"charter.yaml": charter, f"{LEEUWARDEN}/batch.yaml": f'date: 2026-09-03\n{more}signatories:\n  - {{id: a, name: {json.dumps(name)}}}\n'})
    return folder


def test_hostile_names(charter, tmp_path):
    """No header, path or tag comes of a name: it stands as text where names stand, and nowhere else."""
    name = "Bcc: x@example.org X-Evil: 1 <b>&amp; =?utf-8?q?x?= ../../etc/passwd %0d%0aX-Ook: 1 É \"; filename=\"x.exe"
    ran = charter("kit", LEEUWARDEN, cwd=small(tmp_path, name, charter=CHARTER.replace("Uitgever", '"Uit\\"; <x@y.nl>, É"')))
    assert ran.code == 0, ran.stdout + ran.stderr
    message = parts(tmp_path / "kits" / LEEUWARDEN / "a.eml")
    assert [header for header in message if header not in ("Content-Type", "MIME-Version")] == ["X-Unsent", "From", "To", "Subject"]
    assert message["From"].addresses[0].addr_spec == "info@example.org"
    assert message["From"].addresses[0].display_name == 'Uit"; <x@y.nl>, É'
    assert "Bcc: x@example.org X-Evil: 1 <b>&amp;" in message["Subject"]
    html = lxml.etree.HTML(message.get_body(("html",)).get_content())
    assert {element.tag for element in html.iter()} == {"html", "head", "meta", "title", "body", "p", "hr", "div", "br"}
    files = opened(tmp_path / "kits" / LEEUWARDEN / "a.zip")
    assert set(files) == FILES - SHEETS - {"fotos/bijschriften.txt"}
    assert all(re.fullmatch(r"[a-z]+/[a-z-]+\.[a-z]+|LEESMIJ\.txt", path) for path in files)


def test_no_sign_begins_a_header():
    """Even if a record could hold line breaks and signs that turn text round: a header is one line of its own."""
    programme = Programme(name=Text(nl="C\rBcc: a@b.nl"), publisher=Publisher(name="U\rBcc: a@b.nl", email="info@example.org"))
    batch = Batch(date=date(2026, 9, 3), signatories=(Signature(id="a", name="A"),))
    package = Package("a", "A\r\nX-Evil: 1\x85X\u2028Y\u202eZ\x00", "A", False, batch, programme, datetime.fromisoformat("2026-09-03"), datetime.fromisoformat("2026-09-04"), {"nl": "https://a.nl/", "en": "https://a.nl/"}, (), ())
    message = email.message_from_bytes(draft(package, zipped({"a.txt": b""})), policy=policy.default)
    assert [header for header in message if header not in ("Content-Type", "MIME-Version")] == ["X-Unsent", "From", "To", "Subject"]
    assert (message["From"].addresses[0].display_name, message["Subject"]) == (
        "U Bcc: a@b.nl", "Pakket bij uw ondertekening van C Bcc: a@b.nl: A X-Evil: 1 X Y Z")


@pytest.mark.parametrize("path", ["../a.txt", "/etc/passwd", "a/../../b", "a\\b", "C:a", "a\nb", "é.txt", "./a", "a//b"])
def test_no_path_leads_out_of_a_zip(path):
    """One that could is an error of ours."""
    with pytest.raises(ValueError, match="no address of this site"):
        zipped({path: b""})


def test_without_an_address_nobody_sends(charter, tmp_path):
    """From stays away where the programme has no e-mail address; mail programs fill in their own."""
    assert charter("kit", LEEUWARDEN, cwd=small(tmp_path, charter="name: {nl: C}\npublisher: {name: Uitgever}\n")).code == 0
    message = parts(tmp_path / "kits" / LEEUWARDEN / "a.eml")
    assert (message["From"], message["To"]) == (None, "")
    assert "Mail naar" not in text(opened(tmp_path / "kits" / LEEUWARDEN / "a.zip"), "LEESMIJ.txt")


def test_a_large_package_stays_out_of_the_mail(charter, tmp_path):
    """Over 15 MB the mail says how large it is and where the link goes, and so does the list at the end."""
    folder = small(tmp_path, more="photos: [{file: groep.jpg, subject: group, credit: Wie, alt: {nl: Ruis}, people: []}]\n")
    noise = Image.effect_noise((3000, 3000), 200).convert("RGB")
    noise.save(folder / "signatories" / LEEUWARDEN / "groep.jpg", quality=90)
    for number in range(3):
        shutil.copy(folder / "signatories" / LEEUWARDEN / "groep.jpg", folder / "signatories" / LEEUWARDEN / f"groep{number}.jpg")
    record = folder / "signatories" / LEEUWARDEN / "batch.yaml"
    photo = "{{file: groep{}.jpg, subject: group, credit: Wie, alt: {{nl: Ruis}}, people: []}}"
    record.write_text(record.read_text("utf-8").replace("people: []}]", f"people: []}}, {', '.join(photo.format(n) for n in range(3))}]"), "utf-8")
    ran = charter("kit", LEEUWARDEN, cwd=folder)
    assert ran.code == 0, ran.stdout + ran.stderr
    size = (folder / "kits" / LEEUWARDEN / "a.zip").stat().st_size
    assert size > 15_000_000
    told = f"{size / 1e6:.1f}".replace(".", ",")
    assert f"kits/{LEEUWARDEN}/a.zip: te groot voor e-mail. Stuur dit pakket met een dienst voor grote bestanden, en zet de link in de conceptmail.\n" in ran.stdout
    message = parts(folder / "kits" / LEEUWARDEN / "a.eml")
    assert list(message.iter_attachments()) == []
    assert f"Het pakket (a.zip, {told} MB) is te groot voor e-mail. U kunt het hier ophalen: [zet hier de link]" in message.get_body(("plain",)).get_content()


# What it says of the moment and of its photos

def package(moment: str = "2026-09-04", licences: tuple[str, ...] = (), withheld: tuple[LeftOut, ...] = ()) -> Package:
    """Of a signing on 3 September 2026 that is news from 16:00 on; a photo for each licence."""
    programme = Programme(name=Text(nl="Charter Diversiteit", en="Diversity Charter"), publisher=Publisher(name="Uitgever"))
    batch = Batch(date=date(2026, 9, 3), signatories=(Signature(id="a", name="A"),))
    photos = tuple(PackedPhoto(f"fotos/{n}.jpg", b"", "Wie", licence, {"nl": "", "en": ""}, {"nl": "Ruis", "en": "Noise"}) for n, licence in enumerate(licences))
    return Package("a", "A", "A", False, batch, programme, datetime.fromisoformat("2026-09-03 16:00"), datetime.fromisoformat(moment), {"nl": "https://a.nl/", "en": "https://a.nl/en/"},
                   photos, withheld)


@pytest.mark.parametrize(("moment", "dutch", "english"), [
    ("2026-09-02 23:59", ("ondertekent", "ondertekening op"), ("signs", "signing on")),
    ("2026-09-03 15:59", ("ondertekende", "ondertekend op"), ("signed", "signed on")),
    ("2026-09-03 16:00", ("ondertekende", "ondertekend op"), ("signed", "signed on"))])
def test_the_moment(moment, dutch, english):
    """Of a signing to come it speaks as such; not to publish yet is asked until the news is public, and no longer."""
    made = package(moment)
    waits = moment != "2026-09-03 16:00"
    assert wording.mail(made, "a.zip", None, "nl") == [
        "Goedendag,", f"A {dutch[0]} op 3 september 2026 Charter Diversiteit. Voor uw eigen kanalen is een pakket klaar. In het pakket vindt u teksten voor sociale "
        "media en voor uw website, een deelkaart en een badge.", *(["Plaats er niets van vóór 3 september 2026, 16:00 uur."] if waits else []),
        "In LEESMIJ.txt staat wat u met alles mag doen.", "Met vriendelijke groet,\nUitgever"]
    assert wording.mail(made, "a.zip", None, "en") == [
        "Good day,", f"A {english[0]} the Diversity Charter on 3 September 2026. A package for your own channels is ready. In it you find texts for social media and "
        "for your website, a share card and a badge.", *(["Please do not publish any of it before 3 September 2026, 16:00."] if waits else []),
        "LEESMIJ.txt says what you may do with everything.", "Kind regards,\nUitgever"]
    assert wording.readme(made, "nl").split("\n\nWat zit erin?")[0].split("\n") == [
        "Pakket voor A", f"Charter Diversiteit, {dutch[1]} 3 september 2026", *(["", "Plaats niets uit dit pakket vóór 3 september 2026, 16:00 uur."] if waits else [])]
    assert wording.readme(made, "en").split("\n\nWhat is in it?")[0].split("\n") == [
        "Package for A", f"Diversity Charter, {english[1]} 3 September 2026", *(["", "Do not publish anything from this package before 3 September 2026, 16:00."] if waits else [])]


LICENSED = "- De licentie staat bij de foto.", "- The licence stands with the photo."
UNLICENSED = ("- Staat er bij een foto geen licentie? Gebruik die dan niet voor iets anders, zoals reclame.",
              "- Does a photo come without a licence? Then do not use it for anything else, such as advertising.")


@pytest.mark.parametrize(("licences", "count", "rule"), [
    (("CC0-1.0",), ("een foto", "a photo"), LICENSED), (("CC0-1.0", "CC-BY-4.0"), ("twee foto's", "two photos"), LICENSED),
    (("CC0-1.0", ""), ("twee foto's", "two photos"), UNLICENSED), (("",), ("een foto", "a photo"), UNLICENSED)])
def test_rules_for_photos(licences, count, rule):
    """How many in words; what else a photo may be used for is for its licence to say, and nothing where it has none."""
    made = package(licences=licences)
    dutch, english = (wording.readme(made, lang).split("\n") for lang in ("nl", "en"))
    assert dutch[6:17] == [
        f"- fotos: {count[0]}. In fotos/bijschriften.txt staan het bijschrift, de fotograaf en een beschrijving voor wie de foto niet ziet.",
        "- deelkaart: een beeld voor bij een bericht op sociale media, met een beschrijving voor wie het niet ziet.",
        "- badge: voor uw website of onder uw e-mail. Gebruik de SVG op een website, en de PNG waar dat niet kan.", "", "Wat mag u ermee?",
        "- Gebruik alles bij berichten over uw ondertekening: op uw eigen kanalen en in de pers.",
        "- Noem bij elke foto de fotograaf. De naam staat ook in het bestand zelf.", rule[0],
        "- Wil iemand niet meer op een foto staan? Dan laten wij u dat weten. Haal de foto dan weg.",
        "- Gebruik de badge zolang u ondertekenaar bent. Verander de badge niet.", ""]
    assert [english[6], *english[12:15]] == [
        f"- fotos: {count[1]}. fotos/bijschriften.txt has the caption, the photographer and a description for who does not see the photo.",
        "- Name the photographer with each photo. The name is in the file as well.", rule[1],
        "- Does somebody no longer want to be on a photo? Then we let you know. Please remove the photo."]
    assert f"In het pakket vindt u {count[0]}, teksten voor sociale media" in wording.mail(made, "a.zip", None, "nl")[1]
    assert f"In it you find {count[1]}, texts for social media" in wording.mail(made, "a.zip", None, "en")[1]


@pytest.mark.parametrize(("withheld", "dutch", "english"), [
    ((), [], []),
    ((LeftOut("b.jpg", False),), ["- fotos: geen foto's. In fotos/bijschriften.txt staat waarom."], ["- fotos: no photos. fotos/bijschriften.txt says why."])])
def test_no_photos(withheld, dutch, english):
    """Then nothing is said of photos, but where to read which one may not go to the press."""
    made = package(withheld=withheld)
    for lang, expected in (("nl", dutch), ("en", english)):
        assert [line for line in wording.readme(made, lang).split("\n") if "foto" in line or "photo" in line] == expected
        assert "foto" not in "".join(wording.mail(made, "a.zip", None, lang)).replace("photo", "foto")


def test_no_photos_no_folder(charter, tmp_path):
    """A signing without photos, before its day: no folder for them, and the list at the end says so and for when all is made."""
    ran = charter("kit", LEEUWARDEN, "--as-of", "2026-09-01 12:30", cwd=small(tmp_path))
    assert (ran.code, re.sub(r"[\d,]+ MB", "N MB", ran.stdout)) == (0, f"""\
  kits/{LEEUWARDEN}/a.zip (0 foto's, N MB)
Bij deze ondertekening zijn geen foto's.
1 pakket in kits/{LEEUWARDEN}, met een conceptmail (.eml). Open die, vul het adres in en verstuur de mail.
Let op: gemaakt voor 1 september 2026, 12:30 uur (--as-of), met de toestemming zoals die dan is of was.
"""), ran.stderr
    files = opened(tmp_path / "kits" / LEEUWARDEN / "a.zip")
    assert set(files) == FILES - SHEETS - {"fotos/bijschriften.txt"}
    assert text(files, "LEESMIJ.txt").split("\n")[:6] == [
        "(English below)", "", "Pakket voor A", "Charter Diversiteit, ondertekening op 3 september 2026", "", "Plaats niets uit dit pakket vóór 3 september 2026."]


def test_consent_from_a_later_day(charter, tmp_path):
    """Until then nobody refused: not everyone has allowed the press yet. Who has no day at all does not allow it."""
    people = "[{{name: Wie, consent: {{web: 2026-09-03{}}}}}]"
    photo = "{{file: {}.jpg, credit: Wie, alt: {{nl: Ruis}}, people: {}}}"
    photos = ", ".join(photo.format(name, people.format(press)) for name, press in (("later", ", press: 2026-12-01"), ("nooit", "")))
    folder = small(tmp_path, more=f"photos: [{photos.replace('credit', 'subject: group, credit')}]\n")
    for name in ("later", "nooit"):
        Image.effect_noise((1600, 1200), 50).convert("RGB").save(folder / "signatories" / LEEUWARDEN / f"{name}.jpg")
    ran = charter("kit", LEEUWARDEN, "--as-of", "2026-11-01", cwd=folder)
    assert ran.code == 0, ran.stdout + ran.stderr
    assert "Geen foto van deze ondertekening mag naar de pers.\n" in ran.stdout
    assert text(opened(tmp_path / "kits" / LEEUWARDEN / "a.zip"), "fotos/bijschriften.txt").split("\n") == [
        "Er zijn geen foto's die naar de pers mogen.", "There are no photos that may go to the press.", "",
        "Niet in dit pakket: een foto. Nog niet iedereen op deze foto heeft toestemming voor de pers gegeven.",
        "Not in this package: a photo. Not everyone on this photo has given consent for the press yet.", "",
        "Niet in dit pakket: een foto. Niet iedereen op deze foto vindt het goed dat de pers die gebruikt.",
        "Not in this package: a photo. Not everyone on this photo allows the press to use it.", ""]


# Who gets one, and what stays out

def test_consent(charter, kit, tmp_path):
    """A photo that not everyone allows the press is not in any package, and the package says so without naming who."""
    shutil.copytree(ROOT / "signatories", tmp_path / "signatories", ignore=shutil.ignore_patterns("internal"))
    record = tmp_path / "signatories" / UTRECHT / "batch.yaml"
    edit(record, "      - name: Leyla Middenwoord\n", "      - name: Leyla Middenwoord\n        consent: {web: 2026-03-12, newsletter: 2026-03-12, social: 2026-03-12}\n")
    ran = charter("kit", UTRECHT, "--as-of", DEMO_MOMENT, cwd=with_pictures(tmp_path, kit))
    assert ran.code == 0, ran.stdout + ran.stderr
    assert "Niet meegenomen: groep.jpg (geen toestemming voor de pers van Leyla Middenwoord).\n" in ran.stdout
    for name in (WENSPUT, "maanlicht-logistiek"):
        files = opened(tmp_path / "kits" / UTRECHT / f"{name}.zip")
        assert not any(path.startswith("fotos/groep") for path in files)
        said = text(files, "fotos/bijschriften.txt")
        assert said.endswith("Niet in dit pakket: een foto. Niet iedereen op deze foto vindt het goed dat de pers die gebruikt.\n"
                             "Not in this package: a photo. Not everyone on this photo allows the press to use it.\n")
        assert "Leyla" not in said


def test_who_left(charter, tmp_path):
    """Who was erased has no package and stands in nobody's; who is a signatory no more has none; an older kit is told of."""
    batch = "date: 2026-09-03\nsignatories:\n" + "".join(f"  - {{id: {id_}, name: {name}}}\n" for id_, name in (("a", "Alfa"), ("b", "Bravo"), ("c", "Charlie")))
    again = batch.replace("2026-09-03", "2026-10-01").replace("}", ", again: true}")
    written(tmp_path / "signatories", {"charter.yaml": CHARTER, f"{LEEUWARDEN}/batch.yaml": batch, "2026-10-01-online/batch.yaml": again})
    for slug in (LEEUWARDEN, "2026-10-01-online"):
        assert charter("kit", slug, cwd=tmp_path).code == 0
    (tmp_path / "signatories" / "changes.yaml").write_text("- {date: 2026-10-02, id: b, withdrawn: erased}\n- {date: 2026-10-02, id: c, withdrawn: former}\n")
    ran = charter("kit", LEEUWARDEN, "--as-of", "2026-11-01", cwd=tmp_path)
    assert (ran.code, re.sub(r"[\d,]+ MB", "N MB", ran.stdout)) == (0, f"""\
  kits/{LEEUWARDEN}/a.zip (0 foto's, N MB)
Geen pakket voor Charlie: geen ondertekenaar meer.
Bij deze ondertekening zijn geen foto's.
1 pakket in kits/{LEEUWARDEN}, met een conceptmail (.eml). Open die, vul het adres in en verstuur de mail.
Let op: gemaakt voor 1 november 2026 (--as-of), met de toestemming zoals die dan is of was.
In kits/2026-10-01-online staat nog een pakket van een ondertekenaar die haar gegevens liet verwijderen. Maak die kit opnieuw: charter kit 2026-10-01-online
"""), ran.stderr
    kit = tree(tmp_path / "kits" / LEEUWARDEN)
    assert sorted(kit) == [".manifest", "a.eml", "a.zip"]
    assert not any(b"Bravo" in data for data in opened(tmp_path / "kits" / LEEUWARDEN / "a.zip").values())


def test_who_was_erased_is_in_no_package_of_any_day(charter, tmp_path):
    """Not as of a day before the erasure, and not when the line that says so has a mistake."""
    batch = "date: 2026-09-03\nsignatories:\n  - {id: a, name: Alfa}\n  - {id: b, name: Bravo}\n"
    records = written(tmp_path / "signatories", {"charter.yaml": CHARTER, f"{LEEUWARDEN}/batch.yaml": batch,
                                                 "changes.yaml": "- {date: 2026-10-02, id: b, withdrawn: eraced}\n"})
    ran = charter("kit", LEEUWARDEN, "--as-of", "2026-11-01", cwd=tmp_path)
    assert (ran.code, "changes.yaml:1:" in ran.stdout, (tmp_path / "kits").exists()) == (1, True, False)
    (records / "changes.yaml").write_text("- {date: 2026-10-02, id: b, withdrawn: erased}\n")
    assert charter("kit", LEEUWARDEN, "--as-of", "2026-09-05", cwd=tmp_path).code == 0
    kit = tmp_path / "kits" / LEEUWARDEN
    assert sorted(tree(kit)) == [".manifest", "a.eml", "a.zip"]
    assert not any(b"Bravo" in data for data in opened(kit / "a.zip").values())


def test_the_card_shows_no_photo_that_the_press_may_not_use(charter, kit, tmp_path):
    """Whoever gets a package may send the card to the press."""
    records = tmp_path / "signatories"
    shutil.copytree(ROOT / "signatories", records)
    edit(records / UTRECHT / "batch.yaml", "      - {name: Rosalie Steenbreker, organisation: {id: bouwbedrijf-luchtkasteel}}\n      - {name: Tobias",
         "      - {name: Rosalie Steenbreker, organisation: {id: bouwbedrijf-luchtkasteel}, consent: {web: 2026-03-12, newsletter: 2026-03-12, social: 2026-03-12}}\n      - {name: Tobias")
    ran = charter("kit", UTRECHT, "--only", WENSPUT, "--base-url", BASE_URL, "--as-of", DEMO_MOMENT, cwd=with_pictures(tmp_path, kit))
    assert ran.code == 0, ran.stdout + ran.stderr
    shown, plain = (opened(folder / f"{WENSPUT}.zip")["deelkaart/deelkaart-nl.jpg"] for folder in (kit, tmp_path / "kits" / UTRECHT))
    # Where the photo would be there is paper.
    colours = [len(Image.open(io.BytesIO(card)).crop((880, 80, 1180, 600)).quantize(64).getcolors()) for card in (shown, plain)]
    assert (colours[0] > 60, colours[1] < 4) == (True, True), colours


def test_one_package(charter, kit, tmp_path):
    """--only makes one anew and leaves the others; an id of nobody is told of."""
    shutil.copytree(kit, tmp_path / "kits" / UTRECHT)
    (tmp_path / "kits" / UTRECHT / f"{WENSPUT}.zip").unlink()
    before = tree(kit)
    ran = charter("kit", UTRECHT, "--only", WENSPUT, "--records", ROOT / "signatories", "--base-url", BASE_URL, "--as-of", DEMO_MOMENT, "--lang", "en", cwd=with_pictures(tmp_path, kit))
    assert (ran.code, ran.stdout.splitlines()[-2:]) == (0, [
        f"1 package in kits/{UTRECHT}, with a draft of a mail (.eml). Open it, fill in the address and send it.",
        "Note: made for 1 November 2026 (--as-of), with consent as it is or was then."]), ran.stderr
    assert tree(tmp_path / "kits" / UTRECHT) == before
    ran = charter("kit", LEEUWARDEN, "--only", WENSPUT, "--records", ROOT / "signatories", cwd=tmp_path)
    assert (ran.code, ran.stderr) == (2, f"Bij deze ondertekening hoort geen `{WENSPUT}`. Kies uit: ergens\n")


def test_withdrawing_takes_packages_along(charter, kit, tmp_path):
    """A photo that is withdrawn leaves no zip and no mail that hold it."""
    shutil.copytree(ROOT / "signatories", tmp_path / "signatories", ignore=shutil.ignore_patterns("internal"))
    shutil.copytree(kit, tmp_path / "kits" / UTRECHT)
    ran = charter("withdraw", "--photo", f"{UTRECHT}/groep.jpg", "--yes", cwd=tmp_path)
    assert ran.code == 0, ran.stdout + ran.stderr
    assert f"Verwijderd: kits/{UTRECHT}. Gebruik ook geen oude kopie van deze kit meer.\n" in ran.stdout
    assert list((tmp_path / "kits").iterdir()) == []


# For social media

def test_the_square_is_that_of_the_site(kit, demo_site):
    """Of its own photo, or else of the group: byte for byte what the kit page offers."""
    for name, source in ((WENSPUT, WENSPUT), ("maanlicht-logistiek", "groep")):
        data = opened(kit / f"{name}.zip")[f"fotos/vierkant/{source}-foto-demotekening-ondertekend.jpg"]
        assert data in [path.read_bytes() for path in demo_site.glob("images/*/square-*.jpg")]
        with Image.open(io.BytesIO(data)) as image:
            assert image.width == image.height


def kit_of(charter, folder: Path, batch: str, *photos: str) -> Path:
    """The kit of one ceremony with these photos, each of other noise."""
    records = written(folder / "signatories", {"charter.yaml": CHARTER, f"{LEEUWARDEN}/batch.yaml": batch})
    for number, name in enumerate(photos):
        Image.effect_noise((1600, 1200), 50 + number).convert("RGB").save(records / LEEUWARDEN / f"{name}.jpg")
    ran = charter("kit", LEEUWARDEN, "--as-of", "2026-11-01", cwd=folder)
    assert ran.code == 0, ran.stdout + ran.stderr
    return folder / "kits" / LEEUWARDEN


ALLOWS = {"web": "web: 2026-09-03", "social": "social: 2026-09-03", "press": "press: 2026-09-03"}


@pytest.mark.parametrize(("own", "group", "square"), [
    ("web social press", "web social press", "fotos/vierkant/zelf-foto-wie.jpg"),
    ("web press", "web social press", "fotos/vierkant/groep-foto-wie.jpg"), ("web social", "web social press", "fotos/vierkant/groep-foto-wie.jpg"),
    ("social press", "web social press", "fotos/vierkant/groep-foto-wie.jpg"),
    ("web press", "web press", None), ("web social", "web social", None), ("social press", "social press", None), ("web press", "web social", None)])
def test_the_square_needs_every_consent(charter, tmp_path, own, group, square):
    """For the press and for social media, and for the web as every use does; or there is none, and nothing speaks of one."""
    def photo(file: str, consent: str) -> str:
        return f"{{file: {file}.jpg, credit: Wie, subject: {'group' if file == 'groep' else 'portrait'}, alt: {{nl: Ruis}}, people: [{{name: Wie, consent: {{{', '.join(ALLOWS[scope] for scope in consent.split())}}}}}]}}"

    batch = f"date: 2026-09-03\nphotos: [{photo('groep', group)}]\nsignatories:\n  - {{id: a, name: A, photos: [{photo('zelf', own)}]}}\n"
    files = opened(kit_of(charter, tmp_path, batch, "groep", "zelf") / "a.zip")
    assert [path for path in files if "vierkant" in path] == ([square] if square else [])
    assert {path for path in files if path.endswith(".txt") and "vierkant" in text(files, path)} == (
        {"LEESMIJ.txt", "fotos/bijschriften.txt", "teksten/instagram-nl.txt", "teksten/instagram-en.txt"} if square else set())
    about = (square, "fotos/bijschriften.txt") if square else ("deelkaart/deelkaart-nl.jpg", "deelkaart/beschrijving.txt")
    assert text(files, "teksten/instagram-nl.txt").endswith(
        f"\n\n---\nBeeld bij dit bericht: {about[0]}. In {about[1]} staat een beschrijving voor wie het niet ziet. Kopieer dit niet mee.\n")
    assert about[0] in files


def test_whom_to_mention(charter, tmp_path):
    """Everyone but itself, as each network writes it; nobody who is only on a photo that the press may not use."""
    person = "{{name: {}, consent: {{web: 2026-09-03, social: 2026-09-03{}}}}}"
    photos = ", ".join(f"{{file: {file}.jpg, credit: Wie, subject: other, alt: {{nl: Ruis}}, people: [{person.format(name, press)}]}}"
                       for file, name, press in (("een", "Fatima Gast", ", press: 2026-09-03"), ("twee", "Leyla Gast", "")))
    batch = (f"date: 2026-09-03\nhost: {{name: Het Huis}}\nphotos: [{photos}]\nsignatories:\n  - {{id: a, name: Alfa}}\n"
             "  - {id: b, name: Bravo, handles: {linkedin: bravo-nl, mastodon: '@b@social.example.org'}}\n")
    made = kit_of(charter, tmp_path, batch, "een", "twee")
    files = opened(made / "a.zip")
    assert text(files, "teksten/noemen-en.txt") == """\
Whom you can mention: who signed too, who was host and who is on the photos.

On LinkedIn, type @ and then the name. Choose the organisation from the list.

Bravo
- LinkedIn: @Bravo (https://www.linkedin.com/company/bravo-nl/)
- Mastodon: @b@social.example.org (https://social.example.org/@b)

Fatima Gast
- no account known: write the name

Het Huis
- no account known: write the name

All of them on one line, to copy:
LinkedIn: @Bravo, Fatima Gast, Het Huis
Mastodon: @b@social.example.org, Fatima Gast, Het Huis
"""
    assert text(files, "teksten/noemen-nl.txt").startswith("Wie u kunt noemen: wie ook ondertekende, wie gastheer was en wie op de foto's staat.\n\nTyp op LinkedIn @")
    bravo = text(opened(made / "b.zip"), "teksten/noemen-nl.txt")
    assert [part.split("\n")[0] for part in bravo.strip().split("\n\n")[2:]] == ["Alfa", "Fatima Gast", "Het Huis"]


def test_a_kit_that_names_who_was_erased(charter, tmp_path):
    """Is told of, whatever it was called on that day and whether it signed there or was host; a longer name of another is none."""
    records = tmp_path / "signatories"
    written(records, {
        "charter.yaml": CHARTER, "changes.yaml": "- {date: 2026-10-01, id: b, renamed: {name: Nieuwe Naam}}\n",
        "2026-03-01-ede/batch.yaml": "date: 2026-03-01\nsignatories: [{id: huis, name: Huisbaas}, {id: stil, name: Stil}, {id: alfa, name: Alfa Stil}]\n",
        f"{LEEUWARDEN}/batch.yaml": "date: 2026-09-03\nhost: {id: huis}\nsignatories: [{id: a, name: Alfa Stil en Zoon}, {id: b, name: Bravo}, {id: c, name: C}, {id: d, name: D}]\n"})
    assert charter("kit", LEEUWARDEN, "--as-of", "2026-10-02", cwd=tmp_path).code == 0
    kit = tmp_path / "kits" / LEEUWARDEN
    for path, data in opened(kit / "a.zip").items():
        assert (b"Nieuwe Naam" in data, b"Bravo" in data) == (path in SHEETS, False)
    changes = records / "changes.yaml"
    before = changes.read_text()
    (kit / "b.zip").unlink()
    for gone, told in (("b", [kit]), ("huis", [kit]), ("stil", []), ("alfa", [])):
        changes.write_text(before + f"- {{date: 2026-10-02, id: {gone}, withdrawn: erased}}\n")
        assert (gone, with_erased(tmp_path / "kits", load(records))) == (gone, told)


# The badge

def test_badge_svg():
    """Plain shapes with a title: no text, fonts, scripts or addresses; a hostile name is text of the title and no more."""
    fonts = fonts_of(ROOT / "theme")
    root = lxml.etree.fromstring(badge_svg(Badge("Ondertekenaar van", "<script>&'\"\x00</title>]]>", "ondertekend in 2026"), *fonts))
    tags = {lxml.etree.QName(element).localname for element in root.iter()}
    assert tags == {"svg", "title", "rect", "g", "path"}
    assert root.findtext("{*}title") == "Ondertekenaar van <script>&'\"</title>]]>, ondertekend in 2026"
    assert {name for element in root.iter() for name in element.attrib} == {"viewBox", "width", "height", "role", "x", "y", "rx", "fill", "stroke", "stroke-width", "transform", "d", "stroke-linecap", "stroke-linejoin"}


@pytest.mark.parametrize(("name", "lines", "sizes"), [
    ("Charter Diversiteit", 1, (26, 42)), ("Arbeidsmarktdiscriminatiebestrijding", 1, (18, 21)), ("Convenant Arbeidsmarktdiscriminatiebestrijding", 2, (18, 21)),
    ("Convenant Samenwerkingsverband Arbeidsmarktdiscriminatiebestrijding Noordoost-Brabant en omstreken 2026-2030", 4, (18, 21)), ("Woord " * 50, 6, (14, 15))])
def test_the_lines_of_a_badge(name, lines, sizes):
    """Whole words between a line above and one below that are smaller than they; all of it within the frame, with room around it."""
    found = list(_lines(Badge("Ondertekenaar van", name, "ondertekend in 2026"), *fonts_of(ROOT / "theme")))
    assert ([len(found) - 2, *((line.size) for line in found)], set(name.split()) - {word for line in found for word in line.text.split()}) == (
        [lines, sizes[0], *[sizes[1]] * lines, sizes[0]], set())
    assert (found[0].baseline - found[0].size >= 12, found[-1].baseline + found[-1].size / 3 <= 188) == (True, True)


@pytest.mark.parametrize("name", ["Charter Diversiteit", "Convenant Samenwerkingsverband Arbeidsmarktdiscriminatiebestrijding Noordoost-Brabant en omstreken", "ميثاق التنوع", "É" * 60])
@pytest.mark.browser
def test_badge_in_a_browser(browser, name):
    """On white and on black: SVG and PNG look the same, all of the text stands inside, and the corners are see-through."""
    badge = Badge("Ondertekenaar van", name, "ondertekend in 2026")
    fonts = fonts_of(ROOT / "theme")
    page = browser.new_page(viewport={"width": 600, "height": 200}, device_scale_factor=2)
    seen = {}
    for ground in ("#fff", "#000"):
        for kind, data in (("svg+xml", badge_svg(badge, *fonts)), ("png", badge_png(badge, *fonts))):
            page.set_content(f'<style>body{{margin:0;background:{ground}}}img{{display:block}}</style><img width="600" height="200" src="">')
            page.evaluate("([kind, bytes]) => new Promise(done => { const img = document.images[0]; img.onload = done;"
                          " img.src = URL.createObjectURL(new Blob([new Uint8Array(bytes)], {type: 'image/' + kind})) })", [kind, list(data)])
            seen[ground, kind] = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    for ground, corner in (("#fff", (255, 255, 255)), ("#000", (0, 0, 0))):
        vector, pixels = seen[ground, "svg+xml"], seen[ground, "png"]
        assert vector.size == pixels.size == (1200, 400)
        assert vector.getpixel((0, 0)) == pixels.getpixel((0, 0)) == corner
        # Letters on whole pixels stand up to half a pixel elsewhere: seen from a little further away nothing differs.
        far = [image.resize((60, 20), Image.Resampling.BOX) for image in (vector, pixels)]
        assert max(far_off for _, far_off in ImageChops.difference(*far).getextrema()) <= 60
        edge = vector.crop((1152, 40, 1190, 360))     # between the text and the frame
        assert len(edge.getcolors(100000)) == 1
        paper = {colour: count for count, colour in vector.crop((388, 20, 1152, 380)).getcolors(1_000_000)}[252, 249, 244]
        assert 764 * 360 - paper > 8000     # pixels of letters
