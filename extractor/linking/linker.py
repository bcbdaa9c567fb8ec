"""Linking: a mention and its context → the organisation, several candidates, or nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.linking import lexicon
from extractor.linking import mention as mentions
from extractor.linking.answer import Answer, Reason
from extractor.linking.asked import Asked
from extractor.linking.compare import Evidence, compare
from extractor.linking.context import Around, Context, complete
from extractor.linking.decide import decide
from extractor.linking.fold import fold, stem
from extractor.linking.index import Index, prefix
from extractor.linking.judgements import Judgements
from extractor.linking.misspelt import Misspelt
from extractor.linking.overrule import Compared, without_overruled
from extractor.linking.parts import Parts
from extractor.linking.places import same_region
from extractor.linking.printed import in_words
from extractor.linking.profile import Profile, part_keys
from extractor.linking.rivals import beside_known
from extractor.linking.scope import Scope
from extractor.linking.weights import weights
from extractor.linking.where import Where
from extractor.linking.whole import whole

_DECIDED = (Reason("judgement", "given", 0.0),)
_SMALL = 80
# Numbers of more digits are counted through a whole region.
_OF_A_TOWN = 3
_TWO_PIECES = re.compile(r"(?<![А-Яа-яЁё-])([А-ЯЁа-яё][а-яё]+)-? (?=([а-яё]{2,}(?:-[А-Яа-яЁё]+)?)(?![А-Яа-яЁё]))")
_IDENTIFYING = frozenset({"agree", "partial", "place", "similar", "similar-far", "derived"})
_MOST = 400
_FEW = 40


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
    Attributes:
        where: tells which municipality a mention is looked for in.
    """

    def __init__(self, index: Index, judgements: Judgements | None = None) -> None:
        self._index = index
        self._judgements = judgements or Judgements()
        self.where = Where(index)
        self._misspelt = Misspelt(index)

    def link(self, text: str, context: Context | None = None) -> list[Link]:
        """Every school that ``text`` names, in order; the list has at least one item."""
        context = context or Context()
        if judged := self._judgements.find(text, context):
            return [Link(text, Parts(), self._judged(judged.id))]
        found = mentions.split(self._mended(fold(text)))
        if len(found) == 1:
            found = [mentions.Mention(text, found[0].parts)]
        parts, around = complete([m.parts for m in found], text, context.sentence)
        out = []
        for m, full in zip(found, parts, strict=True):
            answer = self.answer(full, context, around, text=m.text)
            out.append(Link(m.text, full, answer))
        return out

    def _mended(self, text: str) -> str:
        """«Боброво дворская СОШ»: two pieces that only together are a word of the registry are one word."""

        def joined(m: re.Match[str]) -> str:
            second = m[2].lower()
            together = m[1].lower() + second
            if together in lexicon.plain_kinds():
                return m[1]  # «гимн азия № 1»
            known = m[1][0].isupper() and self._index.knows(stem(together))
            return m[1] if known and not self._word(second) else m[0]

        return _TWO_PIECES.sub(joined, text) if _TWO_PIECES.search(text) else text

    def _word(self, piece: str) -> bool:
        """Whether a lower-case piece may stand alone."""
        return lexicon.common(piece) or self._index.knows(stem(piece))

    def home(self, key: str) -> tuple[str | None, str | None]:
        """Words of the region and of the municipality of an organisation; ``None`` where the registry is silent."""
        territory = self._index.territory(self._index.by_id[key])
        return " ".join(territory.region) or None, " ".join(territory.municipality) or None

    def answer(self, parts: Parts, context: Context, around: Around | None = None, *, text: str = "") -> Answer:
        """The answer for one school's parts."""
        # a bare number of a list («…, 2 и 7») says too little for a person's decision on it to be found
        if not whole(text).isdigit() and (judged := self._judgements.find(text, context)):
            return self._judged(judged.id)
        if not parts.identifies and not text:
            return Answer("unmatched", score=1.0)
        around = around or Around()
        scope = self.where.scope(parts, context, around)
        there = self.where.settlement(around)
        asked = Asked(parts, whole(text), there or around.near, bool(there), self._index.knows, self._misspelt.odd)
        # «МБОУ «Гимназия»»: nothing but the kind is printed, yet one organisation may be called so
        reach = self._reach(parts, scope) if parts.identifies else self._called(asked, scope)
        if near := self._misspelt.near(parts, scope, self._members(scope)):
            reach = sorted(near.union(reach))
        found = self._compared(asked, reach, scope)
        if not found and parts.identifies and scope.size <= _SMALL:  # a typing error may hide every word
            found = self._compared(asked, self._members(scope), scope)
        members = (self._index.profile(n) for n in self._members(scope))
        found = beside_known(without_overruled(found, scope, parts.number, members))
        answer = decide(parts, found, scope.size, territories=self._index.territories)
        best = answer.name or (answer.candidates[0].name if answer.candidates else "")
        return in_words(answer, text, best)

    def _compared(self, asked: Asked, places: Iterable[int], scope: Scope) -> list[Compared]:
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
            return Answer("unmatched", score=1.0, reasons=_DECIDED, judged=True)
        profile = self._index.profile(n)
        return Answer("matched", profile.id, profile.name, 1.0, reasons=_DECIDED, judged=True)

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
        home, allowed = index.home, scope.inside | scope.unsure
        found = list(hits) if scope.whole else [n for n in hits if home[n] in allowed]
        if len(found) > _MOST:
            found = sorted(found, key=lambda n: -hits[n])[:_MOST]
        return sorted(found)

    def _called(self, asked: Asked, scope: Scope) -> list[int]:
        names = {asked.whole, *map(whole, asked.parts.kinds)}  # «Центру детского творчества» is «ЦДТ» as well
        told = {n for name in names for n in self._index.postings.get("=" + name)}
        found = sorted(n for n in told if scope.holds(self._index.home[n]))
        if found or not scope.district:
            return found
        return [n for n in self._members(scope) if _only_kind(self._index.profile(n))]

    def _in_scope(self, evidence: Evidence, profile: Profile, scope: Scope) -> Evidence:
        if scope.whole:
            return evidence
        if profile.territory in scope.unsure:
            level = self._unlisted(evidence, profile)
        else:
            level = "context" if scope.district else "region"
        return replace(
            evidence, score=evidence.score + weights("district")[level], steps=(*evidence.steps, ("district", level))
        )

    def _unlisted(self, evidence: Evidence, profile: Profile) -> str:
        """How well a candidate whose municipality nobody tells is told apart from those of other districts."""
        if not self._index.territories[profile.territory].region:
            return "unknown"
        postings, parts = self._index.postings, evidence.variant.parts
        if evidence.level("number") == "agree-rare" and len(parts.number or "") > _OF_A_TOWN:
            return "unlisted-alone" if len(postings.get(f"n{parts.number}")) == 1 else "unlisted"
        if not {evidence.level("name"), evidence.level("settlement"), evidence.level("dedication")} & _IDENTIFYING:
            return "unknown"
        names = [f"w{word}" for word in parts.words] + [f"s{place[-1]}" for place in profile.settlements]
        return "unlisted-alone" if any(self._alone(name, profile) for name in names) else "unlisted"

    def _alone(self, key: str, profile: Profile) -> bool:
        """Whether nobody else of an organisation's region has a key."""
        region = self._index.territories[profile.territory].region
        places = self._index.postings.get(key)
        if len(places) > _FEW:
            return False
        return sum(same_region(region, self._index.territory(n).region) for n in places) == 1


def _only_kind(profile: Profile) -> bool:
    """An organisation that is called by its kind alone: «Дом детского творчества»."""
    return any(v.parts.kinds and not (v.parts.number or v.parts.words or v.parts.dedication) for v in profile.variants)
