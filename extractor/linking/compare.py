"""Comparing a mention with one organisation, part by part.

Every part comes to a level («agree», «differ», «absent» …) with a weight of ``patterns/link_weights.toml``; some
disagreements rule the organisation out.  ``absent`` is a part the mention does not print, ``unknown`` one that the
registry does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.linking import lexicon
from extractor.linking.asked import Asked
from extractor.linking.compare_name import is_adjective, name_level, of_settlement
from extractor.linking.parts import Parts
from extractor.linking.places import any_same
from extractor.linking.profile import Profile, Variant
from extractor.linking.similar import FAR, errors, similar
from extractor.linking.weights import weights

Step = tuple[str, str]
_COMMON_DIGITS = 2
_SCHOOL = "школа"
_TAIL = re.compile(r"(?<=У)\s?ДОД?$")
_LEVELS = frozenset({"СОШ", "ООШ", "НОШ"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one organisation compares: the sum of weights, the level of each part, and the name that fitted best."""

    score: float
    steps: tuple[Step, ...]
    variant: Variant

    def level(self, part: str) -> str | None:
        return next((level for name, level in self.steps if name == part), None)


def compare(asked: Asked, profile: Profile, place: Sequence[str]) -> Evidence | None:
    """The best evidence over the organisation's names; ``None`` if something rules it out.

    Args:
        place: stems of the municipality's and region's names, which an adjective may come from.
    """
    best: Evidence | None = None
    for variant in profile.variants:
        steps = _steps(asked, profile, variant, place)
        if steps is None:
            continue
        if not asked.parts.identifies:
            if ("kind", "agree") not in steps or variant.parts.number or variant.parts.words:
                continue
            steps.append(("whole", "alone"))
        elif asked.whole and asked.whole in profile.wholes:
            steps.append(("whole", "agree"))
        if variant.former:
            steps.append(("state", "former"))
        elif profile.closed:
            steps.append(("state", "closed"))
        score = sum(weights(part)[level] for part, level in steps)
        if best is None or score > best.score:
            best = Evidence(score, tuple(steps), variant)
    return best


def _steps(asked: Asked, profile: Profile, variant: Variant, place: Sequence[str]) -> list[Step] | None:
    mention, parts = asked.parts, variant.parts
    steps: list[Step] = []
    name = name_level(asked, profile, variant, place)
    number = _number(mention, parts, name)
    if number == "differ":
        return None
    settlement = _settlement(asked, profile, parts, place)
    if settlement == "differ":
        return None
    if name == "absent" and settlement in ("agree", "derived") and mention.settlement:
        name = None  # «школа с. Мурово» prints the name of «Муровская СОШ» in another way
    kind = _kind(mention, parts)
    if kind == "differ":
        return None
    branch = _branch(mention, parts)
    if branch == "differ":
        return None
    for part, level in (
        ("branch", branch),
        ("number", number),
        ("name", name),
        ("initials", _initials(mention, profile, parts, place)),
        ("settlement", settlement),
        ("dedication", _dedication(mention, parts)),
        ("kind", kind),
        ("form", _form(mention, parts)),
    ):
        if level:
            steps.append((part, level))
    return steps


def _number(mention: Parts, parts: Parts, name: str | None) -> str | None:
    """A different number rules out, unless the proper name agrees: then the linker asks whether it is the only one."""
    if mention.number is None:
        return "absent" if parts.number else None
    if parts.number is None:
        named = name in ("agree", "partial", "similar") and mention.kinds
        return "unknown" if named else "unknown-alone"
    if mention.number == parts.number:
        return (
            "agree" if len(mention.number) <= _COMMON_DIGITS else "agree-rare"
        )  # few schools have numbers of three digits
    return "overruled" if name in ("agree", "partial") and mention.words else "differ"


def _initials(mention: Parts, profile: Profile, parts: Parts, place: Sequence[str]) -> str | None:
    """«КСОШ»: the letters before the kind begin a word of the name or of the place."""
    letters = mention.initials
    if letters is None:
        return None
    if letters == parts.initials:
        return "agree"
    words = [*parts.words, *(word for s in profile.settlements for word in s)] or place
    return "agree" if any(word.startswith(letters[0]) for word in words) else "differ"


def _settlement(asked: Asked, profile: Profile, parts: Parts, place: Sequence[str]) -> str | None:
    """A different settlement rules out; one the registry does not tell is looked for in the name and the town."""
    mine = asked.parts.settlement
    if not mine:
        if not asked.near:
            return None
        if _at(asked.near, profile, parts, place) or any(asked.near[-1] in other for other in profile.settlements):
            return "near"
        return "far" if profile.settlements and asked.from_there else None
    if any_same(mine, profile.settlements):
        return "agree"
    if level := _at(mine, profile, parts, place):
        return level
    apart = min((errors("".join(mine), "".join(other)) for other in profile.settlements), default=FAR + 1)
    if apart < FAR:
        return "similar-known" if any(asked.knows(word) for word in mine) else "similar"
    if apart == FAR and any(asked.odd(word) for word in mine if not asked.knows(word)):
        return "similar-far"
    if profile.settlements or any(map(is_adjective, parts.words)):
        return "differ"
    return "unknown"


def _at(mine: tuple[str, ...], profile: Profile, parts: Parts, place: Sequence[str]) -> str | None:
    if any_same(mine, profile.settlements):
        return "agree"
    if any(of_settlement(word, mine) for word in parts.words):
        return "derived"
    if profile.settlements or any(map(is_adjective, parts.words)):
        return None
    return "town" if "-".join(mine) in place or mine[-1] in place else None


def _dedication(mention: Parts, parts: Parts) -> str | None:
    mine, theirs = mention.dedication, parts.dedication
    if not mine:
        return "absent" if theirs else None
    if not theirs:
        # «Марьинская гимназия Пушкина»: the name may stand without «имени»
        return "agree" if mine[0] in parts.words else "unknown"
    if mine[0] == theirs[0] or mine[0] in theirs or theirs[0] in mine:
        return "agree"
    return "similar" if similar(mine[0], theirs[0]) else "differ"


def _kind(mention: Parts, parts: Parts) -> str | None:
    """«школа» fits any general one; another level or another kind speaks against; another field rules out."""
    mine, theirs = mention.kinds, parts.kinds
    if not mine:
        return _kind_by_form(mention.form, parts, theirs)
    if not theirs:
        return "differ" if parts.form and "ДОУ" in parts.form and "детский сад" not in mine else "absent"
    if any(code in theirs for code in mine if code != _SCHOOL):
        return "agree"
    group = lexicon.groups()
    groups = {group[code] for code in (*mine, *theirs)}
    if {group[code] for code in mine}.isdisjoint(group[code] for code in theirs):
        if groups != {"general", "special"}:
            return "differ"
        return "special-plain" if mine == (_SCHOOL,) else "special"
    if _SCHOOL in mine or _SCHOOL in theirs:
        return _plain_school(mention, theirs)
    return "level" if set(mine) | set(theirs) <= _LEVELS else "other"


def _plain_school(mention: Parts, theirs: Sequence[str]) -> str:
    """One side says just «школа», which is a way of speaking of any general school, or a name of its own."""
    if _SCHOOL in mention.kinds and _SCHOOL in theirs:
        return "agree"
    level = not _LEVELS.isdisjoint((*mention.kinds, *theirs))
    rare = mention.number is not None and len(mention.number) > _COMMON_DIGITS
    if _SCHOOL in theirs and not level and not rare:
        return "general-named"
    if _SCHOOL in mention.kinds and not level and not rare and mention.form:
        return "general-official"  # «МБОУ «Школа № 1»» is a name, no way of speaking of a gymnasium
    bare = not (mention.words or mention.settlement or mention.dedication)
    return "general-bare" if bare and not level else "general"


def _kind_by_form(form: str | None, parts: Parts, theirs: Sequence[str]) -> str | None:
    """«МБОУ № 14» is neither «МБДОУ № 14» nor a college or a house of creativity."""
    if form is None:
        return None
    groups = {lexicon.groups()[code] for code in theirs}
    if groups and "УДО" in form:
        return None if "extra" in groups else "differ"
    if groups and groups <= {"extra", "vocational", "higher"} and form.endswith("ОУ") and "П" not in form:
        return "differ"
    return "form" if parts.form and ("ДОУ" in form) != ("ДОУ" in parts.form) else None


def _form(mention: Parts, parts: Parts) -> str | None:
    if mention.form is None or parts.form is None:
        return None
    # the full words of «МБУ ДО» give «МБУ»: their «дополнительного образования» tells nobody apart
    return "agree" if _TAIL.sub("", mention.form) == _TAIL.sub("", parts.form) else "differ"


def _branch(mention: Parts, parts: Parts) -> str | None:
    """A branch is linked to a branch only, and to one of the same head where both are printed."""
    if not mention.branch:
        if not parts.branch:
            return None
        named = parts.words or (parts.kinds and (parts.number or parts.settlement))
        return "own-name" if named else "unnamed"
    if not parts.branch:
        return "differ"
    if mention.parent is None or parts.parent is None:
        return "agree"
    mine, theirs = mention.parent, parts.parent
    if mine.number and theirs.number and mine.number != theirs.number:
        return "differ"
    if mine.words and theirs.words and not set(mine.words) & set(theirs.words):
        return "differ"
    if mine.settlement and theirs.settlement and not any_same(mine.settlement, (theirs.settlement,)):
        return "differ"
    if mention.words or mention.number or mention.settlement:
        return "agree"  # the branch's own name decides; others have the same head
    shared = (mine.number and mine.number == theirs.number) or set(mine.words) & set(theirs.words)
    return "parent" if shared or (mine.settlement and mine.settlement == theirs.settlement) else "agree"
