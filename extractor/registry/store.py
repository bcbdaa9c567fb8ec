"""A registry as bytes and back, made for a quick return: fifty thousand organisations in hundredths of a second.

Every field of all organisations is one long text and a list of where each value ends; an organisation is made
only when it is asked for.  Numbers are in the order of bytes of the machine that wrote them, so the bytes are for
its own cache and not for others.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, overload

from extractor.registry.model import NAME_KINDS, STATUSES, Name, Organisation, Problem, Registry

_VERSION = 1
_MARK = f"svodka-registry {_VERSION} {sys.byteorder} {array('I').itemsize}\n".encode()
_TEXTS = (
    "id", "legal_form", "kind", "number", "settlement", "district", "municipality", "region", "inn", "ogrn", "kpp",
    "address", "status_text", "parent_id",
)  # fmt: skip
# What of a registry is not its organisations, and small enough for JSON.
_HEADER = (
    "source", "sha256", "format", "problem_counts", "encoding", "delimiter", "sheet", "head_row", "rows", "skipped",
)  # fmt: skip
_LENGTH = struct.Struct("<I")
_BRANCH = 8


class _Texts:
    """One field of all organisations; an empty text stands for ``None``."""

    __slots__ = ("_ends", "_text")

    def __init__(self, text: str, ends: array[int]) -> None:
        if (ends[-1] if ends else 0) != len(text):
            raise ValueError("lengths and text differ")
        self._text = text
        self._ends = ends

    def __getitem__(self, k: int) -> str:
        return self._text[self._ends[k - 1] if k else 0 : self._ends[k]]


class StoredOrganisations(Sequence[Organisation]):
    """Organisations that are made when they are asked for, anew each time."""

    __slots__ = ("_first_names", "_flags", "_kinds", "_names", "_rows", "_texts")

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._texts = [_read_texts(pieces) for _ in _TEXTS]
        self._names = _read_texts(pieces)
        self._kinds = next(pieces)
        self._first_names = _read_numbers(pieces)
        self._rows = _read_numbers(pieces)
        self._flags = next(pieces)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, k: int) -> Organisation: ...

    @overload
    def __getitem__(self, k: slice) -> tuple[Organisation, ...]: ...

    def __getitem__(self, k: int | slice) -> Organisation | tuple[Organisation, ...]:
        if isinstance(k, slice):
            return tuple(self._make(n) for n in range(*k.indices(len(self))))
        if not -len(self) <= k < len(self):
            raise IndexError(k)
        return self._make(k % len(self))

    def __iter__(self) -> Iterator[Organisation]:
        return map(self._make, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def _make(self, k: int) -> Organisation:
        begin, end = self._first_names[k - 1] if k else 0, self._first_names[k]
        flag = self._flags[k]
        values: dict[str, Any] = {name: texts[k] or None for name, texts in zip(_TEXTS, self._texts, strict=True)}
        return Organisation(
            names=tuple(Name(self._names[n], NAME_KINDS[self._kinds[n]]) for n in range(begin, end)),
            row=self._rows[k],
            status=STATUSES[flag % _BRANCH - 1] if flag % _BRANCH else None,
            is_branch=flag >= _BRANCH,
            **values,
        )


def dump(registry: Registry) -> bytes:
    """The registry as bytes.

    Raises:
        ValueError: a value that no reader makes: an empty text for ``None``, half of a surrogate pair.
    """
    organisations = registry.organisations
    names = [name for organisation in organisations for name in organisation.names]
    header: dict[str, Any] = {key: getattr(registry, key) for key in _HEADER}
    header["problem_counts"] = dict(registry.problem_counts)
    header["columns"] = registry.columns
    header["ignored"] = registry.ignored
    header["problems"] = [[p.code, p.severity, p.row, p.id, p.values] for p in registry.problems]
    pieces: list[bytes] = [json.dumps(header, ensure_ascii=True).encode()]
    for field in _TEXTS:
        pieces += _texts([getattr(organisation, field) for organisation in organisations])
    pieces += _texts([name.text for name in names])
    pieces.append(bytes(NAME_KINDS.index(name.kind) for name in names))
    pieces.append(_numbers(accumulate(len(organisation.names) for organisation in organisations)))
    pieces.append(_numbers(organisation.row for organisation in organisations))
    pieces.append(bytes(map(_flag, organisations)))
    return _MARK + b"".join(_LENGTH.pack(len(piece)) + piece for piece in pieces)


def restore(data: bytes) -> Registry:
    """The registry that ``dump`` turned into these bytes; it is equal to it.

    Raises:
        ValueError: bytes of another version or machine, or damaged ones.
    """
    if not data.startswith(_MARK):
        raise ValueError("not a stored registry of this version")
    try:
        pieces = _pieces(memoryview(data))
        header = json.loads(next(pieces))
        organisations = StoredOrganisations(pieces)
        problems = tuple(Problem(code, how, row, key, tuple(v)) for code, how, row, key, v in header.pop("problems"))
        columns = tuple((head, field) for head, field in header.pop("columns"))
        ignored = tuple(header.pop("ignored"))
        return Registry(organisations, problems=problems, columns=columns, ignored=ignored, **header)
    except (StopIteration, KeyError, TypeError, struct.error) as why:
        raise ValueError("damaged") from why


def _flag(organisation: Organisation) -> int:
    status = STATUSES.index(organisation.status) + 1 if organisation.status else 0
    return status + (_BRANCH if organisation.is_branch else 0)


def _texts(values: Sequence[str | None]) -> tuple[bytes, bytes]:
    if "" in values:
        raise ValueError("an empty text")
    return "".join(value or "" for value in values).encode(), _numbers(accumulate(len(value or "") for value in values))


def _numbers(values: Iterable[int]) -> bytes:
    return array("I", values).tobytes()


def _pieces(data: memoryview) -> Iterator[bytes]:
    at = len(_MARK)
    while at < len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size
        if at + length > len(data):
            raise ValueError("cut off")
        yield bytes(data[at : at + length])
        at += length


def _read_texts(pieces: Iterator[bytes]) -> _Texts:
    return _Texts(next(pieces).decode(), _read_numbers(pieces))


def _read_numbers(pieces: Iterator[bytes]) -> array[int]:
    numbers: array[int] = array("I")
    numbers.frombytes(next(pieces))
    return numbers
