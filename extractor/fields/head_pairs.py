"""Heads that tell of two numbers in a cell: «план/факт», «факт (% к плану)»."""

from __future__ import annotations

import re

from extractor.record import Role

_TARGET, _ACTUAL = r"план\w*|целев\w+|установлен\w+", r"факт\w*|достигнут\w+|исполнен\w*"
_DUAL = re.compile(
    rf"\(?(?<![а-яё])(?:(?P<target>(?:{_TARGET})\s*[/(]\s*(?:{_ACTUAL}))|(?:{_ACTUAL})\s*[/(]\s*(?:{_TARGET}))"
    r"(?![а-яё])\)?\)?",
    re.IGNORECASE,
)
# «Факт (% к плану)», «Исполнено / % выполнения»
_WITH_SHARE = re.compile(
    rf"(?<![а-яё])(?:{_ACTUAL})(?P<rest>[^(/]{{0,40}}?)\s*[/(]\s*(?:в )?(?:%|процент\w*)"
    r"\s*(?:(?:к|от)\s[^()/]*?(?:план|задани|норматив|годов|лимит|назначен|ассигнован|утв|уточн)|к\s[^()/]*?год"
    r"|вып(?!уск)|исп)[^()/]*\)?$",
    re.IGNORECASE,
)


def take_dual(head: str) -> tuple[str, tuple[Role, Role | None]] | None:
    """A head without its «план/факт» or «факт (% к плану)», and what the two numbers of a cell are."""
    if m := _WITH_SHARE.search(head):
        return head[: m.start()].strip(" /") + m["rest"], ("actual", None)
    m = _DUAL.search(head)
    if not m:
        return None
    roles: tuple[Role, Role | None] = ("target", "actual") if m["target"] else ("actual", "target")
    return re.sub(r"\s+", " ", head[: m.start()] + head[m.end() :]).strip(" ,;:()/–-"), roles
