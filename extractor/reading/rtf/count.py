"""The count of an RTF's characters, made without the walk, so that a loss of the walk shows."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from extractor.reading.rtf.header import Header, read_group
from extractor.reading.rtf.names import FEET, HEADS, NUMBERS, SIGNS, SYMBOLS, TABLES, is_unread
from extractor.reading.rtf.scan import Piece, Scanner
from extractor.reading.rtf.state import Chars, changed_chars

_SILENT = NUMBERS | {"fldinst"}


class _Group(NamedTuple):
    """What holds in a group: the look, the head or foot it belongs to, whether its text is no text."""

    chars: Chars = Chars()
    place: str = ""
    silent: bool = False


def count_characters(scanner: Scanner, header: Header) -> Counter[str]:
    """How many characters, white space apart, are shown: by the word of the head or foot they stand in, else «».

    Left out are hidden and deleted ones, list numbers and instructions of fields.
    """
    counted: Counter[str] = Counter()
    groups = [_Group()]
    opening = starred = False
    for piece in scanner:
        if piece.kind == "open":
            groups.append(groups[-1])
            opening, starred = True, False
            continue
        if opening and _is_star_or_blank(piece):
            starred = starred or piece.kind == "symbol"
            continue
        if piece.kind == "close" or (opening and _is_passed(piece.word, scanner, starred=starred)):
            groups.pop()
        elif piece.kind == "word" and piece.word not in SIGNS:
            groups[-1] = _changed(groups[-1], piece, opening=opening)
        elif not (groups[-1].silent or groups[-1].chars.hidden or groups[-1].chars.gone):
            counted[groups[-1].place] += _visible(piece, header, groups[-1].chars)
        opening = False
        if len(groups) < 2:
            break
    return counted


def _is_star_or_blank(piece: Piece) -> bool:
    return piece.text == b"*" if piece.kind == "symbol" else piece.kind == "text" and not piece.text.strip(b"\r\n")


def _is_passed(word: str, scanner: Scanner, *, starred: bool) -> bool:
    """Pass over a group without text, or the first version of one that stands twice."""
    if word in TABLES:
        read_group(scanner)
    elif is_unread(word, starred=starred):
        scanner.pass_group()
    else:
        if word == "upr":
            scanner.pass_next_group()
        return False
    return True


def _changed(group: _Group, piece: Piece, *, opening: bool) -> _Group:
    silent, place = group.silent or (opening and piece.word in _SILENT), group.place
    if opening and not silent and (piece.word in HEADS or piece.word in FEET):
        place = piece.word
    return _Group(changed_chars(group.chars, piece.word, piece.number), place, silent)


def _visible(piece: Piece, header: Header, chars: Chars) -> int:
    if piece.kind == "text":
        text = header.text(piece.text, chars)
    else:
        text = SYMBOLS.get(piece.text, "") if piece.kind == "symbol" else SIGNS[piece.word]
    return len("".join(text.split()))
