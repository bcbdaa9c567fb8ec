"""Marks of outcomes explained beside a table: ««+» – показатель достигнут, «±» – частично», «1 – да; 0 – нет»."""

from __future__ import annotations

import re

from extractor.fields.statuses import find_status
from extractor.record import Status

# A mark, a dash or an equals sign, what it stands for.
_ENTRY = re.compile(
    r"(?:^|[\s,;:(])[«\"“]?(?P<mark>[+±✓✔√✗×*–—−-]|\+\s?/\s?[-–—−]|[-–—−]\s?/\s?\+|[А-Яа-яЁёA-Z]{1,12}|\d)[»\"”]?"
    r"\s*[–—=−-]\s*(?P<says>[^;,\n.]*[а-яё][^;,\n.]*)"
)
_FEWEST = 2
_PLUS = re.compile(r"[+✓✔√]|да|v", re.IGNORECASE)
_PARTLY = re.compile(r"±|\+\s?/\s?-|-\s?/\s?\+|-?\+-", re.IGNORECASE)
_MINUS = re.compile(r"[✗×]|нет", re.IGNORECASE)


def mark_of(text: str) -> str:
    """A mark as it is compared: one kind of dash, no quotes, no spaces around."""
    return re.sub(r"[–—−]", "-", re.sub(r"[«»\"“”\s]", "", text)).upper()


def read_legend(texts: list[str]) -> dict[str, Status]:
    """The outcome each mark stands for; empty where fewer than two marks are explained as outcomes.

    Args:
        texts: the paragraphs around a table.
    """
    for text in texts:
        found: dict[str, Status] = {}
        for m in _ENTRY.finditer(text):
            says = m["says"]
            status = find_status(says) or find_status(f"показатель {says}")
            if status is not None:
                found[mark_of(m["mark"])] = status.status
            elif found and re.match(r"\s*(?:частично|не полностью)", says, re.IGNORECASE):
                found[mark_of(m["mark"])] = "partially_achieved"
            elif found and re.match(r"\s*нет(?![а-яё])", says, re.IGNORECASE):
                found[mark_of(m["mark"])] = "not_achieved"
        if len(found) >= _FEWEST:
            return found
    return {}


def usual_marks(cells: list[str]) -> dict[str, Status]:
    """What marks stand for that nobody explains: «+», «±» and «-», «да» and «нет».

    Args:
        cells: all cells of the column of outcomes; without one plus or «да» among them nothing is told, and a dash
            only beside a plus says no (beside «да» it fills a place).
    """
    marks = [mark_of(c) for c in cells if c.strip()]
    if not any(_PLUS.fullmatch(m) for m in marks):
        return {}
    out: dict[str, Status] = {}
    for mark in marks:
        if _PARTLY.fullmatch(mark):
            out[mark] = "partially_achieved"
        elif _PLUS.fullmatch(mark):
            out[mark] = "achieved"
        elif _MINUS.fullmatch(mark) or (mark == "-" and "+" in marks):
            out[mark] = "not_achieved"
    return out
