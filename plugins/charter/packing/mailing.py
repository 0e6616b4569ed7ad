"""The draft of the mail that brings a package: RFC 5322, opened by mail programs as one that was not sent yet."""

from __future__ import annotations

import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from charter.language import escape
from charter.packing.contents import Package
from charter.packing.wording import ENGLISH_BELOW, mail, subject

LARGEST = 15_000_000        # bytes of a zip: encoded it is a third larger, and many take 20 to 25 MB


def draft(package: Package, archive: bytes) -> bytes:
    """With nobody in `To`, in Dutch and below that in English. A zip that is too large stays out, and the text says so."""
    file, large = f"{package.id}.zip", len(archive) > LARGEST
    megabytes = f"{len(archive) / 1e6:.1f}" if large else None
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"       # Outlook and others open it as a draft
    if sender := _sender(package):
        message["From"] = sender
    message["To"] = ""
    message["Subject"] = _line(f"{subject(package, 'nl')}: {package.name}")
    dutch, english = (mail(package, file, megabytes, lang) for lang in ("nl", "en"))
    message.set_content("\n\n".join([f"({ENGLISH_BELOW})", *dutch, "---", *english]) + "\n", cte="quoted-printable")
    message.add_alternative(_html(dutch, english), subtype="html", cte="quoted-printable")
    if not large:
        message.add_attachment(archive, maintype="application", subtype="zip", filename=file)
    _bound(message, hashlib.sha256(archive).hexdigest()[:24])
    return _folded(message)


# The library may leave the line of a header's name empty and put all of it on the next: programs then show a space before it.
_HEADERS = SMTP.clone(max_line_length=78 - len("Subject: "))


def _folded(message: EmailMessage) -> bytes:
    """Headers begin behind their names, and no line is longer than 78."""
    headers, end, body = message.as_bytes(policy=_HEADERS).partition(b"\r\n\r\n")
    return re.sub(rb"(?m)^([\w-]+:)\r\n ", rb"\1 ", headers) + end + body


def _sender(package: Package) -> Address | None:
    """None where the programme has no address, or one that needs more than RFC 5322 to write."""
    publisher = package.programme.publisher
    if not publisher.email or not publisher.email.isascii():
        return None
    return Address(_line(publisher.name), addr_spec=publisher.email)


def _line(text: str) -> str:
    """A header is one line, whatever a record holds: a line break would begin another header."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _html(dutch: list[str], english: list[str]) -> str:
    parts = [_paragraphs(dutch), f'<div lang="en">\n{_paragraphs(english)}\n</div>']
    return f'<!DOCTYPE html>\n<html lang="nl">\n<head><meta charset="utf-8"><title></title></head>\n<body>\n<p lang="en">({ENGLISH_BELOW})</p>\n' + "\n<hr>\n".join(parts) + "\n</body>\n</html>\n"


def _paragraphs(parts: list[str]) -> str:
    return "\n".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in parts)


def _bound(message: EmailMessage, digest: str) -> None:
    """Boundaries that are the same every time; neither base64 nor quoted-printable ever holds =_."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest}_{number}")
