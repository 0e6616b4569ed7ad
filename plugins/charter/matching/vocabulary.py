"""Words that names of files, captions and names of organisations share, by what they say."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# They decide nothing: Stichting Wensput B.V. and wensput are one.
LIGHT = _words("de het een the a bv nv vof ua cv bva b v n u stichting vereniging cooperatie st van en and of voor in te der den s t aan bij")
# Half of all organisations have one of these in their name, so that it tells little.
COMMON = _words(
    "gemeente provincie groep zorggroep zorg hogeschool universiteit ziekenhuis waterschap ministerie bouwbedrijf bedrijf museum school bank nederland "
    "hotel theater bureau partners holding international regio cooperatieve software bakkerij advies")
# What cameras, programs and photographers put in the name of a file.
NOISE = _words(
    "img dsc dscf dscn dcim pxl mvimg mg dji gopr p cimg sam image whatsapp at am pm screenshot foto fotos photo photos pic picture afbeelding scan copy "
    "kopie copie edit edited bewerkt final definitief def web hr lr highres lowres hires print pers press large small klein groot raw export jpg jpeg "
    "versie version nieuw new charter bw kleur scaled min nr no bijgesneden crop cropped uitsnede org origineel original x e")
SUBJECTS = {
    "group": _words("groep groepsfoto groepsportret group groupphoto iedereen everyone allen"),
    "signing": _words("ondertekening ondertekenen ondertekent tekenen tekent handtekening signing signs signature"),
    "portrait": _words("portret portretfoto portrait headshot pasfoto"),
}
# In a sentence these can be about anything.
LOOSE = _words("groep group iedereen everyone allen tekent signs signature handtekening")
# Before a name of one word; else it may be a surname, or an ordinary word with a capital.
BEFORE = _words("van namens voor of from for by door organisatie bedrijf stichting gemeente")
# Before the name of where people are; many sign at the host's.
WHERE = _words("bij in te at")
ARTICLES = _words("de het een the a s t")
# Small words in a surname.
PARTICLES = _words("van de den der het ten ter te in op aan bij el al ben bin von zu la le du da di dos 't ’t 's ’s d' d’")
# Between what somebody is and for whom: directeur namens Wensput.
LINKS = _words("of at namens voor for")
