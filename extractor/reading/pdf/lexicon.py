"""Whether two pieces of a word at a line's end and the next line's start are one word.

A hyphen at a line's end is either the setter's («самодея-/тельности») or the word's own
(«Усть-/Кемская»), and a narrow cell cuts a word with no hyphen at all («образовательн|ых»).
A dictionary of word forms tells them apart; it is opened (0.1 s) only when such a place is met.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import pymorphy3

_LAST = re.compile(r"[^\W\d_]+(?=-?$)")
_FIRST = re.compile(r"([^\W\d_]+)(-?)")
# The first part of a compound adjective («учебно-методический»); dictionaries have some of
# these compounds in one word, which must not swallow the hyphen.
_LINKING = re.compile(r"[бвгджзйклмнпрстфхцчшщ]но")
_LINKING_LENGTH = 6
_NOT_LINKING = frozenset({"соотно", "обосно", "уполно", "соревно"})
_LINKING_WORDS = frozenset({"северо", "юго"})
# Names with these are written in one word («Верхнеянский»), or with two capitals.
_NAME_PARTS = frozenset({"верхне", "нижне", "средне", "ново", "старо", "красно", "бело", "больше", "мало", "велико"})
# Second parts too short to be told from an ending («Лесновс-/кая»), but words of their own.
_SHORT_PARTS = frozenset({"то", "за", "под", "таки", "час", "раз", "год", "три", "два"})
_SHORTEST_PART = 4
_SOFT_HYPHEN = "\u00ad"


@cache
def _dictionary() -> pymorphy3.MorphAnalyzer:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def known(word: str) -> bool:
    """Whether the dictionary has this word form, in whatever case."""
    return cast(bool, _dictionary().word_is_known(word.lower()))


def drops_hyphen(line: str, following: str) -> bool:
    """Whether the hyphen that ends ``line`` was put there by the setter, not by the writer."""
    if line.endswith(_SOFT_HYPHEN):
        return True
    last, first = _LAST.search(line), _FIRST.match(following)
    if not line.endswith("-") or not last or not first or len(last[0]) < 2:
        return False
    return _is_one_word(last[0], first[1], chained=bool(first[2]))


def _is_one_word(a: str, b: str, *, chained: bool) -> bool:
    """Whether ``a`` and ``b`` are the halves of a word; ``chained`` if a hyphen follows ``b``."""
    joined = a + b
    if b[0].isupper():
        return joined.isupper() and len(b) > 1 and known(joined)
    if a.isupper() or (chained and not known(joined)):
        # «ЗП-/образование»; «психолого-/медико-педагогическая» is a chain of parts.
        return False
    is_word = b in _SHORT_PARTS or (len(b) >= _SHORTEST_PART and known(b))
    is_name = a[0].isupper() and a.lower() in _NAME_PARTS
    return is_name or not is_word or (not _links(a.lower()) and known(joined))


def _links(part: str) -> bool:
    by_ending = len(part) >= _LINKING_LENGTH and _LINKING.search(part, len(part) - 3) is not None
    return part in _LINKING_WORDS or (by_ending and part not in _NOT_LINKING)


def is_cut(piece: str, following: str, *, whole: bool) -> bool:
    """Whether ``piece``, alone on a line it fills, goes on with the first letters of ``following``.

    Only asked where the whole word would be too wide for its cell.  ``whole`` tells that
    ``following`` cannot be cut in its turn.
    """
    last, first = _LAST.search(piece), _FIRST.match(following)
    if not last or not first or piece.endswith("-"):
        return False
    a, b = last[0], first[1]
    if b[0].isupper():
        # «ОК|ЕИ», but never «МБОУ» and «СОШ», one above the other.
        return a.isupper() and b.isupper() and (known(a + b) or len(a) <= 2 or len(b) <= 2)
    if first[2] and len(b) < _SHORTEST_PART - 1:
        # «человек|о-час»
        return True
    return known(a + b) or not known(a) or (whole and not known(b))
