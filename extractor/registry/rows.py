"""Rows of a table to organisations, by the fields that its heads were understood as."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.registry.model import Name, NameKind, Organisation
from extractor.registry.places import place_in
from extractor.registry.problems import Collector
from extractor.registry.table import Heads, Row
from extractor.registry.values import Numbers, clean, is_yes, one_line, optional, several
from extractor.registry.words import names_branch, status_of

# How much of a row that is left out is shown.
_SHOWN = 60


class RowReader:
    """Makes the organisations of one table.

    Args:
        heads: which column holds what.
        id_field: the field that identifies a row: ``id``, or ``ogrn`` where there are no ids.
        problems: takes what is wrong with single rows.
    """

    def __init__(self, heads: Heads, *, id_field: str, problems: Collector) -> None:
        self.rows = 0
        self._heads = heads
        self._id_field = id_field
        self._problems = problems
        self._numbers = Numbers(problems)
        self._columns: dict[str, tuple[int, ...]] = {}
        for column, field in heads.fields.items():
            self._columns[field] = (*self._columns.get(field, ()), column)

    def organisations(self, rows: Iterator[Row]) -> Iterator[Organisation]:
        """What the rows below the heads hold; rows without a name or an id are told and left out."""
        heads, width = self._heads, len(self._heads.texts)
        for number, raw in rows:
            if number <= heads.row:
                continue
            cells = [clean(cell) if cell else cell for cell in raw]
            if not any(cells) or self._is_decoration(cells):
                continue
            self.rows += 1
            if len(cells) > width and (extra := next((cell for cell in cells[width:] if cell), None)):
                self._problems.add("extra-cells", one_line(extra)[:_SHOWN], row=number)
            if len(cells) < width:
                cells += [""] * (width - len(cells))
            if made := self._organisation(number, cells):
                yield made

    def _is_decoration(self, cells: list[str]) -> bool:
        """Heads repeated on every printed page, or the columns numbered 1, 2, 3 under them."""
        if cells[0] == self._heads.texts[0] and tuple(one_line(c) for c in cells) == self._heads.texts:
            return True
        return len(cells) > 2 and cells[:3] == ["1", "2", "3"] and cells == [str(k) for k in range(1, len(cells) + 1)]

    def _cell(self, cells: list[str], field: str) -> str:
        """The first cell with something in it of the columns that hold a field."""
        columns = self._columns.get(field)
        if columns is None:
            return ""
        if len(columns) == 1:
            return cells[columns[0]]
        return next((cells[k] for k in columns if cells[k]), "")

    def _value(self, cells: list[str], field: str) -> str | None:
        cell = self._cell(cells, field)
        return optional(cell) if cell else None

    def _organisation(self, row: int, cells: list[str]) -> Organisation | None:
        cell, value = self._cell, self._value
        names = self._names(cells)
        key = one_line(cell(cells, self._id_field))
        if self._id_field == "ogrn":
            key = self._numbers.ogrn(key, row, key) or ""
        if not names:
            self._problems.add("no-name", row=row, id=key or None)
            return None
        if not key:
            self._problems.add("no-id", names[0].text[:_SHOWN], row=row)
            return None
        status_text = value(cells, "status")
        status, known = status_of(status_text) if status_text else (None, True)
        if not known:
            self._problems.add("status-unknown", str(status_text), row=row, id=key)
        address = value(cells, "address")
        parent = value(cells, "parent_id")
        settlement, municipality = value(cells, "settlement"), value(cells, "municipality")
        if address and not (settlement and municipality):
            named = place_in(address)
            settlement, municipality = settlement or named[0], municipality or named[1]
        return Organisation(
            id=key,
            names=names,
            row=row,
            legal_form=value(cells, "legal_form"),
            kind=value(cells, "kind"),
            number=self._numbers.school(cell(cells, "number"), row, key),
            settlement=settlement,
            district=value(cells, "district"),
            municipality=municipality,
            region=value(cells, "region"),
            inn=self._numbers.inn(cell(cells, "inn"), row, key),
            ogrn=key if self._id_field == "ogrn" else self._numbers.ogrn(cell(cells, "ogrn"), row, key),
            kpp=self._numbers.kpp(cell(cells, "kpp"), row, key),
            address=address,
            status=status,
            status_text=status_text,
            parent_id=parent,
            is_branch=bool(parent) or is_yes(cell(cells, "is_branch")) or names_branch(names[0].text),
        )

    def _names(self, cells: list[str]) -> tuple[Name, ...]:
        """Full, then short, former and other names, none twice.

        «Наименование» is the full name, unless another column is: then it is one more.
        """
        found: dict[str, NameKind] = {}
        plain: NameKind = "alias" if self._cell(cells, "full_name") else "full"
        single: tuple[tuple[str, NameKind], ...] = (("full_name", "full"), ("name", plain), ("short_name", "short"))
        for field, kind in single:
            for column in self._columns.get(field, ()):
                if cells[column] and (text := optional(cells[column])):
                    # A short name that repeats the full one says that there is none.
                    found.setdefault(text, kind)
        listed: tuple[tuple[str, NameKind], ...] = (("former_names", "former"), ("aliases", "alias"))
        for field, kind in listed:
            for column in self._columns.get(field, ()):
                for text in several(cells[column]) if cells[column] else ():
                    found.setdefault(text, kind)
        return tuple(Name(text, kind) for text, kind in found.items())
