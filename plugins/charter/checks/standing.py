"""What stands on the site for a time only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from charter.model.folder import Records
from charter.problems import Problem

_AHEAD = timedelta(days=30)


def security_expires(records: Records, today: date | None) -> Iterator[Problem]:
    """security.txt holds for another month at least. Without `today` nothing expires.

    security-expires:
      nl: >-
        De datum bij security in charter.yaml ligt ten minste dertig dagen vooruit. Na die datum vertrouwt niemand het adres voor
        meldingen over de veiligheid van de site meer (RFC 9116). Controleer het adres en zet een datum binnen een jaar.
      en: >-
        The date at security in charter.yaml lies thirty days ahead at least. After that date nobody trusts the address for
        reports on the safety of the site any more (RFC 9116). Check the address and set a date within a year.
      fails: |
        # charter.yaml
        publisher: {name: Uitgever, security: {contact: "mailto:info@example.org", expires: 2020-01-01}}
      passes: |
        # charter.yaml
        publisher: {name: Uitgever, security: {contact: "mailto:info@example.org", expires: 2199-01-01}}
    """
    security = records.programme.publisher.security if records.programme else None
    if security and today and security.expires.date() <= today + _AHEAD:
        expired = security.expires.date() <= today
        yield records.problem("charter.yaml", ("publisher", "security", "expires"), "security-expires",
                              f"dit {'verliep' if expired else 'verloopt'} op {security.expires.date()}; controleer het adres en zet een nieuwe datum",
                              f"this {'expired' if expired else 'expires'} on {security.expires.date()}; check the address and set a new date", level="warning")
