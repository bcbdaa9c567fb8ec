"""A name as a whole, for comparison letter by letter."""

from __future__ import annotations

import re

from extractor.linking import lexicon
from extractor.linking.fold import fold
from extractor.linking.traits import CAPITALS, FORM_WORD, traits

_BETWEEN = re.compile(r"[\W_]+")


def whole(text: str) -> str:
    """A name for comparison letter by letter: folded, without its legal form, quotes, spaces and case."""
    bare = fold(text)
    found = traits(bare)
    if found & CAPITALS:
        bare = lexicon.forms().sub("", bare)
    bare = bare.lower()
    if found & FORM_WORD:
        bare = lexicon.whole_form().sub("", bare)
    return _BETWEEN.sub("", bare)
