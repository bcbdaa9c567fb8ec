"""Linking: a mention and its context → the organisation, several candidates, or nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.linking import mention as mentions
from extractor.linking.answer import Answer
from extractor.linking.compare import Asked, Evidence, compare
from extractor.linking.context import Around, Context, complete
from extractor.linking.decide import decide
from extractor.linking.index import Index, prefix, whole
from extractor.linking.parts import Parts
from extractor.linking.places import place_words
from extractor.linking.profile import Profile, part_keys
from extractor.linking.scope import Scope, Scopes, municipality_words
from extractor.linking.weights import weights

_SMALL = 80
_MOST = 400


@dataclass(frozen=True, slots=True)
class Link:
    """One school of a mention: the piece of text, its parts, and the answer."""

    text: str
    parts: Parts
    answer: Answer


class Linker:
    """Links mentions to one registry.

    Args:
        index: the prepared registry.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._scopes = Scopes(index)

    def link(self, text: str, context: Context | None = None) -> list[Link]:
        """Every school that ``text`` names, in order; the list has at least one item."""
        context = context or Context()
        found = mentions.split(text)
        parts, around = complete([m.parts for m in found], text, context.sentence)
        out = []
        for m, full in zip(found, parts, strict=True):
            answer = self.answer(full, context, around, text=m.text)
            out.append(Link(m.text, full, answer))
        return out

    def answer(self, parts: Parts, context: Context, around: Around | None = None, *, text: str = "") -> Answer:
        """The answer for one school's parts."""
        if not parts.identifies and not text:
            return Answer("unmatched", score=1.0)
        around = around or Around()
        scope = self._scope(parts, context, around)
        asked = Asked(parts, whole(text), around.near or self._named_settlement(around, scope), self._index.knows)
        if not parts.identifies and not self._whole_name(asked, scope):
            return Answer("unmatched", score=1.0)
        found = []
        for n in self._reach(parts, scope):
            profile = self._index.profiles[n]
            place = self._index.territories[profile.territory]
            evidence = compare(asked, profile, (*place.municipality, *place.region))
            if evidence is not None:
                found.append((profile, self._in_scope(evidence, profile, scope)))
        found = _only_named(found, scope)
        return decide(parts, found, scope.size, territories=self._index.territories)

    def _whole_name(self, asked: Asked, scope: Scope) -> bool:
        """«МБОУ «Гимназия»»: nothing but the kind, yet the only organisation called so."""
        return any(asked.whole in self._index.profiles[n].wholes for n in self._members(scope))

    def _scope(self, parts: Parts, context: Context, around: Around) -> Scope:
        """The mention's own district before the sentence's, before the context's."""
        region = parts.region or place_words(context.region or "") or around.region
        for own in (parts.district, around.district):
            if own and (scope := self._scopes.find(region, own, False)).district:
                return scope
        words, city = municipality_words(context.municipality or "")
        if parts.town and words:
            # a town printed beside the mention says more than the document's district, if the registry knows the town
            told = self._scopes.find(region, words, city)
            town = self._scopes.of_town(region, parts.settlement)
            return told if not town.size or town.inside & told.inside else town
        if parts.region and not _same(parts.region, context.region):
            words = ()
        if not words and (parts.district or around.district):
            words = parts.district or around.district
        return self._scopes.find(region, words, city)

    def _named_settlement(self, around: Around, scope: Scope) -> tuple[str, ...]:
        """A settlement of the sentence that has no mark: the nearest word that is one in the registry."""
        towns = self._scopes.towns
        known = [word for word in around.names if "s" + word in self._index.postings or word in towns]
        return (known[0],) if known else ()

    def _members(self, scope: Scope) -> Iterable[int]:
        if scope.whole:
            return range(len(self._index.profiles))
        return (n for t in (*scope.inside, *scope.unsure) for n in self._index.by_territory[t])

    def _reach(self, parts: Parts, scope: Scope) -> list[int]:
        """Organisations worth comparing: all of a small scope, else those that share a word or its beginning."""
        if scope.size <= _SMALL:
            return sorted(self._members(scope))
        index = self._index
        exact: set[int] = set()
        keys = list(part_keys(parts))
        for key in keys:
            exact.update(n for n in index.postings.get(key, ()) if scope.holds(index.profiles[n].territory))
        for key in keys:
            if key[0] in "ws":
                near = (n for n in index.postings.get(prefix(key), ()) if scope.holds(index.profiles[n].territory))
                exact.update(near)
        return sorted(exact)[:_MOST] if len(exact) > _MOST else sorted(exact)

    def _in_scope(self, evidence: Evidence, profile: Profile, scope: Scope) -> Evidence:
        if scope.whole:
            return evidence
        level = "unknown" if profile.territory in scope.unsure else ("context" if scope.district else "region")
        return replace(
            evidence, score=evidence.score + weights("district")[level], steps=(*evidence.steps, ("district", level))
        )


def _same(words: tuple[str, ...], text: str | None) -> bool:
    return text is None or bool(set(words) & set(place_words(text)))


def _only_named(found: Sequence[tuple[Profile, Evidence]], scope: Scope) -> list[tuple[Profile, Evidence]]:
    """A number may be overruled by a proper name only within a district and where the name is one school's."""
    overruled = [pair for pair in found if pair[1].level("number") == "overruled"]
    if not overruled:
        return list(found)
    named = [pair for pair in found if pair[1].level("name") in ("agree", "partial")]
    allowed = scope.district and len(named) == 1
    return [pair for pair in found if pair[1].level("number") != "overruled" or allowed]
