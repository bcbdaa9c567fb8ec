"""Numbers and bullets typed at the head of a line."""

from __future__ import annotations

import re

# «1.», «§ 1.», «1.1.», «3.3.1)», «а)», «IV.», «-», «•» typed at the start of a line.
_TYPED = re.compile(
    r"(?P<paragraph>§\s?)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}(?=[.)]|\s+[А-ЯЁ«]|[А-ЯЁ][а-яё])|[IVX]{1,5}(?=\.\s)"
    r"|[а-яё](?=\)))(?P<close>[.)]{0,2}\)?\.?)(?:\s*(?=[^\d\s.)])|(?<=\d\.\d\.)\s+(?=\d))"
    r"|(?P<bullet>[-–—•·▪➢❖¬*●○■◆✓]\s*(?=[^\s\d-])|[o+]\s+(?=[а-яё]))"
)
_DATE_LIKE = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d|\d{1,2}\.\d{1,2}(?:\.\d{2,4})?\s*(?:г\b|№|\t|$)"
    r"|\d{1,2}\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)


def typed_number(text: str) -> tuple[str | None, int]:
    """The number typed at the start of ``text`` and the offset of what follows; ``(None, 0)`` if none."""
    m = _TYPED.match(text)
    if not m or _DATE_LIKE.match(text):
        return None, 0
    if m["bullet"]:
        return "•", m.end()
    if not m["close"] and not m["paragraph"] and not re.match(r"\d+\.\d", m["number"]):
        return None, 0
    return m["number"], m.end()
