"""The made-up registry beside the figures that were counted in real ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median

from linking_parts import Row
from linking_words import folded

# Organisations that the real counts are about: general schools, no kindergartens and no colleges.
SCHOOLS = (
    "сош",
    "сш",
    "школа",
    "оош",
    "ош",
    "нош",
    "ншдс",
    "гимназия",
    "лицей",
    "цо",
    "интернат",
    "вечерняя",
    "коррекционная",
)


def share(rows: Sequence[Row], test: Callable[[Row], object]) -> str:
    """Per cent of the rows that pass."""
    return f"{100 * sum(bool(test(row)) for row in rows) / max(1, len(rows)):.1f} %"


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Lines «what | made up | real»."""
    yield f"{'what':66} | {'made up':>22} | real"
    for what, made, real in [*_sizes(rows), *_names(rows), *_repeats(rows), *_adjectives(rows), *_writing(rows)]:
        yield f"{what:66} | {made:>22} | {real}"


def _outside(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.truth.town.region.habit != "m"]


def _schools(rows: Iterable[Row]) -> list[Row]:
    return [row for row in _outside(rows) if row.truth.parts.kind in SCHOOLS or row.parent_id]


def _sizes(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    yield "organisations", str(len(rows)), "some 44–52 thousand cards"
    yield "regions", str(len({row.region for row in rows})), "85"
    yield "municipalities", str(len({row.truth.town.key for row in rows})), "some 1,900–2,300"
    yield "branches", share(rows, lambda r: r.parent_id), "11 %"
    letters = Counter(row.truth.parts.branch for row in rows if row.parent_id)
    yield (
        "branches A, B, C, D",
        ", ".join(f"{100 * letters[x] / max(1, letters.total()):.0f}" for x in "ABCD"),
        "41, 33, 19, 7",
    )
    yield "closed", share(rows, lambda r: r.status != "действующая"), "3 % (asked for)"
    yield "former names", share(rows, lambda r: r.former_names), "10 % (asked for)"
    kinds = Counter(row.truth.parts.kind for row in rows)
    told = ", ".join(f"{key} {kinds[key]}" for key in ("сош", "оош", "сш", "нош", "ош", "школа", "доу"))
    yield "kinds", "", told + " (real: СОШ 28,968, ООШ 10,332, СШ 4,186, НОШ 2,519, ОШ 1,204)"


def _names(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """The table «schools in …» of the real counts."""
    schools = _schools(rows)
    capital = [row for row in rows if row.truth.town.region.habit == "m" and row.truth.parts.kind != "доу"]
    cities = [row for row in schools if row.truth.town.city and not row.parent_id]
    rural = [row for row in schools if not row.truth.town.city]
    plain = [row for row in rural if row.truth.town.region.habit == "a"]
    groups = [
        ("Moscow and the like", capital, "92, 8, 3, 1, 6"),
        ("cities", cities, "99, 4, 1, 1, 1"),
        ("districts by adjective", plain, "30–41, 3–5, 51–71, 5–9, 4–17"),
        ("all districts", rural, "17, 26, 64, 5, 24 (sample)"),
        ("all outside Moscow", schools, "46, 8, 47, 6, 13"),
    ]
    for name, group, real in groups:
        found = [
            share(group, lambda r: r.truth.parts.number),
            share(group, lambda r: r.truth.parts.dedication),
            share(group, lambda r: r.truth.parts.adjective),
            share(group, lambda r: r.truth.parts.adjective and r.truth.parts.number),
            share(group, lambda r: not r.truth.parts.adjective and not r.truth.parts.number),
        ]
        yield f"{name}: number, имени, adjective, both, neither", " ".join(x.removesuffix(" %") for x in found), real


def _repeats(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    schools = _schools(rows)
    numbered = [row for row in schools if row.truth.parts.number]
    regions: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    districts: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in numbered:
        regions[row.region][_pair(row)] += 1
        districts[row.truth.town.key][_pair(row)] += 1
    again = sum(count for one in regions.values() for count in one.values() if count > 1)
    yield (
        "numbered schools whose (kind, number) is elsewhere in the region",
        f"{100 * again / len(numbered):.0f} %",
        "68–89 %",
    )
    groups = [sum(count > 1 for pair in districts.values() for count in pair.values())][0]
    large = {name: one for name, one in regions.items() if sum(one.values()) > 100}
    yield "(kind, number) twice in one district, groups per region", f"{groups / len(regions):.1f}", "4–8"
    yield (
        "«СОШ № 1» per large region, median",
        f"{median(one['сош', '1'] for one in large.values()) if large else 0}",
        "17–18",
    )
    where: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for row in schools:
        if row.truth.parts.adjective:
            where[row.region, row.truth.parts.adjective, row.truth.parts.kind].add(row.truth.town.key)
    most = sum(len(found) > 1 for found in where.values())
    yield "adjective + kind in several districts of a region", f"{100 * most / len(where):.1f} %", "1–7 %"


def _pair(row: Row) -> tuple[str, str]:
    return row.truth.parts.kind, row.truth.parts.number


def _adjectives(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    used = Counter(row.truth.parts.adjective for row in rows if row.truth.parts.adjective)
    names = sorted(used)
    yield "different adjectives (of how many schools)", f"{len(names)} ({used.total()})", "6,901"
    near = [0, 0]
    for start in range(0, len(names), 500):
        part = names[start : start + 500]
        found = cdist(part, names, scorer=Levenshtein.distance, score_cutoff=2)
        near[0] += int(((found <= 1).sum(axis=1) > 1).sum())
        near[1] += int(((found <= 2).sum(axis=1) > 1).sum())
    yield (
        "with another one letter off, two letters off",
        " ".join(f"{100 * x / max(1, len(names)):.0f}" for x in near),
        "24, 58",
    )
    yield (
        "commonest adjectives",
        " ".join(str(count) for _, count in used.most_common(5)),
        "Берёзовская and the like: about a hundred",
    )
    villages = [row.truth for row in rows if row.truth.parts.adjective and row.truth.place.kind != "г"]
    close = [_common(one.place.name, one.parts.adjective) for one in villages]
    told = " ".join(f"{100 * close.count(level) / max(1, len(close)):.0f}" for level in (2, 1, 0))
    yield "adjective from settlement: stem, four letters, nothing", told, "77, 16, 7"


def _common(name: str, adjective: str) -> int:
    short, long = folded(name), folded(adjective)
    if long.startswith(short.rstrip("аеиоуыяйь")[: max(4, len(short) - 2)]):
        return 2
    return int(long[:4] == short[:4])


def _writing(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    outside = _outside(rows)
    heads = [row for row in outside if row.short_name and not row.parent_id and row.name != row.short_name]
    ways = Counter(row.truth.deviation for row in heads)
    order = ("exact", "dropped", "shortened", "undedicated", "own", "kind", "other")
    told = " ".join(f"{100 * ways[key] / max(1, len(heads)):.0f}" for key in order)
    yield "short names: rule, drop, shorten, имени, own, kind, other", told, "51, 24, 10, 4, 1–2, 2, 7"
    yield "no short name (branches)", share([r for r in outside if r.parent_id], lambda r: not r.short_name), "40 %"
    yield "no short name (all)", share(outside, lambda r: not r.short_name), "26 %"
    yield "quotes: none, straight, « »", " ".join(_quotes(outside)), "55, 32, 12; unbalanced 1.4"
    signs = [row for row in outside if "№" in row.name]
    yield "«№5» against «№ 5»", share(signs, lambda r: "№ " not in r.name), "11 % everywhere, 35 % outside Moscow"
    yield "settlement empty", share(outside, lambda r: not r.settlement), "33 %"
    yield "municipality empty", share(outside, lambda r: not r.municipality), "13 %"
    numbered = [row for row in outside if row.truth.parts.number]
    yield "number empty though the name has it", share(numbered, lambda r: not r.number), "10 % (asked for)"
    yield (
        "capitals only; lower case first",
        f"{share(outside, lambda r: r.name.isupper())}; {share(outside, lambda r: r.name[0].islower())}",
        "2.1 %; 7.2 %",
    )
    lengths = sorted(len(row.name) for row in outside if row.name != row.short_name)
    yield (
        "length of full names: median, p95, longest",
        f"{median(lengths):.0f} {lengths[len(lengths) * 95 // 100]} {lengths[-1]}",
        "106, 209, 322",
    )
    forms = Counter(row.truth.parts.form or "none" for row in _schools(rows))
    told = " ".join(f"{key} {100 * count / forms.total():.0f}" for key, count in forms.most_common(6))
    yield "legal forms", "", told + " (real: МОУ 38, МБОУ 38, МАОУ 11, МКОУ 5, ГБОУ 4; old lists of two regions)"


def _quotes(rows: Sequence[Row]) -> Iterator[str]:
    counts = Counter(
        "bad"
        if r.name.count("«") != r.name.count("»") or r.name.count('"') % 2
        else "«"
        if "«" in r.name
        else '"'
        if '"' in r.name
        else ""
        for r in rows
    )
    for key in ("", '"', "«", "bad"):
        yield f"{100 * counts[key] / len(rows):.1f}"
