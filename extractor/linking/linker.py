"""Linking: a mention and its context → the organisation, several candidates, or nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.linking import lexicon
from extractor.linking import mention as mentions
from extractor.linking.answer import Answer
from extractor.linking.asked import Asked
from extractor.linking.compare import Evidence, compare
from extractor.linking.context import Around, Context, complete
from extractor.linking.decide import decide
from extractor.linking.fold import fold, stem
from extractor.linking.index import Index, prefix
from extractor.linking.judgements import Judgements
from extractor.linking.parse import parse
from extractor.linking.parts import Parts
from extractor.linking.places import place_words
from extractor.linking.profile import Profile, part_keys
from extractor.linking.scope import Scope, Scopes, municipality_words
from extractor.linking.similar import similar
from extractor.linking.weights import weights
from extractor.linking.whole import whole

_SMALL = 80
_SHORT = 2
_TWO_PIECES = re.compile(r"(?<![А-Яа-яЁё-])([А-ЯЁ][а-яё]+) ([а-яё]{2,}(?:-[А-Яа-яЁё]+)?)(?![А-Яа-яЁё])")
_LOCAL_NUMBER = 4
_LEAST_NUMBERED = 6
_IDENTIFYING = frozenset({"agree", "partial", "place", "similar", "derived"})
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
        judgements: decisions of people, which are never contradicted.
    """

    def __init__(self, index: Index, judgements: Judgements | None = None) -> None:
        self._index = index
        self._judgements = judgements or Judgements()
        self._scopes = Scopes(index)

    def link(self, text: str, context: Context | None = None) -> list[Link]:
        """Every school that ``text`` names, in order; the list has at least one item."""
        context = context or Context()
        found = mentions.split(self._mended(text))
        parts, around = complete([m.parts for m in found], text, context.sentence)
        out = []
        for m, full in zip(found, parts, strict=True):
            answer = self.answer(full, context, around, text=m.text)
            out.append(Link(m.text, full, answer))
        return out

    def _mended(self, text: str) -> str:
        """«Боброво дворская СОШ»: two pieces that only together are a word of the registry are one word."""

        def joined(m: re.Match[str]) -> str:
            first, second = stem(m[1].lower()), m[2].lower()
            known = self._index.knows(stem(m[1].lower() + second))
            apart = lexicon.common(second) or (self._index.knows(first) and not second.startswith("ск"))
            return m[1] + m[2] if known and not apart else m[0]

        return _TWO_PIECES.sub(joined, text) if _TWO_PIECES.search(text) else text

    def place(self, context: Context, told: Iterable[str] = ()) -> Context:
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

    def home(self, key: str) -> tuple[str | None, str | None]:
        """Words of the region and of the municipality of an organisation; ``None`` where the registry is silent."""
        territory = self._index.territory(self._index.by_id[key])
        return " ".join(territory.region) or None, " ".join(territory.municipality) or None

    def answer(self, parts: Parts, context: Context, around: Around | None = None, *, text: str = "") -> Answer:
        """The answer for one school's parts."""
        if judged := self._judgements.find(text, context):
            return self._judged(judged.id)
        if not parts.identifies and not text:
            return Answer("unmatched", score=1.0)
        around = around or Around()
        scope = self._scope(parts, context, around)
        there = self._named_settlement(around)
        asked = Asked(parts, whole(text), there or around.near, bool(there), self._index.knows)
        # «МБОУ «Гимназия»»: nothing but the kind is printed, yet one organisation may be called so
        reach = self._reach(parts, scope) if parts.identifies else self._called(asked.whole, scope)
        found = self._compared(asked, reach, scope)
        if not found and parts.identifies and scope.size <= _SMALL:  # a typing error may hide every word
            found = self._compared(asked, self._members(scope), scope)
        found = self._only_named(found, scope, parts.number)
        return decide(parts, found, scope.size, territories=self._index.territories)

    def _compared(self, asked: Asked, places: Iterable[int], scope: Scope) -> list[tuple[Profile, Evidence]]:
        found = []
        for n in places:
            profile, territory = self._index.profile(n), self._index.territory(n)
            evidence = compare(asked, profile, (*territory.municipality, *territory.region))
            if evidence is not None:
                found.append((profile, self._in_scope(evidence, profile, scope)))
        return found

    def _judged(self, key: str | None) -> Answer:
        """What a person decided; an id that the registry has not cannot be answered."""
        n = self._index.by_id.get(key) if key is not None else None
        if n is None:
            return Answer("unmatched", score=1.0, judged=True)
        profile = self._index.profile(n)
        return Answer("matched", profile.id, profile.name, 1.0, judged=True)

    def _scope(self, parts: Parts, context: Context, around: Around) -> Scope:
        """The mention's own district before the sentence's, before the context's."""
        told = place_words(context.region or "")
        damaged = parts.region and told and not self._index.has_region(parts.region) and _damaged(parts.region, told)
        region = told if damaged else parts.region or told or around.region
        for own in (parts.district, around.district):
            if own and (scope := self._scopes.find(region, own, False)).district:
                return scope
        words, city = municipality_words(context.municipality or "")
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

    def _named_settlement(self, around: Around) -> tuple[str, ...]:
        """A settlement of the sentence that has no mark: the nearest word that is one in the registry."""
        towns = self._scopes.towns
        known = [word for word in around.names if "s" + word in self._index.postings or word in towns]
        return (known[0],) if known else ()

    def _members(self, scope: Scope) -> Iterable[int]:
        if scope.whole:
            return range(len(self._index))
        return (n for t in (*scope.inside, *scope.unsure) for n in self._index.by_territory.get(t, ()))

    def _reach(self, parts: Parts, scope: Scope) -> list[int]:
        """Organisations worth comparing: those that share a number, a word or its beginning."""
        index = self._index
        hits: Counter[int] = Counter()
        for key in part_keys(parts):
            hits.update(index.postings.get(key))
            if key[0] in "ws":
                hits.update(index.postings.get(prefix(key)))
        found = [n for n in hits if scope.holds(index.home[n])]
        if len(found) > _MOST:
            found = sorted(found, key=lambda n: -hits[n])[:_MOST]
        return sorted(found)

    def _called(self, name: str, scope: Scope) -> list[int]:
        found = [n for n in self._index.postings.get("=" + name) if scope.holds(self._index.home[n])]
        if found or not scope.district:
            return found
        return [n for n in self._members(scope) if _only_kind(self._index.profile(n))]

    def _only_named(
        self, found: Sequence[tuple[Profile, Evidence]], scope: Scope, number: str | None
    ) -> list[tuple[Profile, Evidence]]:
        """A number may be overruled by a proper name only within a district and where the name is one school's."""
        overruled = [pair for pair in found if pair[1].level("number") == "overruled"]
        if not overruled:
            return list(found)
        named = [pair for pair in found if pair[1].level("name") in ("agree", "partial")]
        if scope.district and len(named) == 1 and not self._two_of_a_village(overruled[0][1], number, scope):
            return list(found)
        return [pair for pair in found if pair[1].level("number") != "overruled"]

    def _two_of_a_village(self, evidence: Evidence, number: str | None, scope: Scope) -> bool:
        """Whether both numbers may be right: two schools of one village, in a district that numbers by village.

        Where no number occurs twice and most are such as no village reaches, numbers run through the district.
        """
        numbers = (number, evidence.variant.parts.number)
        if not all(n is not None and int(n) <= _LOCAL_NUMBER for n in numbers):
            return False
        first = (self._index.profile(n).variants[0].parts for n in self._members(scope))
        named = [int(p.number) for p in first if p.number and p.words and not p.branch and _general(p)]
        through = len(named) >= _LEAST_NUMBERED and len(set(named)) == len(named)
        return not through or 2 * sum(n > _LOCAL_NUMBER for n in named) < len(named)

    def _in_scope(self, evidence: Evidence, profile: Profile, scope: Scope) -> Evidence:
        if scope.whole:
            return evidence
        if profile.territory in scope.unsure:
            named = {evidence.level("name"), evidence.level("settlement"), evidence.level("dedication")}
            level = (
                "unlisted" if named & _IDENTIFYING and self._index.territories[profile.territory].region else "unknown"
            )
        else:
            level = "context" if scope.district else "region"
        return replace(
            evidence, score=evidence.score + weights("district")[level], steps=(*evidence.steps, ("district", level))
        )


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


def _general(parts: Parts) -> bool:
    return any(lexicon.groups()[code] == "general" for code in parts.kinds)


def _only_kind(profile: Profile) -> bool:
    """An organisation that is called by its kind alone: «Дом детского творчества»."""
    return any(v.parts.kinds and not (v.parts.number or v.parts.words or v.parts.dedication) for v in profile.variants)


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
