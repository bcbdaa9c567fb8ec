"""Numbers written the way a list level asks for: 1, 01, a, IV, б."""

from __future__ import annotations

# Ё, Й, Ъ and Ь number nothing, Ы does (ECMA-376, 17.18.59: russianLower).
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LAST_ROMAN = 3_999
# After the last letter Word doubles them («яя»); past this many rounds it gives up on letters.
_LETTER_ROUNDS = 30


def numeral(number: int, form: str) -> str:
    """``number`` in the number format ``form`` (a value of ``w:numFmt``).

    Formats that nobody uses in Russian papers come out as plain digits, ``none`` as nothing.
    """
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "lowerLetter":
            return _letters(number, _LATIN)
        case "upperLetter":
            return _letters(number, _LATIN).upper()
        case "russianLower":
            return _letters(number, _RUSSIAN)
        case "russianUpper":
            return _letters(number, _RUSSIAN).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
    return str(number)


def _letters(number: int, alphabet: str) -> str:
    rounds, place = divmod(number - 1, len(alphabet))
    if number < 1 or rounds >= _LETTER_ROUNDS:
        return str(number)
    return alphabet[place] * (rounds + 1)


def _roman(number: int) -> str:
    if not 0 < number <= _LAST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
