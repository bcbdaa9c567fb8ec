"""The places of a text's words, held compactly: a volume of 500 pages has more than a hundred thousand."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from extractor.reading.source import Box, Place

# Start, end, page and the four sides of the box, one word after the other.
_WIDTH = 7


class Places(Sequence[Place]):
    """A sequence of ``Place`` made anew whenever one is asked for; 56 bytes a word instead of 180.

    How sure a word's reading is, is only kept where words were read from a picture.
    """

    __slots__ = ("_numbers", "_sure")

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self._numbers = array("d")
        self._sure: array[float] | None = None
        for place in places:
            self._numbers.extend((place.start, place.end, place.page, *place.box))
            if place.sure < 1 or self._sure is not None:
                self._tell(place.sure)

    def _tell(self, sure: float) -> None:
        """Notes how sure the last word is; all before it that nothing was noted of are."""
        if self._sure is None:
            self._sure = array("d")
        self._sure.extend([1.0] * (len(self) - 1 - len(self._sure)))
        self._sure.append(sure)

    def __len__(self) -> int:
        return len(self._numbers) // _WIDTH

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Place, ...]: ...
    def __getitem__(self, index: int | slice) -> Place | tuple[Place, ...]:
        if isinstance(index, slice):
            return tuple(self._at(k) for k in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._at(index % len(self))

    def __iter__(self) -> Iterator[Place]:
        return map(self._at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Places({list(self)!r})"

    def _at(self, index: int) -> Place:
        start, end, page, x0, top, x1, bottom = self._numbers[index * _WIDTH : (index + 1) * _WIDTH]
        sure = self._sure[index] if self._sure is not None and index < len(self._sure) else 1.0
        return Place(int(start), int(end), int(page), (x0, top, x1, bottom), sure)

    def packed(self) -> tuple[array[float], array[float] | None]:
        """The numbers as they are held, seven a word, and how sure the reading is: all of it for ``unpacked``."""
        return self._numbers, self._sure

    @classmethod
    def unpacked(cls, numbers: array[float], sure: array[float] | None) -> Places:
        """The places that ``packed`` gave these numbers of."""
        whole = cls()
        whole._numbers, whole._sure = numbers, sure
        return whole

    def sure(self, start: int, end: int) -> float:
        """How sure the least sure of the words that raw ``start:end`` touches is."""
        if self._sure is None:
            return 1.0
        numbers = self._numbers
        held = [s for k, s in enumerate(self._sure) if numbers[k * _WIDTH] < end and start < numbers[k * _WIDTH + 1]]
        return min(held, default=1.0)

    def around(self, start: int, end: int) -> tuple[int, Box]:
        """The page of the first word that raw ``start:end`` touches (else of the first), and its words' box there."""
        words = range(0, len(self._numbers), _WIDTH)
        numbers = self._numbers
        hit = [k for k in words if numbers[k] < end and start < numbers[k + 1]] or [0]
        page = numbers[hit[0] + 2]
        hit = [k for k in hit if numbers[k + 2] == page]
        return int(page), (
            min(numbers[k + 3] for k in hit),
            min(numbers[k + 4] for k in hit),
            max(numbers[k + 5] for k in hit),
            max(numbers[k + 6] for k in hit),
        )

    def followed(self, places: Sequence[Place], by: int) -> Places:
        """These places, then those of a text that stands ``by`` characters further on."""
        held = places if isinstance(places, Places) else Places(places)
        more = held._numbers[:]
        for k in range(0, len(more) if by else 0, _WIDTH):
            more[k] += by
            more[k + 1] += by
        whole = Places()
        whole._numbers = self._numbers + more
        if self._sure is not None or held._sure is not None:
            own = self._sure if self._sure is not None else array("d")
            filled = array("d", [*own, *([1.0] * (len(self) - len(own)))])
            whole._sure = filled + (held._sure if held._sure is not None else array("d"))
        return whole


NOWHERE = Places()
