"""A record as rows of the tables; ids of documents, indicators, orders and so on are counted on over all documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extractor.catalogue.measures import Measure, measure_of
from extractor.export import words
from extractor.export.context import about, owner_of, place_of, year_of

if TYPE_CHECKING:
    from extractor.record import (
        BlockView,
        Deadline,
        Indicator,
        Order,
        Percentage,
        Quantity,
        Record,
        School,
        Span,
        Value,
    )

Row = tuple[str, dict[str, Any]]


class Rows:
    """Makes the rows of one record after another; the order of rows is the order of reading."""

    def __init__(self) -> None:
        self._last: Counter[str] = Counter()
        self._blocks: tuple[BlockView, ...] = ()
        self._owners: dict[str, str] = {}

    def of(self, file: str, record: Record) -> Iterator[Row]:
        """All rows of a record, each after those it refers to.

        Args:
            file: the document's path under the folder that was read.
        """
        self._blocks = record.blocks
        document = self._next("documents")
        common = {"document": document, "file": file}
        yield "documents", _document(document, file, record) | {"owner": self._owner(record)}
        indicators = {}
        by_id = {indicator.id: indicator for indicator in record.indicators}
        for indicator in record.indicators:
            yield from self._indicator(indicator, _parents(indicator, by_id), record, common)
            indicators[indicator.id] = self._last["indicators"]
        sizes: dict[str, tuple[Percentage | Quantity, ...]] = {
            "percentages": record.percentages,
            "quantities": record.quantities,
        }
        for table, items in sizes.items():
            for item in items:
                told = {"text": item.text, "indicator": indicators.get(item.indicator or "")}
                told["context"] = about(record, item.span)
                if (unit := getattr(item, "unit", None)) is not None:
                    told["unit"] = words.unit(unit)
                yield self._row(table, common | _size(item) | told, item.span)
        yield from self._orders(record, common)
        for entity in record.entities:
            yield self._row("entities", common | {"label": entity.label, "text": entity.text}, entity.span)

    def _owner(self, record: Record) -> str | None:
        """«Озерский район» and «Озёрский район» are one, called as it was first."""
        owner = owner_of(record)
        return self._owners.setdefault(owner.casefold().replace("ё", "е"), owner) if owner else None

    def _next(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]

    def _row(self, table: str, told: dict[str, Any], span: Span) -> Row:
        place = {"page": span.page, "cell": span.cell, "place": place_of(span, self._blocks), "block": span.block}
        place |= {"span_start": span.start, "span_end": span.end, "quote": span.quote}
        return table, {"id": self._next(table), **told, **place}

    def _indicator(
        self, indicator: Indicator, parents: list[Indicator], record: Record, common: dict[str, Any]
    ) -> Iterator[Row]:
        measure = measure_of(indicator, parents, common["file"])
        yield "measures", _measure(measure)
        yield "measure_names", {"measure": measure.id, "name": indicator.name, "score": measure.score}
        told = {
            key: getattr(indicator, key)
            for key in ("number", "parent", "name", "status", "status_text", "computed_status", "scope", "reason")
        }
        told |= {"local": indicator.id, "measure": measure.id, "cumulative": indicator.cumulative}
        table, row = self._row("indicators", common | told, indicator.spans[0])
        yield table, row
        for value in indicator.values:
            yield self._value(value, row["id"], record, common["file"])

    def _value(self, value: Value, indicator: int, record: Record, file: str) -> Row:
        year, source = year_of(value, record.header.period)
        told = {
            key: getattr(value, key) for key in ("role", "year", "period", "subject", "count", "text", "confidence")
        }
        told |= {"indicator": indicator, "file": file, "unit": words.unit(value.unit)}
        told |= {"for_year": year, "year_from": source, "reasons": "; ".join(value.reasons) or None}
        return self._row("indicator_values", told | _size(value), value.span)

    def _orders(self, record: Record, common: dict[str, Any]) -> Iterator[Row]:
        """Orders, then all deadlines and schools, those of an order tied to it."""
        of_deadline: dict[tuple[object, ...], list[int]] = {}
        of_school: dict[int, int] = {}
        texts: dict[tuple[object, ...], Order] = {}
        for order in record.orders:
            told = {key: getattr(order, key) for key in ("number", "type", "assignee", "text")}
            table, row = self._row("orders", common | told, order.span)
            yield table, row
            for deadline in order.deadlines:
                of_deadline.setdefault(_key(deadline), []).append(row["id"])
                texts.setdefault(_key(deadline), order)
            for school in order.schools:
                of_school.setdefault(school.span.start, row["id"])
        listed = {_key(deadline) for deadline in record.deadlines}
        inside = (d for order in record.orders for d in order.deadlines if _key(d) not in listed)
        for key, deadline in {_key(d): d for d in [*record.deadlines, *inside]}.items():
            said = texts[key].text if key in texts else about(record, deadline.span)
            table, row = self._row("deadlines", common | _deadline(deadline) | {"about": said}, deadline.span)
            yield table, row
            for order_id in of_deadline.get(key, ()):
                yield "order_deadlines", {"order_id": order_id, "deadline": row["id"]}
        for school in record.schools:
            told = _school(school) | {
                "order_id": of_school.get(school.span.start),
                "context": about(record, school.span),
            }
            yield self._row("schools", common | told, school.span)


def _document(number: int, file: str, record: Record) -> dict[str, Any]:
    source, header = record.source, record.header
    row = {key: getattr(source, key) for key in ("sha256", "format", "pages", "text_from")}
    row |= {key: getattr(header, key) for key in ("kind", "number", "date", "place", "issuer", "title", "territory")}
    row |= {"id": number, "file": file, "name": source.file, "speaker": header.speaker}
    if header.period is not None:
        row |= {"period_start": header.period.start, "period_end": header.period.end}
    signed = "; ".join(f"{s.position}: {s.name}" if s.position else s.name for s in header.signatories)
    return row | {"signatories": signed or None, "warnings": "\n".join(source.warnings) or None}


def _measure(measure: Measure) -> dict[str, Any]:
    return {"id": measure.id, "catalogue": measure.catalogued, "title": measure.title, "better": measure.better}


def _parents(indicator: Indicator, by_id: dict[str, Indicator]) -> list[Indicator]:
    """The indicators above one, the nearest first."""
    found: list[Indicator] = []
    above = by_id.get(indicator.parent or "")
    while above is not None and above not in found:
        found.append(above)
        above = by_id.get(above.parent or "")
    return found


def _size(item: Value | Percentage | Quantity) -> dict[str, Any]:
    return {key: getattr(item, key) for key in ("value", "low", "high", "comparator")}


def _key(item: Deadline) -> tuple[object, ...]:
    return item.span.start, item.kind, item.start, item.due, item.rrule, item.duration


def _deadline(item: Deadline) -> dict[str, Any]:
    told = {key: getattr(item, key) for key in ("kind", "start", "due", "rrule", "duration", "ongoing", "text")}
    return told | {"said": words.deadline(item)}


def _school(item: School) -> dict[str, Any]:
    keys = ("text", "legal_form", "kind", "name", "number", "settlement", "branch")
    told = {key: getattr(item, key) for key in keys} | {"said": words.school(item)}
    if item.link is not None:
        link = item.link
        told |= {"link_status": link.status, "link_id": link.id, "link_name": link.name, "link_score": link.score}
        told |= {"link_explanation": link.explanation}
    return told
