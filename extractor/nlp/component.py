"""The pipeline component ``svodka``: our spans in ``doc.spans["svodka"]`` of any text, the record in ``doc._.svodka``.

    nlp = spacy.blank("ru")
    nlp.add_pipe("svodka")

The component is found through the entry point ``spacy_factories`` once the package is installed.
"""

from __future__ import annotations

import hashlib
from itertools import accumulate
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from extractor.nlp.docs import add_spans, set_entities
from extractor.nlp.labels import GROUP, Labelled, labelled

if TYPE_CHECKING:
    from extractor.reading.document import Document

NAME = "svodka"
_DEFAULTS = {"spans_key": GROUP, "set_ents": False}


@Language.factory(NAME, default_config=_DEFAULTS, assigns=["doc.spans", "doc._.svodka"])
def make(nlp: Language, name: str, spans_key: str, set_ents: bool) -> Svodka:
    """The component; ``spans_key`` names the group of spans, ``set_ents`` sets ``doc.ents`` to the short facts too."""
    return Svodka(spans_key, set_ents)


class Svodka:
    """Reads the text of a document as a plain text file is read, tables typed with tabs and wrapped lines included.

    The record's text is cleaned; its spans are led back to the characters of ``doc``.  Spans whose characters are not
    found again (a table whose cells were put together anew) are told in ``doc.user_data["svodka_unplaced"]``.
    """

    def __init__(self, group: str, set_ents: bool) -> None:
        self._group = group
        self._set_ents = set_ents
        if not Doc.has_extension(NAME):
            Doc.set_extension(NAME, default=None)

    def __call__(self, doc: Doc) -> Doc:
        from extractor import extract_document
        from extractor.reading.assemble import assemble
        from extractor.reading.plain.reader import read

        if not doc.text.strip():
            doc.spans[self._group] = []
            return doc
        data = doc.text.encode("utf-8", "replace")
        document = assemble(read(data, name=NAME))
        record = extract_document(document, name=NAME, sha256=hashlib.sha256(data).hexdigest())
        way = _WayBack(document, doc.text)
        placed: list[Labelled] = []
        unplaced: list[Labelled] = []
        for one in labelled(record):
            place = way.of(one)
            (placed if place else unplaced).append(place or one)
        add_spans(doc, placed, group=self._group)
        if self._set_ents:
            set_entities(doc, group=self._group)
        doc.user_data["svodka_unplaced"] = [(record.text[one.start : one.end], one.label) for one in unplaced]
        doc._.set(NAME, record.model_dump(mode="json"))
        return doc


class _WayBack:
    """From the record's text to the characters of the doc, by the characters that are no spaces."""

    def __init__(self, document: Document, text: str) -> None:
        self._document = document
        self._solid = [k for k, c in enumerate(text) if not c.isspace()]
        compact = "".join(text[k] for k in self._solid)
        self._begin: list[int | None] = []
        self._before: list[list[int]] = []
        at = 0
        for block in document.blocks:
            raw = "".join(block.raw.split())
            found = compact.find(raw, at) if raw else at
            self._begin.append(found if found >= 0 else None)
            at = found + len(raw) if found >= 0 else at
            # How many characters that are no spaces stand before each character of the block.
            self._before.append([0, *accumulate(not c.isspace() for c in block.raw)])

    def of(self, one: Labelled) -> Labelled | None:
        places = []
        for piece in self._document.source(one.start, one.end):
            begin = self._begin[piece.block]
            if begin is None:
                return None
            before = self._before[piece.block]
            first, last = begin + before[piece.start], begin + before[piece.end]
            if last > first:
                places += [first, last]
        if not places:
            return None
        return Labelled(self._solid[min(places)], self._solid[max(places) - 1] + 1, one.label)
