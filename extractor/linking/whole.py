"""A name as a whole, for comparison letter by letter."""

from __future__ import annotations

import re

from extractor.linking import lexicon
from extractor.linking.fold import fold

_BETWEEN = re.compile(r"[\W_]+")


def whole(text: str) -> str:
    """A name for comparison letter by letter: folded, without its legal form, quotes, spaces and case."""
    bare = lexicon.form_words().sub("", lexicon.forms().sub("", fold(text)).lower())
    return _BETWEEN.sub("", bare)
