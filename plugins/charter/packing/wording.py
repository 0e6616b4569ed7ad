"""What the texts in a package say: the page to read first, beside the photos, for a website, and in the mail. Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence

from charter.language import join_names, long_date, long_moment, number_word, sentence_end
from charter.packing.contents import LeftOut, Package, PackedPhoto
from charter.views import post_words
from charter.views.article import Speaking

ENGLISH_BELOW = "English below"
_README = {
    "nl": """\
Pakket voor {name}
{charter}, {signed} {day}{place}

{before}Wat zit erin?
- teksten: een bericht per sociaal netwerk en een tekst voor uw website of intranet, in het Nederlands (nl) en het Engels (en).
  Kopieer de tekst zoals die is, of maak er uw eigen tekst van. Onder de tekst voor Instagram staat welk beeld erbij hoort.
{mentions}{photos}- deelkaart: een beeld voor bij een bericht op sociale media, met een beschrijving voor wie het niet ziet.
- badge: voor uw website of onder uw e-mail. Gebruik de SVG op een website, en de PNG waar dat niet kan.

Wat mag u ermee?
- Gebruik alles bij berichten over uw ondertekening: op uw eigen kanalen en in de pers.
{rules}- Gebruik de badge zolang u ondertekenaar bent. Verander de badge niet.

Uw pagina op de site van {charter}: {url}
{contact}
""",
    "en": """\
Package for {name}
{charter}, {signed} {day}{place}

{before}What is in it?
- teksten: a post for each social network and a text for your website or intranet, in Dutch (nl) and English (en).
  Copy the text as it is, or make it your own. Below the text for Instagram it says which picture goes with it.
{mentions}{photos}- deelkaart: a picture to go with a post on social media, with a description for who does not see it.
- badge: for your website or below your e-mail. Use the SVG on a website, and the PNG where that is not possible.

What may you do with it?
- Use everything with news of your signing: on your own channels and in the press.
{rules}- Use the badge as long as you are a signatory. Do not change it.

Your page on the site of the {charter}: {url}
{contact}
""",
}
# Before the day of the signing, and from that day on.
_SIGNED = {"nl": ("ondertekening op", "ondertekend op"), "en": ("signing on", "signed on")}
_SIGNS = {"nl": ("ondertekent", "ondertekende"), "en": ("signs", "signed")}
_BEFORE = {"nl": "Plaats niets uit dit pakket vóór {}.\n\n", "en": "Do not publish anything from this package before {}.\n\n"}
_PHOTOS = {
    "nl": ("- fotos: {}. In fotos/bijschriften.txt staan het bijschrift, de fotograaf en een beschrijving voor wie de foto niet ziet.\n",
           "- fotos: geen foto's. In fotos/bijschriften.txt staat waarom.\n"),
    "en": ("- fotos: {}. fotos/bijschriften.txt has the caption, the photographer and a description for who does not see the photo.\n",
           "- fotos: no photos. fotos/bijschriften.txt says why.\n"),
}
_SQUARE = {"nl": "- {}: een vierkante foto voor Instagram.\n", "en": "- {}: a square photo for Instagram.\n"}
_MENTIONS = {"nl": "- teksten/noemen-nl.txt en noemen-en.txt: wie u op sociale media kunt noemen, met hun accounts.\n",
             "en": "- teksten/noemen-en.txt and noemen-nl.txt: whom you can mention on social media, with their accounts.\n"}
_RULES = {
    "nl": ("- Noem bij elke foto de fotograaf. De naam staat ook in het bestand zelf.\n- {}\n"
           "- Wil iemand niet meer op een foto staan? Dan laten wij u dat weten. Haal de foto dan weg.\n",
           "De licentie staat bij de foto.", "Staat er bij een foto geen licentie? Gebruik die dan niet voor iets anders, zoals reclame."),
    "en": ("- Name the photographer with each photo. The name is in the file as well.\n- {}\n"
           "- Does somebody no longer want to be on a photo? Then we let you know. Please remove the photo.\n",
           "The licence stands with the photo.", "Does a photo come without a licence? Then do not use it for anything else, such as advertising."),
}
_MAIL = {
    "nl": ("Pakket bij uw ondertekening van {charter}",
           "Goedendag,", "{signed} Voor uw eigen kanalen is een pakket klaar. In het pakket vindt u {photos}teksten voor sociale media en voor uw website, een deelkaart en een badge.",
           "Plaats er niets van vóór {published}.", "In LEESMIJ.txt staat wat u met alles mag doen.",
           "Het pakket ({file}, {size} MB) is te groot voor e-mail. U kunt het hier ophalen: [zet hier de link]", "Met vriendelijke groet,"),
    "en": ("Package with your signing of the {charter}",
           "Good day,", "{signed} A package for your own channels is ready. In it you find {photos}texts for social media and for your website, a share card and a badge.",
           "Please do not publish any of it before {published}.", "LEESMIJ.txt says what you may do with everything.",
           "The package ({file}, {size} MB) is too large for e-mail. You can fetch it here: [put the link here]", "Kind regards,"),
}


def readme(package: Package, lang: str) -> str:
    """What is in it, what may be done with it, and from when on."""
    name = package.name if package.name == package.name_as_signed else (
        f"{package.name} ({'signed as' if lang == 'en' else 'ondertekend als'} {package.name_as_signed})")
    email = package.programme.publisher.email
    asked = ("Questions? Mail to" if lang == "en" else "Vragen? Mail naar") + f" {email}" if email else ""
    return _README[lang].format(
        name=name, charter=package.programme.name(lang), signed=_SIGNED[lang][_has_signed(package)], day=long_date(package.batch.date, lang), place=_place(package, lang),
        before=_BEFORE[lang].format(long_moment(package.published, lang)) if _embargo(package) else "",
        mentions=_MENTIONS[lang] if package.mentioned else "", photos=_about_photos(package, lang), rules=_photo_rules(package, lang), url=package.url(lang), contact=asked)


def _has_signed(package: Package) -> bool:
    """Whether the day of the signing has come."""
    return package.batch.date <= package.moment.date()


def _embargo(package: Package) -> bool:
    return package.published > package.moment


def _about_photos(package: Package, lang: str) -> str:
    some, none = _PHOTOS[lang]
    if package.photos:
        return some.format(photos_text(len(package.photos), lang)) + (_SQUARE[lang].format(package.square.path) if package.square else "")
    return none if package.withheld else ""


def _photo_rules(package: Package, lang: str) -> str:
    rules, licensed, unlicensed = _RULES[lang]
    return rules.format(licensed if all(photo.licence for photo in package.photos) else unlicensed) if package.photos else ""


def _place(package: Package, lang: str) -> str:
    return f" in {package.batch.place}" if package.batch.place else ""


def photos_text(count: int, lang: str) -> str:
    """Een foto; twee foto's; a photo. At least one."""
    one, many = ("a photo", "photos") if lang == "en" else ("een foto", "foto's")
    return one if count == 1 else f"{number_word(count, lang)} {many}"


def beside_photos(package: Package) -> str:
    """Of each photo its caption, its maker and what there is to see; and which photo is not there and why."""
    told = [_beside(photo) for photo in (*package.photos, *filter(None, [package.square]))]
    if not told:
        told = ["Er zijn geen foto's die naar de pers mogen.\nThere are no photos that may go to the press.\n"]
    return "\n".join([*told, *(_left_out(photo) for photo in package.withheld)])


def _left_out(photo: LeftOut) -> str:
    # Who says yes from a later day on never refused.
    dutch, english = (("Nog niet iedereen op deze foto heeft toestemming voor de pers gegeven.", "Not everyone on this photo has given consent for the press yet.") if photo.later
                      else ("Niet iedereen op deze foto vindt het goed dat de pers die gebruikt.", "Not everyone on this photo allows the press to use it."))
    return f"Niet in dit pakket: een foto. {dutch}\nNot in this package: a photo. {english}\n"


def _beside(photo: PackedPhoto) -> str:
    lines = [photo.path.removeprefix("fotos/")]
    lines += [f"Fotograaf / photographer: {photo.maker or 'onbekend / unknown'}"]
    lines += [f"Licentie / licence: {photo.licence}"] if photo.licence else []
    for lang, (caption, alt) in (("nl", ("Bijschrift", "Beschrijving")), ("en", ("Caption", "Description"))):
        lines += [f"{caption} ({lang}): {photo.captions[lang]}"] if photo.captions[lang] else []
        lines += [f"{alt} ({lang}): {photo.alts[lang]}"]
    return "\n".join(lines) + "\n"


def for_website(package: Package, signed_by: Sequence[Speaking], ambition: Sequence[str], lang: str) -> str:
    """A heading and a few sentences in the signatory's own voice."""
    name, charter = package.name, package.programme.name(lang)
    heading = f"{name} has signed the {charter}" if lang == "en" else f"{name} heeft {charter} ondertekend"
    first = post_words.we_signed(package.programme, package.batch, package.again, (), package.batch.place or "", lang)
    signers = join_names([f"{one.name} ({one.role})" if one.role and one.role_lang == lang else one.name for one in signed_by], lang)
    by = sentence_end(f"{signers} signed for us" if lang == "en" else f"Namens ons tekende {signers}" if len(signed_by) == 1 else f"Namens ons tekenden {signers}")
    parts = [heading, f"{first} {by}" if signers else first, *([post_words.our_ambition(lang), *ambition] if ambition else []),
             f"{post_words.our_page(package.programme, lang)}: {package.url(lang)}"]
    return "\n\n".join(parts) + "\n"


def subject(package: Package, lang: str) -> str:
    """Of the mail."""
    return _MAIL[lang][0].format(charter=package.programme.name(lang))


def mail(package: Package, file: str, megabytes: str | None, lang: str) -> list[str]:
    """Its paragraphs; `megabytes` is the size of a zip that is too large to go with it."""
    _, hello, about, before, rights, large, bye = _MAIL[lang]
    charter, day = package.programme.name(lang), long_date(package.batch.date, lang)
    verb = _SIGNS[lang][_has_signed(package)]
    signed = sentence_end(f"{package.name} {verb} the {charter} on {day}" if lang == "en" else f"{package.name} {verb} op {day} {charter}")
    photos = f"{photos_text(len(package.photos), lang)}, " if package.photos else ""
    parts = [hello, about.format(signed=signed, photos=photos), *([before.format(published=long_moment(package.published, lang))] if _embargo(package) else []), rights]
    if megabytes:
        parts.append(large.format(file=file, size=megabytes.replace(".", ",") if lang == "nl" else megabytes))
    return [*parts, f"{bye}\n{package.programme.publisher.name}"]
