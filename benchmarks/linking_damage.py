"""Damage to a text: typing errors, Latin letters that look Cyrillic, recognition errors, ё for е."""

from __future__ import annotations

import random
import re

LATIN = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
# What recognition of scans makes of letters and signs, as seen in text layers.
SEEN = [
    ("М", "ІЧ"),
    ("Б", "Ь"),
    ("О", "0"),
    ("З", "3"),
    ("№ ", "N2 "),
    ("№ ", "Nº "),
    ("ш", "т"),
    ("и", "н"),
    ("н", "п"),
]
SEEN += [
    ("ы", "ьт"),
    ("щ", "ш"),
    ("л", "п"),
    ("в", "в "),
    ("«", "<<"),
    ("ц", "и"),
    ("е", "с"),
    ("Ш", "Ц1"),
    ("ж", "ясь"),
]
_LETTERS = "оаеинтсрвлкмдпуяыьгзбчйхжшюцщ"
# Kinds of typing errors in the 708 corrections that a word list of a whole registry collects, in per cent.
ERRORS = {"glue": 24, "split": 22, "letter": 37, "two": 11, "hyphen": 4}


def typo(rng: random.Random, text: str, errors: dict[str, int] | None = None) -> str:
    """The text with one typing error in a word of at least five letters; the same text if it has none."""
    spans = [match.span() for match in re.finditer(r"[А-Яа-яЁё]{5,}", text)]
    if not spans:
        return text
    shares = errors or ERRORS
    kind = rng.choices(list(shares), list(shares.values()))[0]
    start, end = rng.choice(spans)
    word = text[start:end]
    if kind == "glue" and text[end : end + 1] == " ":
        return text[:end] + text[end + 1 :]
    if kind == "split":
        cut = rng.randint(2, len(word) - 2)
        return text[:start] + word[:cut] + " " + word[cut:] + text[end:]
    if kind == "hyphen" and "-" in text:
        return text.replace("-", rng.choice([" - ", "- ", " -"]), 1)
    for _ in range(2 if kind == "two" else 1):
        word = _slip(rng, word)
    return text[:start] + word + text[end:]


def _slip(rng: random.Random, word: str) -> str:
    at = rng.randint(1, len(word) - 2)
    luck = rng.random()
    if luck < 0.35:
        return word[:at] + word[at + 1 :]
    if luck < 0.6:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if luck < 0.75:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice(_LETTERS) + word[at + 1 :]


def latin(rng: random.Random, text: str) -> str:
    """Some or all letters that have a Latin twin are replaced by it."""
    share = rng.choice([0.15, 0.5, 1.0])
    found = "".join(letter.translate(LATIN) if rng.random() < share else letter for letter in text)
    return found if found != text else text.translate(LATIN)


def scanned(rng: random.Random, text: str) -> str:
    """One or two errors of recognition; digits are left alone, since nobody could tell what they were."""
    for _ in range(rng.choice([1, 1, 2])):
        fitting = [(real, read) for real, read in SEEN if real in text]
        if fitting:
            real, read = rng.choice(fitting)
            places = [match.start() for match in re.finditer(re.escape(real), text)]
            at = rng.choice(places)
            text = text[:at] + read + text[at + len(real) :]
    return text


def without_yo(text: str) -> str:
    """е for every ё."""
    return text.replace("ё", "е").replace("Ё", "Е")
