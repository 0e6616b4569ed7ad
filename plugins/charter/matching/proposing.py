"""Which photo belongs to which signatory, why, and whether that is certain. Nothing is guessed: what is not certain is a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from charter.language import collation_key, name_key
from charter.matching.mentions import Mentions, Shared, mentions, own_text, shared
from charter.matching.names import WHOLE, FileName, Fit, Named, file_name, fits, names_of, rivals, spoken_subject
from charter.matching.reasons import both, caption_names, file_is_of, subject_said
from charter.matching.vlnr import Person, people_of
from charter.problems import Bilingual, cut

CEREMONY = ""       # the owner of a photo of the signing itself; an id is never empty
_GROUP = 3          # people in a list from left to right; two stand on a photo of the signing


class Shot(NamedTuple):
    """A photo without a place: its file, and its caption and moment as charter.photos reads them."""

    file: str
    caption: str = ""
    taken: str = ""


class Signer(NamedTuple):
    """A signatory, in order of signing: `people` signed for it."""

    id: str
    name: str
    sort_name: str = ""
    people: tuple[str, ...] = ()


class Signing(NamedTuple):
    """The signing that the photos are of. `with_photo` has the ids of who has one already; `host` is a name."""

    signers: Sequence[Signer]
    place: str = ""
    host: str = ""
    with_photo: frozenset[str] = frozenset()


class Proposal(NamedTuple):
    """Where a photo belongs: `owner` is an id or CEREMONY, `subject` one of the record or ''. Not `sure` is to be asked."""

    file: str
    owner: str
    why: Bilingual
    sure: bool
    subject: str = ""
    people: tuple[Person, ...] = ()


class _Read(NamedTuple):
    """What is known of one photo before anything is decided."""

    shot: Shot
    name: FileName
    best: Fit | None
    rivals: list[Named]
    caption: Mentions
    people: tuple[Person, ...]
    says: str       # the subject that the caption names, or ''

    @property
    def exact(self) -> bool:
        """Whether the name of the file leaves no doubt."""
        return bool(self.best and self.best.kind >= WHOLE and not self.rivals)


def propose(shots: Sequence[Shot], signing: Signing) -> list[Proposal]:
    """At most one proposal a photo, in the order of the photos. What has none is about nobody that we know."""
    named = list(chain.from_iterable(names_of(*signer) for signer in signing.signers))
    known = shared([shot.caption for shot in shots], signing.host)
    read = [_read(shot, named, known, signing) for shot in shots]
    found = {each.shot.file: made for each in read if (made := _decide(each))}
    found |= {made.file: made for made in _by_order([each for each in read if each.shot.file not in found], found, signing)}
    return [found[shot.file] for shot in shots if shot.file in found]


def _read(shot: Shot, named: Collection[Named], known: Shared, signing: Signing) -> _Read:
    name = file_name(shot.file, named, signing.place)
    near = fits(name, named)
    best = near[0] if near else None
    own = own_text(shot.caption, known)
    return _Read(shot, name, best, rivals(name, best, named, near[1:]) if best else [],
                 mentions(shot.caption, known, named), who(own, signing.signers), spoken_subject(own))


def who(caption: str, signers: Sequence[Signer]) -> tuple[Person, ...]:
    """Everybody in the lists of a caption. Who signed for an organisation belongs to it, also when the caption does not say so."""
    ids = _whose((collation_key(text)[0], signer.id) for signer in signers for text in (signer.name, signer.sort_name) if text)
    signed = _whose((name_key(person), signer.id) for signer in signers for person in signer.people)
    found = people_of(caption, lambda text: ids.get(collation_key(text)[0], ""))
    return tuple(person if person.organisation or person.role else person._replace(id=signed.get(name_key(person.name), "")) for person in found)


def _whose(keys: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """By the key of a name whose it is; a name that two have is nobody's."""
    owners: dict[str, set[str]] = defaultdict(set)
    for key, id_ in keys:
        owners[key].add(id_)
    return {key: next(iter(ids)) for key, ids in owners.items() if len(ids) == 1}


def _decide(read: _Read) -> Proposal | None:
    """By the caption, and else by the name of the file."""
    for rule in (_one_named, _several_named, _by_subject, _by_name, _by_caption_subject, _perhaps_named):
        made = rule(read)
        if made:
            return made
    return None


def _proposal(read: _Read, owner: str, why: Bilingual, sure: bool, subject: str = "") -> Proposal:
    return Proposal(read.shot.file, owner, why, sure, subject or read.name.subject, read.people)


def _one_named(read: _Read) -> Proposal | None:
    """A caption that names one signatory, unless the name of the file is that of another."""
    if len(read.caption.own) != 1:
        return None
    ((id_, text),) = read.caption.own.items()
    if read.best and read.best.kind >= WHOLE and read.best.named.id != id_:
        return _proposal(read, id_, both(caption_names([text]), file_is_of(read.best)), False)
    if "group" in (read.name.subject, read.says) and not read.best:
        return _proposal(read, CEREMONY, both(subject_said(read.name.subject, "group"), caption_names([text])), False, "group")
    return _proposal(read, id_, caption_names([text]), True)


def _several_named(read: _Read) -> Proposal | None:
    """A caption that names more is about none of them, unless the name of the file says which."""
    if len(read.caption.own) < 2:
        return None
    if read.exact and read.best:
        return _proposal(read, read.best.named.id, file_is_of(read.best), read.best.named.id in read.caption.own)
    listed = len({person.id for person in read.people if person.id}) > 1
    subject = "group" if listed and len(read.people) >= _GROUP else ""
    return _proposal(read, CEREMONY, caption_names(list(read.caption.own.values())), listed, read.name.subject or subject)


def _by_subject(read: _Read) -> Proposal | None:
    """groepsfoto.jpg: no name of anybody in it."""
    if read.name.subject not in ("group", "signing") or read.best:
        return None
    return _proposal(read, CEREMONY, subject_said(read.name.subject, read.name.subject), not read.name.words and not read.caption.doubtful)


def _by_caption_subject(read: _Read) -> Proposal | None:
    """A caption that names nobody. What it says of signing may be about the day."""
    if not read.says or (read.caption.doubtful and read.says != "group"):
        return None
    return _proposal(read, CEREMONY, subject_said(read.name.subject, read.says), read.says == "group" and not read.caption.doubtful, read.says)


def _by_name(read: _Read) -> Proposal | None:
    if not read.best:
        return None
    why = file_is_of(read.best)
    if read.rivals:
        others = [cut(each.text) for each in read.rivals[:3]]
        why = Bilingual(f"{why.nl}, maar kan ook {' of '.join(others)} zijn", f"{why.en}, but may be {' or '.join(others)} too")
    return _proposal(read, read.best.named.id, why, read.exact and read.says != "group")


def _perhaps_named(read: _Read) -> Proposal | None:
    """A caption that names one signatory, but as an ordinary word, as a place or on several photos."""
    if len(read.caption.doubtful) != 1:
        return None
    ((id_, text),) = read.caption.doubtful.items()
    why = caption_names([text])
    return _proposal(read, id_, Bilingual(f"{why.nl}, maar misschien gaat dat over iets anders", f"{why.en}, but that may be about something else"), False)


def _by_order(left: Sequence[_Read], found: Mapping[str, Proposal], signing: Signing) -> list[Proposal]:
    """As many photos with only a number as signatories without a photo: perhaps in the order of signing."""
    photos = [each for each in left if each.name.number is not None]
    have = signing.with_photo | {proposal.owner for proposal in found.values()}
    without = [signer for signer in signing.signers if signer.id not in have]
    in_order = _in_order(photos)
    if not in_order or len(photos) != len(without):
        return []
    count = len(without)
    return [_proposal(photo, signer.id, Bilingual(
        f"volgorde van de bestanden is die van de ondertekening: nummer {at} van de {count} die over zijn",
        f"the order of the files is that of the signing: number {at} of the {count} that are left"), False)
        for at, (photo, signer) in enumerate(zip(in_order, without, strict=True), 1)]


def _in_order(photos: Sequence[_Read]) -> list[_Read]:
    """By the moment that they were taken, else by number; [] when neither tells them apart."""
    keys: tuple[Callable[[_Read], str | int], ...] = (lambda each: each.shot.taken, lambda each: each.name.number or 0)
    for key in keys:
        if all(map(key, photos)) and len(set(map(key, photos))) == len(photos):
            return sorted(photos, key=key)
    return []
