"""spaCy documents with our spans in them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from extractor.nlp.labels import ENTITIES, Labelled

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span


@cache
def russian() -> Language:
    """A pipeline that only cuts Russian text into words: no model, nothing to download."""
    import spacy

    nlp = spacy.blank("ru")
    # spaCy's limit is for models that need memory per word; a volume of reports is longer.
    nlp.max_length = 2**31
    return nlp


def add_spans(doc: Doc, found: Iterable[Labelled], *, group: str) -> None:
    """Put spans into ``doc.spans[group]``; where one ends inside a word, the whole word is taken.

    spaCy's spans are made of words («5-м» is one), ours of characters; those that grew are told in
    ``doc.user_data["svodka_grown"]`` as (start, end, label).
    """
    from spacy.tokens import SpanGroup

    spans: list[Span] = []
    grown: list[tuple[int, int, str]] = []
    for one in found:
        span = doc.char_span(one.start, one.end, label=one.label)
        if span is None:
            span = doc.char_span(one.start, one.end, label=one.label, alignment_mode="expand")
            grown.append((one.start, one.end, one.label))
        if span is not None:
            spans.append(span)
    doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
    doc.user_data["svodka_grown"] = grown


def set_entities(doc: Doc, *, group: str) -> None:
    """Set ``doc.ents`` to the short facts of the group: of two that overlap the longer, a role before a percentage."""
    from spacy.util import filter_spans

    facts = [span for span in doc.spans[group] if span.label_ in ENTITIES]
    facts.sort(key=lambda span: ENTITIES.index(span.label_))
    doc.set_ents(filter_spans(facts))
