"""What linking answers for a table: row by row, as JSON Lines and as columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.linking.linker import Linker
    from extractor.linking.table import MentionRow
    from extractor.record import Link

ANSWER_COLUMNS = ("link_status", "link_id", "link_name", "link_score", "link_reason", "link_candidates")
"""The columns that answers fill; an input that has them already gets new ones."""

_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Linked:
    """One row's answers: a mention may name several schools, each with its piece of the text."""

    row: MentionRow
    links: tuple[tuple[str, Link], ...]


class RowLinker:
    """Links rows one by one.

    Args:
        region, municipality: hold for rows that tell none of their own.
    """

    def __init__(self, linker: Linker, *, region: str | None = None, municipality: str | None = None) -> None:
        self._linker = linker
        self._region, self._municipality = region, municipality

    def __call__(self, row: MentionRow) -> Linked:
        from extractor.linking.context import Context
        from extractor.linking.records import link_of
        from extractor.registry.values import one_line

        if not row.mention:
            return Linked(row, ())
        context = Context(row.region or self._region, row.municipality or self._municipality, row.sentence)
        found = self._linker.link(one_line(row.mention), context)
        return Linked(row, tuple((link.text, link_of(link.answer)) for link in found))


def as_json(linked: Linked) -> dict[str, Any]:
    """The row for programs."""
    links = [{"text": text, **link.model_dump(mode="json")} for text, link in linked.links]
    return {"id": linked.row.id, "mention": linked.row.mention, "links": links}


def as_cells(linked: Linked) -> list[str | float]:
    """The row's answers in the order of ``ANSWER_COLUMNS``; several schools in one cell are apart by « | »."""
    links = [link for _, link in linked.links]
    score: str | float = links[0].score if len(links) == 1 else _joined(links, lambda link: f"{link.score:g}")
    return [
        _joined(links, lambda link: link.status),
        _joined(links, lambda link: link.id or ""),
        _joined(links, lambda link: link.name or ""),
        score,
        _joined(links, lambda link: link.explanation),
        _joined(links, lambda link: "; ".join(f"{c.id} ({c.score:g})" for c in link.candidates)),
    ]


def _joined(links: list[Link], tell: Callable[[Link], str]) -> str:
    told = [tell(link) for link in links]
    return _BETWEEN.join(told) if any(told) else ""
