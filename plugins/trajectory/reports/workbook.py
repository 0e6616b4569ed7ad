"""The worklist as a workbook: a sheet for everyone and one for each officer, with filters and a header that stays."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from charter.problems import Bilingual
from trajectory.reports.words import officer_name, state_word, step_name, totals, urgency
from trajectory.rows import Row
from trajectory.steps import Officers
from trajectory.worklist import Worklist

# Header and width in characters.
COLUMNS = (
    (Bilingual("Status", "Status"), 16), (Bilingual("Uiterlijk", "Due"), 12), (Bilingual("Dagen", "Days"), 8),
    (Bilingual("Stap", "Step"), 26), (Bilingual("Ondertekenaar", "Signatory"), 46), (Bilingual("Ondertekend op", "Signed on"), 15),
    (Bilingual("Begeleider", "Officer"), 24), (Bilingual("Contactpersoon", "Contact"), 24), (Bilingual("E-mail", "E-mail"), 30),
    (Bilingual("Regel", "Rule"), 14), (Bilingual("Id", "Id"), 26), (Bilingual("Waar", "Where"), 50))
LONGEST = 32_767        # characters in a cell
FILLS = {"late": "F7C9C0", "contradictory": "F7C9C0", "grace": "FBE3B5", "due": "FBE3B5", "due_soon": "D5E8E4"}
EVERYONE, NOBODY = Bilingual("Iedereen", "Everyone"), Bilingual("Niemand", "Nobody")


def as_workbook(found: Worklist, officers: Officers, lang: str) -> bytes:
    """XLSX. Dates are dates; whatever begins like a formula stays text."""
    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = "trajectory"
    book.properties.title = totals(found, lang)
    rows = sorted(found.rows, key=urgency)
    _sheet(book, EVERYONE(lang), found, rows, officers, lang)
    for code in sorted({row.officer for row in rows}, key=lambda code: (not code, code)):
        name = officer_name(code, officers) if code else NOBODY(lang)
        _sheet(book, name, found, [row for row in rows if row.officer == code], officers, lang)
    written = io.BytesIO()
    book.save(written)
    return same_bytes(written.getvalue(), found.moment)


def _sheet(book: Workbook, name: str, found: Worklist, rows: Sequence[Row], officers: Officers, lang: str) -> None:
    sheet = book.create_sheet(_title(name, [each.title for each in book.worksheets]))
    last = get_column_letter(len(COLUMNS))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, (_, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, head(lang), header=True) for head, _ in COLUMNS])
    for row in rows:
        sheet.append([_cell(sheet, value, fill=FILLS.get(row.state) if n == 0 else None)
                      for n, value in enumerate(_values(found, row, officers, lang))])


def _title(name: str, taken: Iterable[str]) -> str:
    """What a sheet may be called: 31 characters, some signs not, each once whatever the case."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip().strip("'")[:31] or "?"
    used = {each.casefold() for each in taken}
    return next(title for title in [base, *(f"{base[:26]} ({n})" for n in range(2, 1000))] if title.casefold() not in used)


def _values(found: Worklist, row: Row, officers: Officers, lang: str) -> tuple[str | int | date | None, ...]:
    case, contact = row.case, row.case.agreed.contact
    days = (row.due - found.today).days if row.due else None
    return (state_word(row)(lang), row.due, days, step_name(found, row)(lang), case.name, case.signed_on,
            officer_name(row.officer, officers) if row.officer else None, contact.name if contact else None, contact.email if contact else None,
            row.rule, row.id, f"{row.file}:{row.line}")


def _cell(sheet: Any, value: str | int | date | None, *, header: bool = False, fill: str | None = None) -> WriteOnlyCell:
    text = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:LONGEST] if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet, value=text)
    if isinstance(text, str):
        cell.data_type = "s"        # openpyxl takes what begins with = for a formula
        if text[:1] in _LIKE_A_FORMULA:
            cell.quotePrefix = True     # and a program would, once somebody edits the cell
    if isinstance(value, date):
        cell.number_format = "dd-mm-yyyy"
    if header:
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    return cell


_LIKE_A_FORMULA = tuple("=+-@\t\r")


def same_bytes(book: bytes, moment: datetime) -> bytes:
    """The workbook without the clock: openpyxl writes the time of day into its properties and its archive."""
    written = io.BytesIO()
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in sorted(old.infolist(), key=lambda entry: entry.filename):
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            new.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()
