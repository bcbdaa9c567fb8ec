"""The cell styles of an XLSX."""

from __future__ import annotations

from lxml.etree import _Element as Element

from extractor.reading.sheet.format import BUILT_IN, GENERAL
from extractor.reading.sheet.styles import ALIGNS, PLAIN, CellStyle

_NO = ("0", "false")
_LEVEL, _UPRIGHT = ("top", "bottom"), ("left", "right", "start", "end")


def read_styles(root: Element | None) -> list[CellStyle]:
    """The styles in the order in which cells name them; at least one."""
    if root is None:
        return [PLAIN]
    codes = dict(BUILT_IN)
    for element in root.iter("{*}numFmt"):
        number = element.get("numFmtId", "")
        if number.isdecimal() and len(number) < 6:
            codes[int(number)] = element.get("formatCode") or GENERAL
    bold = [_is_bold(font) for font in _listed(root, "fonts")]
    ruled = [_is_ruled(border) for border in _listed(root, "borders")]
    styles = []
    for look in _listed(root, "cellXfs"):
        alignment = look.find("{*}alignment")
        styles.append(
            CellStyle(
                code=codes.get(_index(look.get("numFmtId")), GENERAL),
                bold=_at(bold, look.get("fontId")),
                align=ALIGNS.get(alignment.get("horizontal", "")) if alignment is not None else None,
                ruled=_at(ruled, look.get("borderId")),
            )
        )
    return styles or [PLAIN]


def _listed(root: Element, name: str) -> list[Element]:
    group = root.find(f"{{*}}{name}")
    return [] if group is None else list(group)


def _is_bold(font: Element) -> bool:
    weight = font.find("{*}b")
    return weight is not None and weight.get("val", "1") not in _NO


def _is_ruled(border: Element) -> bool:
    drawn = {str(side.tag).rpartition("}")[2] for side in border if side.get("style", "none") != "none"}
    return bool(drawn.intersection(_LEVEL) and drawn.intersection(_UPRIGHT))


def _index(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _at(values: list[bool], text: str | None) -> bool:
    index = _index(text)
    return index < len(values) and values[index]
