"""Proposes which photo belongs to which signatory: by caption, by the name of the file, by order. Pure."""

from charter.matching.proposing import CEREMONY, Proposal, Shot, Signer, Signing, propose
from charter.matching.vlnr import Person, people_of

__all__ = ["CEREMONY", "Person", "Proposal", "Shot", "Signer", "Signing", "people_of", "propose"]
