"""Rows as an XLSX workbook of values: whatever a text begins with, it is text and never a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

_TITLE = "Связи"
_WIDEST = 60
_SAMPLE = 200
# The first moment that a zip can tell, so that equal rows give equal bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NEVER = rb"\g<1>1980-01-01T00:00:00Z"


def workbook_bytes(rows: Iterable[Sequence[Any]], *, title: str | None = None, heads_at: int = 1) -> bytes:
    """The workbook as bytes.

    Args:
        title: of the one sheet.
        heads_at: the row of heads, which stays in sight.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    listed = [list(row) for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title or _TITLE)
    sheet.freeze_panes = f"A{heads_at + 1}"
    for column, width in enumerate(_widths(listed), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    bold = Font(bold=True)
    for number, row in enumerate(listed, 1):
        cells = [_cell(WriteOnlyCell(sheet), value) for value in row]
        if number == heads_at:
            for cell in cells:
                if cell is not None:
                    cell.font = bold
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _cell(cell: Any, value: Any) -> Any:
    """A cell filled with a value; ``None`` for an empty one."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or value == "":
        return None
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value).encode("utf-8", "replace").decode()
        cell.data_type = "s"  # «=1+1» is no formula
    elif isinstance(value, (bool, int, float, date, time)):
        cell.value = value
        if isinstance(value, date):
            whole = not isinstance(value, datetime) or value.time() == time()
            cell.number_format = "DD.MM.YYYY" if whole else "DD.MM.YYYY HH:MM"
    else:
        cell.value = str(value)
        cell.data_type = "s"
    return cell


def _widths(rows: Sequence[Sequence[Any]]) -> list[int]:
    """So wide that most of the first rows can be read."""
    widths: list[int] = []
    for row in rows[:_SAMPLE]:
        widths += [0] * (len(row) - len(widths))
        widths = [max(width, len(str(value or ""))) for width, value in zip(widths, row, strict=False)]
    return [min(width, _WIDEST) + 2 for width in widths]


def _without_clock(data: bytes) -> bytes:
    """The same package without the moment at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(_NEVER, part)
            member = zipfile.ZipInfo(name, _MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, part)
    return out.getvalue()
