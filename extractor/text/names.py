"""People's names: the surname out of an oblique case, and natasha where the patterns leave a name undecided.

Decisions and minutes name who reported in the genitive («заслушав информацию начальника отдела
Солдатовой Ю.А.») or the accusative («СЛУШАЛИ: Дроздову И.Ю.»).  The case is known from the words
before, so the ending tells the gender; what no ending decides stays as printed.  Full names in an
oblique case («доклад Марии Ивановны Петровой») are found and put into the nominative by natasha.

This is the one module that imports natasha (0.6 s and 100 MB): only when such a name is met.
"""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

Case = Literal["genitive", "accusative"]

# ending in the case → ending in the nominative; the first that fits.
_ENDINGS: dict[Case, tuple[tuple[str, str], ...]] = {
    "genitive": (
        (r"([оеё]в|[иы]н)ой$", r"\1а"),
        (r"([оеё]в|[иы]н)а$", r"\1"),
        (r"ск(?:ой)$", "ская"),
        (r"ского$", "ский"),
        (r"цкой$", "цкая"),
        (r"цкого$", "цкий"),
    ),
    "accusative": (
        (r"([оеё]в|[иы]н)у$", r"\1а"),
        (r"([оеё]в|[иы]н)а$", r"\1"),
        (r"скую$", "ская"),
        (r"ского$", "ский"),
        (r"цкую$", "цкая"),
        (r"цкого$", "цкий"),
    ),
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in a text: offsets, and the name in the nominative."""

    start: int
    end: int
    name: str


def surname_nominative(name: str, case: Case) -> str:
    """«Солдатовой Ю.А.» (genitive) → «Солдатова Ю.А.»; an undecided surname comes back as printed."""
    surname = next((w for w in re.findall(r"[А-ЯЁ][а-яё-]+", name)), "")
    for ending, nominative in _ENDINGS[case]:
        if re.search(ending, surname):
            return name.replace(surname, re.sub(ending, nominative, surname), 1)
    return name


@cache
def _natasha() -> Any:
    """natasha with its tagger, its pymorphy2 replaced by the maintained pymorphy3.

    natasha 1.6 imports pymorphy2, whose dictionary lookup needs pkg_resources; pymorphy3 has the
    same interface and dictionaries.  The aliases must stand before the first import.
    """
    if "pymorphy2" not in sys.modules:
        sys.modules["pymorphy2"] = importlib.import_module("pymorphy3")
        for part in ("analyzer", "units", "units.base", "tagset", "shapes", "tokenizers"):
            sys.modules[f"pymorphy2.{part}"] = importlib.import_module(f"pymorphy3.{part}")
    import natasha

    embedding = natasha.NewsEmbedding()
    return (
        natasha.Doc,
        natasha.Segmenter(),
        natasha.NewsMorphTagger(embedding),
        natasha.NewsNERTagger(embedding),
        natasha.MorphVocab(),
    )


def find_people(text: str) -> list[Person]:
    """People named in ``text`` with their names in the nominative, by natasha's tagger."""
    make, segmenter, morph, ner, vocabulary = _natasha()
    doc = make(text)
    doc.segment(segmenter)
    doc.tag_morph(morph)
    doc.tag_ner(ner)
    out = []
    for span in doc.spans:
        if span.type == "PER":
            span.normalize(vocabulary)
            out.append(Person(span.start, span.stop, span.normal or span.text))
    return out
