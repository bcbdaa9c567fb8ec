"""Bytes to text: which encoding a file is in, told from the bytes themselves.

Russian papers of twenty years come in six encodings and rarely say which.  A byte order mark
and UTF-8 prove themselves; between the 8-bit Cyrillic pages the most plausible Russian wins:
pairs of letters that Russian uses, capitals where words begin, no rare signs inside words.
"""

from __future__ import annotations

import codecs
import re

from extractor.errors import SvodkaError

# What is larger is no document, and would not fit the time and memory of a worker: a file of so many
# bytes (HTML has ten bytes of markup to one of text), so many characters of text (3000 pages).
_MOST_BYTES = 24 * 2**20
_MOST_CHARACTERS = 6_000_000
# Control characters that stand in no text; tab, line ends and form feed stay.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]")
# All that str.isspace() is true for.
_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
# Up to this length splitting is faster than counting.
_SHORT = 1000
# Letters that follow a letter in Russian words, together about nine pairs of ten.
_FOLLOWERS = {
    "а": "бвгджзийклмнпрстфхцчшщюяе", "б": "аеилнорсуыьюящ", "в": "авдеиклнопрстуышья", "г": "аглоиреуднл",
    "д": "авденоирлсуымьпткя", "е": "бвгджзийклмнопрстухцчшщяе", "ж": "адеинку", "з": "абвгдеиймнораулыья",
    "и": "бвгдежзийклмнопрстуфхцчшюя", "й": "днокстмчлшц", "к": "авелиоурстцн", "л": "аеиоуыьюякжнлс",
    "м": "аеиоуыянмпсбклью", "н": "аеиоуыянтдсцкфгчь", "о": "бвгджзийклмнопрстуфхцчшщюя",
    "п": "аеилоруытьянпк", "р": "абвгдеижкмнорстуышьяцх", "с": "авекилмнопрстуфцчыьяюш",
    "т": "авеийкнорсуыьячюлт", "у": "бвгджзклмнпрстфхчшщюяед", "ф": "аеиоруфтл", "х": "аовинрусе",
    "ц": "аеиоуы", "ч": "аеинртукшьо", "ш": "аеиклоуьнт", "щ": "аеиуьн", "ъ": "еюя", "ы": "бвейкмлнрстхшдпзг",
    "ь": "знтмсюякешбцпг", "э": "лткфн", "ю": "бдтщчлсрн", "я": "вдзлмнрстхщютжбйк",
}  # fmt: skip
_NEVER_FIRST = frozenset("ъыь")
_FITTING = frozenset("«»–—№„“”…•·§°\u00a0\u00ad")
# A letter that is no word of its own between spaces (a dash misread), one inside a number (a no-break space).
_STRAY = re.compile(r"(?<=\S\S\s)[бгдежзйлмнпртф-щъ-ю](?=\s\S\S|\s?\Z)|(?<=\d)[а-я](?=\d)", re.IGNORECASE)
# The order is the order of trust when the bytes speak for several alike (a word without capitals).
_PAGES = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
# What files declare, by the name Python has for it; other declarations are not heeded.
_DECLARED = {
    "windows-1251": "cp1251", "win-1251": "cp1251", "cp1251": "cp1251", "x-cp1251": "cp1251",
    "1251": "cp1251",
    "koi8-r": "koi8-r", "koi8-u": "koi8-r", "koi8": "koi8-r",
    "ibm866": "cp866", "cp866": "cp866", "cp-866": "cp866", "866": "cp866",
    "iso-8859-5": "iso8859-5", "iso8859-5": "iso8859-5",
    "x-mac-cyrillic": "mac-cyrillic", "mac-cyrillic": "mac-cyrillic",
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
# So many bytes from the first non-ASCII one on decide between the 8-bit pages.
_SAMPLE = 12_000
# What a declaration is worth beside the plausibility, whose range is about -3 to 1.
_HEAD_START = 0.3
# One mistake in so many characters does not make UTF-8 something else (files joined or cut by bytes).
_FORGIVEN = 50


def read_text(data: bytes, *, name: str, declared: str | None = None) -> str:
    """The text of a file with ``\\n`` line ends and without control characters.

    Raises:
        SvodkaError: ``too-large``.
    """
    if len(data) > _MOST_BYTES:
        raise SvodkaError("too-large", path=name, detail=f"{len(data) // 2**20} МБ текста")
    text, _ = decode(data, declared=declared)
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def non_space(text: str) -> int:
    """How many characters are not white space: what readers count to tell losses."""
    if len(text) < _SHORT:
        return len("".join(text.split()))
    return len(text) - sum(map(text.count, _SPACES))


def check_length(characters: int, *, name: str) -> None:
    """Refuse more text than any document has.

    Raises:
        SvodkaError: ``too-large``.
    """
    if characters > _MOST_CHARACTERS:
        raise SvodkaError("too-large", path=name, detail=f"{characters // 1_000_000} млн знаков текста")


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    Args:
        data: the file, any length.
        declared: a charset that the file names itself (HTML, XML); heeded where the bytes agree.
    Returns:
        The text without byte order mark, and Python's name of the encoding. Bytes that the
        encoding does not know become U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    if wide := utf16_order(data):
        return data.decode(wide, errors="replace"), wide
    if _is_utf8(data):
        return data.decode("utf-8", errors="replace"), "utf-8"
    page = _best_page(data, declared)
    return data.decode(page, errors="replace"), page


def utf16_order(data: bytes) -> str | None:
    """``utf-16-le`` or ``-be`` for UTF-16 without a mark: every other byte is 0 (ASCII) or 4 (Cyrillic)."""
    head = data[:4096]
    head = head[: len(head) // 2 * 2]
    if len(head) < 8:
        return None
    for low, high, name in ((head[::2], head[1::2], "utf-16-le"), (head[1::2], head[::2], "utf-16-be")):
        tables = high.count(0) + high.count(4)
        # The low bytes of letters differ; a block of zeros or a table of small integers is no text.
        if tables >= 0.8 * len(high) and low.count(0) <= 0.02 * len(low) and len(set(low)) >= min(5, len(low)):
            return name
    return None


def plausibility(text: str) -> float:
    """How Russian the non-ASCII part of ``text`` looks: about 1 for Russian, below 0 for a wrong page."""
    mark, count = -float(len(_STRAY.findall(text))), 0
    before = " "
    for char in text:
        if char >= "\x80":
            count += 1
            mark += _mark(before, char)
        elif char.isalpha() and before >= "\x80" and before.isalpha():
            mark -= 1
        before = char
    return mark / count if count else 0.0


def _mark(before: str, char: str) -> float:
    small = char.lower()
    if small not in _FOLLOWERS and small != "ё":
        if "─" <= char <= "╿":
            # Frames of DOS tables: never beside a letter.
            return -2.0 if before.isalpha() else 0.2
        return 0.0 if char in _FITTING else -3.0
    previous = before.lower()
    if previous not in _FOLLOWERS:
        if small in _NEVER_FIRST:
            return -2.0
        # Words begin with a capital or not; a frame or a strange sign right before is strange.
        return 0.3 if before < "\x80" or before in _FITTING or before == "ё" else -1.0
    mark = 1.0 if small == "ё" or small in _FOLLOWERS[previous] else -1.0
    return mark - 2.0 if char != small and before == previous else mark


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        sample = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE].decode("utf-8", errors="replace")
        wrong = sample.count("\ufffd")
        return wrong * _FORGIVEN <= sum(char >= "\x80" for char in sample)
    return True


def _best_page(data: bytes, declared: str | None) -> str:
    first = _HIGH.search(data)
    begin = first.start() if first else 0
    sample = data[max(0, begin - 1) : begin + _SAMPLE]
    favoured = _DECLARED.get((declared or "").strip().lower().replace("_", "-"))

    def worth(page: str) -> float:
        bonus = _HEAD_START if page == favoured else 0.0
        return plausibility(sample.decode(page, errors="replace")) + bonus

    return max(_PAGES, key=worth)
