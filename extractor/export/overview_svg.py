"""A chart of plan and fact by year as SVG inside a page: a column for each with its number."""

from __future__ import annotations

from textwrap import wrap

from extractor.export import words
from extractor.export.html_text import safe
from extractor.export.series import Series

# Units of the drawing.
_WIDTH, _HEIGHT = 520, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 14, 62, 30
_COLUMN = 46
_TITLE_LINES, _TITLE_LETTERS = 2, 56
ROLES = (("baseline", "база"), ("target", "план"), ("actual", "факт"))


def chart(one: Series) -> str:
    """The chart; every number is written over its column, the unit stands in the heading."""
    values = [row[role] for row in one.rows for role, _ in ROLES if row[role] is not None]
    top, bottom = max(0.0, *values), min(0.0, *values)
    scale = (_HEIGHT - _TOP - _BOTTOM - 14) / ((top - bottom) or 1)
    nought = _TOP + 14 + top * scale
    step = (_WIDTH - _LEFT - _RIGHT) / len(one.rows)
    width = min(_COLUMN, step * 0.3)
    parts = [
        _heading(one),
        f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{nought:.1f}" y2="{nought:.1f}"/>',
    ]
    for k, row in enumerate(one.rows):
        middle = _LEFT + step * (k + 0.5)
        parts.append(f'<text class="year" x="{middle:.1f}" y="{_HEIGHT - 10}">{row["year"]}</text>')
        told = [(role, name) for role, name in ROLES if row[role] is not None]
        for place, (role, name) in enumerate(told):
            x = middle + (place - len(told) / 2) * (width + 3)
            y, height = min(nought, nought - row[role] * scale), abs(row[role] * scale)
            said = words.number(row[role])
            parts.append(
                f'<rect class="{role}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}">'
                f"<title>{row['year']}, {name}: {said} {safe(one.unit)}</title></rect>"
                f'<text class="value" x="{x + width / 2:.1f}" y="{y - 4:.1f}">{said}</text>'
            )
    label = safe(f"{one.title}, {one.whose}: план и факт по годам")
    return f'<svg class="chart" role="img" aria-label="{label}" viewBox="0 0 {_WIDTH} {_HEIGHT}">{"".join(parts)}</svg>'


def _heading(one: Series) -> str:
    lines = wrap(one.title, _TITLE_LETTERS) or [""]
    if len(lines) > _TITLE_LINES:
        lines = [lines[0], f"{lines[1][: _TITLE_LETTERS - 1]}…"]
    shown = [f'<text class="title" x="{_LEFT}" y="{16 + 17 * k}">{safe(line)}</text>' for k, line in enumerate(lines)]
    whose = f"{one.whose}, {one.unit}" if one.unit else one.whose
    cut = whose if len(whose) <= _TITLE_LETTERS + 10 else f"{whose[: _TITLE_LETTERS + 9]}…"
    shown.append(f'<text class="whose" x="{_LEFT}" y="{16 + 17 * len(lines)}">{safe(cut)}</text>')
    return f"<title>{safe(one.title)}</title>" + "".join(shown)
