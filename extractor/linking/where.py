"""Which municipality a mention is looked for in: what it says itself, the sentence, the document, the user."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.linking import lexicon
from extractor.linking.context import Around, Context
from extractor.linking.fold import fold, stem
from extractor.linking.index import Index
from extractor.linking.parse import parse
from extractor.linking.parts import Parts
from extractor.linking.places import place_words
from extractor.linking.scope import Scope, Scopes, municipality_words
from extractor.linking.similar import similar

_SHORT = 2


class Where:
    """Scopes of one registry by what is told of a mention's place."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._scopes = Scopes(index)

    def scope(self, parts: Parts, context: Context, around: Around) -> Scope:
        """The mention's own district before the sentence's, before the context's."""
        told = place_words(context.region or "")
        damaged = parts.region and told and not self._index.has_region(parts.region) and _damaged(parts.region, told)
        region = told if damaged else parts.region or told or around.region
        words, city = municipality_words(context.municipality or "")
        for own in (parts.district, around.district):
            if own and (scope := self._scopes.find(region, own, None)).district:
                return scope
        known = self._scopes.find(region, words, city)
        of_city = any(self._index.territories[n].city for n in known.inside)  # then it may be a part of the town
        if parts.district and not (city or parts.town or of_city):
            return self._scopes.find(region, parts.district, None)  # a district that the registry does not know
        if parts.town and words:
            # a town printed beside the mention says more than the document's district, if the registry knows the town
            inside = self._scopes.find(region, words, city)
            town = self._scopes.of_town(region, parts.settlement)
            return inside if not town.size or town.inside & inside.inside else town
        if parts.region and region == parts.region and not _same(parts.region, context.region):
            words = ()
        if not words and (parts.district or around.district):
            words = parts.district or around.district
        return self._scopes.find(region, words, city)

    def settlement(self, around: Around) -> tuple[str, ...]:
        """A settlement of the sentence that has no mark («СОШ № 11 из Биробиджана»), if the registry knows it."""
        towns = self._scopes.towns
        known = [word for word in around.names if "s" + word in self._index.postings or word in towns]
        return (known[0],) if known else ()

    def of_document(self, context: Context, told: Iterable[str] = ()) -> Context:
        """The context with the municipality (and the region) that the registry knows and the document tells.

        Args:
            told: texts that may name it, the surest first; the first that fits an organisation of the registry wins.
        """
        if context.municipality is not None:
            return context
        for text in told:
            folded = fold(text)
            region = place_words(context.region or "") or parse(f"школа {folded}").region
            if self._index.has_region(region) is False:
                region = ()
            for words, city in _municipalities(folded):
                if self._scopes.find(region, words, city).district:
                    land = context.region or " ".join(region) or None
                    return replace(context, region=land, municipality=" ".join(words) + (" (город)" if city else ""))
        return context


def _municipalities(text: str) -> Iterable[tuple[tuple[str, ...], bool | None]]:
    """The districts and towns a text names: «Озёрского района», «городской округ Ключевск», «г. Хилок»."""
    for m in lexicon.district().finditer(text.lower()):
        yield (stem(m["name"]),), False
    for m in lexicon.city_district().finditer(text.lower()):
        yield (stem(m["name"]),), True
    for m in lexicon.settlement().finditer(text):
        told = parse(m[0])
        if told.settlement:
            yield told.settlement, True if told.town else None


def _damaged(printed: tuple[str, ...], told: tuple[str, ...]) -> bool:
    """«Республики Алт ай»: the region that the context tells, with an error."""
    return any(_nearly(a, b) for a in printed for b in told)


def _nearly(a: str, b: str) -> bool:
    return (
        a == b
        or similar(a, b)
        or (len(a) > _SHORT and b.startswith(a))
        or (a[0] == b[0] and abs(len(a) - len(b)) < _SHORT)
    )


def _same(words: tuple[str, ...], text: str | None) -> bool:
    return text is None or bool(set(words) & set(place_words(text)))
