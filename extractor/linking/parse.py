"""Taking a school's name apart, the same way for registry and document.

Passes over the folded name find one part each and blank what they used, so that no later pass sees it;
what is left and begins with a capital letter or stands in quotes is the proper name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from extractor.linking import lexicon, traits
from extractor.linking.fold import fold, stem
from extractor.linking.parts import Parts

_ADJECTIVAL = re.compile(r"(?:ая|яя|ое|ее|ой|ый|ий|ые|ие|ого|его|ому|ему|ых|их|ым|им|ом|ем|ую|юю)$", re.IGNORECASE)
_OBLIQUE = re.compile(r"(?:ой|ей|им|ым|ими|ыми)$", re.IGNORECASE)
_PATRONYMIC = re.compile(r"(?:[вмнль]ич|вн|ичн)$")
_FEMININE = re.compile(r"[А-Я][А-Яа-я-]+(?:ск|цк)(?:ая|ой|ую)\s+№")  # «Озерновская № 47» can only be a school
_LEAST_KIND = 4
_NUMBER = re.compile(r"№\s*(\d{1,4})(?:/\d+)?(?!\d)")
_ORDINAL = re.compile(r"(?<![\d№.])(\d{1,4})\s?-\s?(?:ая|я|й|ой|ю|ую|ей|го|ого|м|му)(?![а-я])")
_BARE_AFTER = re.compile(r"\t[\s\"-]*(\d{1,4})(?![\d-])(?!\s?(?:лет|год|чел|мест|ступен|вид|уровн|смен|класс))")
_BARE_BEFORE = re.compile(r"(?<![\d.,№-])(\d{1,3}) +(?=\t)")
# The forms of the noun that no count takes: «20 школа», but «2 школы», «5 школ».
_SINGULAR = re.compile(r"школ(?:а|е|у|ой)$|гимнази(?:я|ю|ей)$|лице(?:й|ю|ем|е)$|сош$|оош$|сш$|сад(?:у|е|ом)?$")
# Kinds of which a town has several, told apart by an adjective of profile: «индустриальный колледж».
_PROFILED = frozenset({"колледж", "вуз", "лицей", "гимназия"})
_TOKEN = re.compile(r"[А-Яа-яA-Za-z]+(?:-[А-Яа-яA-Za-z]+)*")
_KIND_TAIL = re.compile(r"(?<![А-Яа-я])([А-Я]{1,3}?)(СОШ|ООШ|НОШ|СШ|ОШ)(?![А-Яа-я])")
_OWN_START = re.compile(r"в ((?:[сдпгх]|пос|дер|ст)\.\s?[А-Я][А-Яа-я-]+|[а-я]{4,8} [А-Я][А-Яа-я-]+)\s(?=[А-Я\"])")
_OWN_END = re.compile(
    r"(?:^|\s)(?:в|-)\s(?=(?:с|д|п|г|х|пос|дер|ст)\.|(?:деревн|сел|посел|хутор|станиц|город)|\"|[А-Я])"
)


def parse(name: str) -> Parts:
    """The parts of one name.

    Args:
        name: as printed, of one organisation (lists are split before, see ``mention.py``).
    """
    text = fold(name)
    m = lexicon.branch().search(text) if any(piece in text for piece in lexicon.branch_gate()) else None
    return _branch(text, m) if m else _plain(text)


def _branch(text: str, word: re.Match[str]) -> Parts:
    """«Болдыревский филиал МБОУ СОШ № 5», «Юрминская СОШ, филиал МАОУ …», «филиал МКОУ … в с. Аксумла».

    What stands before the word is the branch's own name; else the own name follows the parent's,
    after «в», a dash, or as a second kind of school.
    """
    left, right = text[: word.start()].strip(" ,-("), text[word.end() :].strip(" ,-)")
    own = _plain(left) if left else Parts()
    if own.kinds and _has_form(left) and not _has_form(right):  # «МБОУ "Златополинская СОШ", филиал "Семеновская СОШ"»
        return replace(_plain(right), branch=True, parent=own)
    if m := re.match(r"№ (\d{1,3})\b", right):  # «филиал № 2 федерального …»
        return Parts(number=m[1], branch=True, parent=_plain(right[m.end() :]))
    if own.words or own.number or own.settlement or own.kinds:
        return replace(own, branch=True, parent=_plain(right) if right else None)
    close = _closing(right) if right.startswith('"') else -1
    cut = close + 1 if close > 0 and _has_form(right[close:]) else -1
    if cut > 0:  # «Филиал "Орокская НОШ" муниципального … учреждения "Ябоганская СОШ"»
        return replace(_plain(right[:cut]), branch=True, parent=_plain(right[cut:]))
    if m := _OWN_START.match(right):  # «филиал в с. Слоновка МАОУ «Богородская СОШ»»
        return replace(_plain(m[1]), branch=True, parent=_plain(right[m.end() :]))
    places = [m.start() for m in _OWN_END.finditer(right)]
    kinds = [m.start() for m in lexicon.kind_words().finditer(right.lower())]
    if len(kinds) > 1:
        quote = right.rfind('"', 0, kinds[-1])
        at = max([p for p in places if p < kinds[-1]] + ([quote] if quote > kinds[0] else []), default=-1)
        at = at if at > 0 else _word_before(right, kinds[-1])
    else:
        at = places[-1] if places else -1
    parent = _plain(right[:at] if at >= 0 else right)
    own = _plain(right[at:]) if at >= 0 else Parts()
    named = parent.words or parent.number
    if not own.settlement and not own.words and parent.settlement and named and at < 0:
        # «филиал МАОУ "Богородская СОШ" село Парадеево»: the place after the parent's closing quote is the branch's
        own, parent = Parts(settlement=parent.settlement), replace(parent, settlement=())
    return replace(own, branch=True, parent=parent)


def _closing(text: str) -> int:
    """Where the quotation that opens a text closes, others inside it passed over; −1 if it does not."""
    sheet, depth, at = _Sheet(text), 1, text.find('"', 1)
    while at >= 0:
        depth = _depth(sheet, at, at + 1, depth)
        if not depth:
            return at
        at = text.find('"', at + 1)
    return -1


def _has_form(text: str) -> bool:
    return bool(lexicon.forms().search(text) or re.search("учреждени|организаци", text.lower()))


def _word_before(text: str, at: int) -> int:
    """Where the capitalised word before ``at`` begins, else ``at``."""
    m = re.search(r"[А-Я][а-я-]+\s$", text[:at])
    return m.start() if m else at


class _Sheet:
    """Folded text of which passes blank what they have used; ``cased`` is the unused text with its own case.

    ``found`` are the traits of its words (``traits.py``), which say what need not be looked for.
    """

    __slots__ = ("cased", "found", "text", "work")

    def __init__(self, text: str) -> None:
        self.text = self.cased = text
        self.found = traits.traits(text)
        low = text.lower()
        self.work = low if len(low) == len(text) else text

    def blank(self, start: int, end: int, fill: str = "\t") -> None:
        gap = fill * (end - start)
        self.work = self.work[:start] + gap + self.work[end:]
        self.cased = self.cased[:start] + gap + self.cased[end:]

    def blank_all(self, pattern: re.Pattern[str], fill: str = "\t") -> tuple[str, ...]:
        """Blank every match in lower-case text; the words that were there."""
        found = list(pattern.finditer(self.work))
        if not found:
            return ()
        work: list[str] = []
        cased: list[str] = []
        at = 0
        for m in found:
            start, end = m.span()
            gap = fill * (end - start)
            work += (self.work[at:start], gap)
            cased += (self.cased[at:start], gap)
            at = end
        self.work = "".join(work) + self.work[at:]
        self.cased = "".join(cased) + self.cased[at:]
        return tuple(m[0] for m in found)


def _plain(text: str) -> Parts:
    sheet = _Sheet(text)
    if sheet.found & traits.NOISE:
        sheet.blank_all(lexicon.noise(), " ")
    region: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    if sheet.found & traits.PLACE:
        region = _take(sheet, lexicon.region())
        district = _take(sheet, lexicon.district()) or _take(sheet, lexicon.city_district())
    dedication = _dedication(sheet)
    settlement, town = _settlement(sheet)
    form = _form(sheet)
    initials, kinds = _kinds(sheet)
    if not kinds and (mended := _mended(sheet)):
        return _plain(mended)
    if not kinds and form and re.search("ДО[БАК]?У", form):
        kinds = ("детский сад",)
    if not kinds:
        kinds = ("школа",) if form is None and _FEMININE.search(sheet.cased) else _no_school(sheet, form)
    words = sheet.blank_all(lexicon.form_words()) if sheet.found & traits.FORM_WORD else ()
    form = form or _spelled_form(words)
    number = _number(sheet)
    words = _words(sheet, kinds)
    return Parts(
        form=form, kinds=kinds, number=number, words=words, initials=initials, dedication=dedication,
        settlement=settlement, town=town, district=district, region=region,
    )  # fmt: skip


def _take(sheet: _Sheet, pattern: re.Pattern[str]) -> tuple[str, ...]:
    m = pattern.search(sheet.work)
    if not m:
        return ()
    sheet.blank(m.start(), m.end())
    return tuple(stem(word[0]) for word in _TOKEN.finditer(next(part for part in m.groups() if part)))


def _dedication(sheet: _Sheet) -> tuple[str, ...]:
    m = lexicon.dedication().search(sheet.cased) if "им" in sheet.work else None
    if not m:
        return ()
    end = m.end()
    quote = sheet.text.find('"', m.start("who"), end)
    if quote > m.start("who") + 1:
        end = quote
    if place := lexicon.settlement().search(sheet.text, m.start("who") + 3, end):
        end = place.start()
    if kind := lexicon.kind_words().search(sheet.work, m.start("who"), end):
        end = kind.start()
    words = []
    for token in _TOKEN.finditer(sheet.text, m.start("who"), end):
        low = token[0].lower()
        if token[0][0].isupper() and len(low) > 2:
            words.append(low)
    # «имени Героев Отечества»: where titles are all there is, they are the name
    words = [stem(low) for low in words if not lexicon.title_words().match(low)] or [stem(low) for low in words]
    sheet.blank(m.start(), end)
    for at, word in enumerate(words):  # «Михаила Тимофеевича Калашникова», «Калашникова Михаила Тимофеевича»
        if _PATRONYMIC.search(word) and at:
            rest = words[at + 1 :] or words[: at - 1]
            if rest:
                return (rest[0],)
    return tuple(reversed(words[:3]))


def _settlement(sheet: _Sheet) -> tuple[tuple[str, ...], bool]:
    capitals = sheet.text.isupper()
    if not capitals and not sheet.found & traits.MARK:
        return (), False
    pattern = lexicon.settlement_in_capitals() if capitals else lexicon.settlement()
    for m in pattern.finditer(sheet.cased):
        words = [m["name"].split(" ")[0]]
        for more in m["name"].split(" ")[1:]:
            if not (_ADJECTIVAL.search(words[-1]) or words[-1].endswith(".")):
                break
            words.append(more)
        words = [piece for word in words for piece in re.findall(r"[А-Яа-я-]+", word)]
        mark = m["mark"].lower()
        if mark in ("с", "к", "о") and _OBLIQUE.search(words[0]):
            continue  # «договор с Новороссийской средней школой»
        if lexicon.kind_words().match(words[0].lower()) or lexicon.forms().match(words[0]):
            continue
        size = m["name"].find(words[-1], sum(map(len, words[:-1]))) + len(words[-1])
        sheet.blank(m.start(), m.start("name") + size)
        return tuple(stem(word.lower()) for word in words), mark.startswith("г")
    return (), False


def _form(sheet: _Sheet) -> str | None:
    m = lexicon.forms().search(sheet.cased) if sheet.found & traits.CAPITALS else None
    if not m:
        return None
    sheet.blank(m.start(), m.end())
    return m["form"]


@lru_cache(maxsize=4096)
def _spelled_form(words: tuple[str, ...]) -> str | None:
    """«муниципальное бюджетное дошкольное образовательное учреждение» → «МБДОУ»."""
    letters = [next((letter for start, letter in lexicon.form_letters() if w.startswith(start)), "") for w in words]
    form = "".join(letters)
    return form if len(form) > 2 and form.endswith("У") else None


def _kinds(sheet: _Sheet) -> tuple[str | None, tuple[str, ...]]:
    """An own abbreviation's letters («К» of «КСОШ») and the kinds, in order, each once."""
    initials = None
    own = _KIND_TAIL.search(sheet.cased) if sheet.found & traits.CAPITALS else None
    if own and not lexicon.kind_words().match(own[0].lower()):
        initials = own[1].lower()
        sheet.blank(own.start(1), own.end(1))
    codes: list[str] = []
    for m in lexicon.kind_words().finditer(sheet.work):
        code = lexicon.kinds()[m.lastgroup or ""].code
        if code not in codes:
            codes.append(code)
        sheet.blank(m.start(), m.end())
    return initials, tuple(codes)


def _mended(sheet: _Sheet) -> str | None:
    """The text with the word of a kind put right («лцей № 71», «специальная шкопа № 2»); ``None`` if none is wrong."""
    for token in _TOKEN.finditer(sheet.work):
        if len(token[0]) < _LEAST_KIND:
            continue
        for word in lexicon.plain_kinds():
            if len(token[0]) >= len(word) - 1 and token[0][0] == word[0] and OSA.distance(token[0], word) <= 1:
                return sheet.text[: token.start()] + word + sheet.text[token.end() :]
    return None


def _no_school(sheet: _Sheet, form: str | None) -> tuple[str, ...]:
    """«библиотека № 18»: the kind of something else."""
    m = lexicon.other().search(sheet.work)
    if form or not m or lexicon.stops(m[0]):
        return ()
    return (lexicon.OTHER,) if len(m[0]) < 5 or sheet.text[m.start()].islower() else ()


def _number(sheet: _Sheet) -> str | None:
    for pattern in (_NUMBER, _ORDINAL, _BARE_AFTER, _BARE_BEFORE) if sheet.found & traits.NUMBER else ():
        m = pattern.search(sheet.work)
        if m and pattern is _BARE_BEFORE and not _SINGULAR.search(_blanked(sheet, m.end())):
            continue
        if m:
            number = m[1].lstrip("0") or "0"
            sheet.blank(m.start(), m.end())
            return number
    if sheet.found & traits.ORDINAL and (m := lexicon.ordinals().search(sheet.work)):
        sheet.blank(m.start(), m.end())
        return lexicon.ordinal_number(m)
    return None


def _blanked(sheet: _Sheet, at: int) -> str:
    """The words that an earlier pass used, from ``at`` on."""
    end = at
    while end < len(sheet.work) and sheet.work[end] == "\t":
        end += 1
    return sheet.text[at:end].lower()


def _words(sheet: _Sheet, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Stems of the proper name: capitalised words, and all words in quotes."""
    found: list[str] = []
    profiled = not _PROFILED.isdisjoint(kinds)
    depth = at = 0
    for token in _TOKEN.finditer(sheet.work):
        depth = _depth(sheet, at, token.start(), depth)
        at = token.start()
        quoted = depth > 0
        low = token[0]
        if not (quoted or sheet.text[token.start()].isupper() or (profiled and _ADJECTIVAL.search(low))):
            continue
        if lexicon.stops(low) or len(low) < 2 or _misspelt_form(low, sheet.text[token.start() :]):
            continue
        short = sheet.work[token.end() : token.end() + 1] == "." and _goes_on(sheet.work, token.end() + 1)
        word = f"{low}." if short and len(low) < 9 else stem(low)
        if word not in found:
            found.append(word)
    return tuple(found)


def _depth(sheet: _Sheet, start: int, end: int, depth: int) -> int:
    """How many quotation marks are open behind ``end``: «"Школа "Речной вокзал""» opens two."""
    at = sheet.work.find('"', start, end)
    while at >= 0:
        opens = not depth or (not sheet.text[at - 1 : at].isalnum() and sheet.text[at + 1 : at + 2].isalnum())
        depth += 1 if opens else -1
        at = sheet.work.find('"', at + 1, end)
    return depth


def _goes_on(work: str, at: int) -> bool:
    """Whether the name goes on behind a full stop: «Классич. лицей», «Юр. гимназия»."""
    return work[at:].strip(' ".') != ""


def _misspelt_form(word: str, printed: str) -> bool:
    """«мунципального», «МЬОУ»: a word of a legal form or its abbreviation with a typing error."""
    if 4 <= len(word) <= 6 and printed[: len(word)].isupper() and word.endswith(("оу", "удо", "дуо")):
        return True
    return _nearly_form(word)


@lru_cache(maxsize=16384)
def _nearly_form(word: str) -> bool:
    if len(word) < 9 or "-" in word or word.endswith(("ская", "ский", "ской")):
        return False
    return any(len(s) > 7 and OSA.distance(word[: len(s)], s, score_cutoff=2) <= 2 for s in lexicon.form_stems())
