"""The styles of an ODS that matter: weight, alignment, lines of cells; whether rows, columns and sheets are shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.reading.sheet.styles import ALIGNS, PLAIN, CellStyle
from extractor.reading.sheet.xml import Attributes, Events

_LEVEL, _UPRIGHT = ("border-top", "border-bottom"), ("border-left", "border-right")
_MOST_STYLES = 100_000


@dataclass(slots=True)
class _Draft:
    family: str
    name: str
    style: CellStyle
    shown: bool = True


class StyleEvents(Events):
    """Gathers ``style:style`` elements; those of the content come after those of the document and may build on them."""

    def __init__(self) -> None:
        self.cells: dict[str, CellStyle] = {}
        self.hidden_tables: set[str] = set()
        self._draft: _Draft | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        draft = self._draft
        match tag:
            case "style":
                parent = self.cells.get(attributes.get("parent-style-name", ""), PLAIN)
                self._draft = _Draft(attributes.get("family", ""), attributes.get("name", ""), parent)
            case "table-cell-properties" if draft:
                draft.style = replace(draft.style, ruled=_is_ruled(attributes, before=draft.style.ruled))
            case "text-properties" if draft and "font-weight" in attributes:
                draft.style = replace(
                    draft.style, bold=attributes["font-weight"] in ("bold", "600", "700", "800", "900")
                )
            case "paragraph-properties" if draft and "text-align" in attributes:
                draft.style = replace(draft.style, align=ALIGNS.get(attributes["text-align"]))
            case "table-properties" if draft:
                draft.shown = attributes.get("display", "true") != "false"

    def end(self, tag: str) -> None:
        draft = self._draft
        if tag != "style" or draft is None:
            return
        self._draft = None
        if draft.family == "table-cell" and len(self.cells) < _MOST_STYLES:
            self.cells[draft.name] = draft.style
        elif draft.family == "table" and not draft.shown:
            self.hidden_tables.add(draft.name)


def _is_ruled(attributes: Attributes, *, before: bool) -> bool:
    if not any(key.startswith("border") for key in attributes):
        return before
    whole = attributes.get("border", "none")
    drawn = {key for key in (*_LEVEL, *_UPRIGHT) if attributes.get(key, whole) not in ("none", "hidden", "")}
    return bool(drawn.intersection(_LEVEL) and drawn.intersection(_UPRIGHT))
