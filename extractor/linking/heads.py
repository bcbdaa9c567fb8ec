"""First parts of compound place names, which are written with and without spaces around the hyphen."""

from __future__ import annotations

import re
from functools import cache

from extractor.patterns import load


@cache
def compound_heads() -> re.Pattern[str]:
    """«Усть - Теленгуйская»: the first part of a compound name with spaces around its hyphen."""
    words = "|".join(load("links").words("compound-heads"))
    return re.compile(rf"(?<![а-яА-Я])((?i:{words})) ?- ?(?=[А-Я])")
