"""Folding of a school's name so that registry and document can be compared letter by letter.

Names in registries and documents differ in ё/е, quotation marks, dashes, «№»/N/No, Latin look-alikes,
soft hyphens, and letters that OCR took for digits («С0Ш», «№ l2»).  Both sides go through the same fold;
the case of letters stays, for it tells a proper name from a common word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from extractor.linking import traits
from extractor.linking.heads import compound_heads
from extractor.patterns import load

# What is left out or stands for something else; replacing one by one is faster than translating.
_CHARACTERS = (
    *((seen, "") for seen in "\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    *((seen, '"') for seen in "«»“”„‟″‹›"),
    ("<<", '"'), (">>", '"'),
    *((seen, "-") for seen in "‐‑‒–—―−"),
    ("ё", "е"), ("Ё", "Е"), ("`", "'"), ("’", "'"),
)  # fmt: skip
_LATIN = "ABCEHKMOPTXYVaceopxyku"
_CYRILLIC = "АВСЕНКМОРТХУУасеорхуки"
_LOOKALIKE = str.maketrans(_LATIN, _CYRILLIC)
_MIXED = re.compile(r"[A-Za-z]*[А-Яа-я][A-Za-zА-Яа-я]*")
_LONE = re.compile(r"(?<![A-Za-z0-9])[acoxkCOKBAX](?![A-Za-z0-9])")
_ALL_LATIN = re.compile(r"(?<![A-Za-z])[ABCEHKMOPTXYV]{3,}(?![A-Za-z])")
_BROKEN = re.compile(r"(?<=[А-Яа-яa-z])-\s*\n\s*(?=[а-я])")
_FIRST_SOFT = re.compile(r"(?<![А-Яа-я])[Ьь](?=[А-Яа-я])")  # no word begins with a soft sign: OCR's «Б»
_SPLIT_FORM = re.compile(r"(?<=(?<![А-Яа-я])М[БКА])\s(?=(?:У?Д?О[УД]?|УДО)(?![а-я]))")  # «МБ УДО»
_LOOSE_MARK = re.compile(r"(?<=(?<![А-Яа-я])[сгпдх])\s\.(?=\s?[А-Я])")  # «с .Киевка»
_SIGNS = (
    r"№",
    r"(?<=[А-Яа-я])N(?:2(?=\s\d)|(?=\s?\d))",
    r"(?<![A-Za-zА-Яа-я])(?:[NН]2(?=\s\d)|[NН][oо°º]?\.?(?=\s?\d)|номер[а-я]{0,2}(?=\s|[А-Я]))",
    r"#(?=\s?\d)",
)
_NUMBER_SIGN = re.compile("|".join(_SIGNS), re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[а-я])(?:- (?=[А-Я])| -(?=[А-Я][а-я]))")  # «Верх- Хилинская», «Замай -Юртовская»
# «Маромин ская», «Чуев ска», «Нов ое»: the end of an adjective or a name of place that no word can be by itself.
_TAIL = (
    r" (?=(?:[авеийлнотчшья]{0,2}[сц]к(?:ая|ой|ую|ий|ого|ому|им|ом|ие|их|а|у|е)?|ая|ое|яя|ый|ий)(?![А-Яа-я.-]))"
    r"|(?<=[сц]) (?=к(?:ая|ой|ую|ий|ого|ому|им)(?![А-Яа-я.-]))"
)
_TAIL_GATE = re.compile(_TAIL)
_LOOSE_TAIL = re.compile(rf"(?<![А-Яа-я])((?:[А-Яа-я]+-)?[А-Я][а-я]+)(?:{_TAIL})")
_LATIN_LETTER = re.compile("[A-Za-zІ]")
# Gates: a text without these needs none of the repairs behind them.
_NUMBER_GATE = re.compile(r"[\d№#]|[Нн]омер|[IlІ][ЧИ]")
_BROKEN_WORD = re.compile(r"(?<![А-Яа-я])[Ьь]|^\.|^[-]|-$|М[БКА]$|^[А-Я]$")  # its pieces, word by word; hyphens
_BROKEN_GATE = re.compile(r"(?<![А-Яа-я])[Ьь]|[сгпдх] \.|М[БКА] |[А-Я] [А-Я] [А-Я]")
_GLUED_GATE = re.compile(
    r"[а-я][А-Я]|ОШ[сгп]\.|[яйе](?:нач|осн|сред|общеоб|шк|техн|колл|учил|детс|гимн|лице|цент)|[сц]к(?:ий|ая|ой)[а-я]{4}"
)
_GLUED = re.compile(
    r"(?<=[а-я]{3})(?=[А-Я])|(?<=ОШ)(?=[сгп]\.\s?[А-Я])"
    r"|(?<=(?:ая|ой))(?=(?:началь|основ|сред|общеобраз)[а-я]{3,})|(?<=(?:няя|ней|ная|ной))(?=школ[аыеу])"
    r"|(?<=(?:ый|ий|ая|ой|ое))(?=техникум|колледж|училищ|детск|гимнази|лице[йяюе]|центр)"
    r"|(?<=[сц]кий|[сц]кая|[сц]кой)(?=[а-я]{4})"
)
_SIGN_RUN = re.compile(r"№[№\s]*")
# OCR: «М» read as «1Ч», «ІЧ» or «ІИ»; zero, three and six inside a word of letters; letters inside a number.
_BROKEN_M = re.compile(r"(?<!\w)[1IlІ](?:[ЧИ](?=[БКАО]{0,2}О?У|ДОУ)|Ч(?=[а-я]))")
_DIGIT_IN_WORD = re.compile(r"(?<=[А-Яа-я])[036](?=[А-Яа-я])")
_AS_LETTER = {"0": "О", "3": "З", "6": "б"}
# «СОIII», «СОЦ1», «НЦ1ДС»
_BROKEN_SH = re.compile(r"(?:(?<=О)[I1lІ]{3}|(?<=[СОН])Ц[1lI])(?![А-Яа-я\d])|Ц[1lI](?=[А-Яа-я])")
_FIRST_ZERO = re.compile(r"(?<![\w№./-])0(?=[А-Яа-я]{2}|Ш(?!\w))")  # «0льгинская», «0Ш»
_NUMBER_LETTERS = re.compile(r"(?<=№)\s*(?:[0-9OОоoЗзlIІ|б]{1,4}|Ю)(?![\w-])")
_NO_SECOND_DIGIT = r"(?:класс|кл|чел|мест|лет|уч|год|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)"
_SPLIT_NUMBER = re.compile(rf"(?<=№ )(\d) (\d)(?![\d-])(?!\s?{_NO_SECOND_DIGIT})")
_AS_DIGIT = str.maketrans("OОоoЗзlIІ|б", "00003311116")
_SPACED = re.compile(r"(?<!\w)(?:[А-Я] ){2,}[А-Я](?!\w)")


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """One line of plain text: no ё, straight quotes, hyphens, «№», Cyrillic letters only where they were meant."""
    text = unicodedata.normalize("NFC", text)
    for seen, meant in _CHARACTERS:
        text = text.replace(seen, meant)
    if "\n" in text:
        text = _BROKEN.sub("", text)
    text = " ".join(text.split())
    found = traits.traits(text)
    if found & traits.REPAIR:
        return _repaired(text)
    if found & traits.NUMBER:
        text = _SIGN_RUN.sub("№ ", text)
    return _SPLIT_NUMBER.sub(r"\1\2", text) if found & traits.ONE_DIGIT else text


def repairable(word: str) -> bool:
    """Whether a word without a number may need a repair, alone or with its neighbours."""
    return bool(_LATIN_LETTER.search(word) or _BROKEN_WORD.search(word) or _TAIL_GATE.search(f"с {word}")) or bool(
        _GLUED_GATE.search(word)
    )


def _repaired(text: str) -> str:
    """A text of single spaces, all repairs made that it needs."""
    if _LATIN_LETTER.search(text):
        text = _MIXED.sub(lambda m: m[0].translate(_LOOKALIKE), text)
        text = _LONE.sub(lambda m: m[0].translate(_LOOKALIKE), text)
        text = _ALL_LATIN.sub(lambda m: m[0].translate(_LOOKALIKE), text)
        text = _BROKEN_SH.sub("Ш", text)
    if _BROKEN_GATE.search(text):
        text = _LOOSE_MARK.sub(".", _FIRST_SOFT.sub("Б", text))
        text = _SPLIT_FORM.sub("", text)
        text = _SPACED.sub(lambda m: m[0].replace(" ", ""), text)
    if " -" in text or "- " in text:
        text = compound_heads().sub(r"\1-", _HYPHEN.sub("-", text))
    if _TAIL_GATE.search(text):
        while (joined := _LOOSE_TAIL.sub(r"\1", text)) != text:
            text = joined
    if _NUMBER_GATE.search(text):
        text = _with_numbers(text)
    return _GLUED.sub(" ", text) if _GLUED_GATE.search(text) else text


def _with_numbers(text: str) -> str:
    """Signs of a number made «№ », letters and digits that OCR took for each other put right."""
    text = _BROKEN_M.sub("М", text)
    text = _DIGIT_IN_WORD.sub(lambda m: _AS_LETTER[m[0]], text)
    text = _BROKEN_SH.sub("Ш", _FIRST_ZERO.sub("О", text))
    text = _SIGN_RUN.sub("№ ", _NUMBER_SIGN.sub("№", text))
    text = _NUMBER_LETTERS.sub(_digits, text)
    return _SPLIT_NUMBER.sub(r"\1\2", text)


def _digits(m: re.Match[str]) -> str:
    """«№ 1О» → «№ 10», «№ l2» → «№ 12», «№ б» → «№ 6»; «№ о» stays."""
    letters = m[0].strip()
    if letters == "Ю":
        return m[0].replace("Ю", "10")
    return m[0] if letters.isalpha() and letters not in "ЗlIІб" else m[0].translate(_AS_DIGIT)


_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ая|яя|ое|ее|ой|ей|ую|юю|ою|ею|ий|ый|ие|ые|их|ых|им|ым|ом|ем|ам|ям|ах|ях"
    r"|ью|[аяоеуюыиьй])$"
)
_SHORT = 3
_FLEETING = re.compile(r"(?<=[а-я]{2})[оеё](?=[кц]$)|(?<=^[а-я]{2})е(?=л$)")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The part of a lower-case word that its cases share: «озерновской» → «озерновск», «хилка», «хилок» → «хилк».

    Parts of a hyphenated word are cut one by one.  Words of up to three letters lose a last vowel («Уфа», «Уфы»).
    """
    if "-" in word:
        return "-".join(stem(piece) for piece in word.split("-") if piece)
    if len(word) <= _SHORT:
        return word[:2] if len(word) == _SHORT and word[-1] in "аяоеуюыиьй" else word
    cut = _ENDING.sub("", word)
    if len(cut) < 3:
        cut = word[:3]
    cut = _FLEETING.sub("", cut)
    return re.sub(r"ь(?=[кц]?$)", "", cut)


_LEAST_ROOT = 3
_LONG_ROOT = 6


@cache
def _tails() -> frozenset[str]:
    """What may stand between the root of a place and the suffix of its adjective: «Дарго» – «дарг-ин-ская»."""
    return frozenset(("", *load("links").words("place-tails")))


def derived(adjective_stem: str, place_stem: str) -> bool:
    """Whether an adjective («новоазимовск») may come from a place («новоазимов», «красн» of «Красное»).

    The adjective without its suffix and the place must agree up to a short tail of either.
    """
    if not adjective_stem.endswith(("ск", "цк")):
        return False
    base = adjective_stem[:-2].replace("-", "")
    place = place_stem.replace("-", "")
    common = 0
    for a, b in zip(base, place, strict=False):
        if a != b:
            break
        common += 1
    tail, left = base[common:], len(place) - common
    if common < _LEAST_ROOT:
        return len(place) == common == len(base) - 1  # «Гай» – «Гайская»
    if tail not in _tails():
        return False
    # «Каменка» – «Каменская», «Ваймуга» – «Ваймужская», but not «Озерки» – «Озеровская»
    return left == 0 or (left == 1 and (common >= _LONG_ROOT or len(tail) <= 1))
