"""The state of the walk over paragraphs: the open list, the section, the item that is spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.fields.items import Item
from extractor.record import Role, Status

# «Показатель 2 Соглашения «…»», «По показателю 1.»: a section about one indicator, or a word on a known one.
SECTION = re.compile(
    r"^\W*(?P<by>По\s+)?(?P<w>Показател[ьюяи]+|Индикатор[уа]?|Результат[у]?|Целев(?:ой"
    r"|ому) показател[ьюя]+)\s*№?\s*(?P<n>\d{1,2}(?:\.\d{1,2})*)\.?(?P<rest>(?:\s+"
    r"(?:дополнительного\s+)?(?:Соглашения|соглашения|договора|проекта|программы))?\s*[:.–—-]?\s*)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class OpenList:
    """An open list: what its introducing line says of its items."""

    default: Role
    status: Status | None
    status_text: str | None
    parent: Item | None
    numbered: bool | None = None
    implicit: bool = False
    year: int | None = None


@dataclass(slots=True)
class State:
    open: OpenList | None = None
    section: Item | None = None
    item: Item | None = None
    expect: Role | None = None
    settled: bool = False
    items: list[Item] = field(default_factory=list)
    known: list[Item] = field(default_factory=list)

    def numbered(self, number: str) -> Item | None:
        """The indicator that was given this number before, in a list or a table."""
        return next((i for i in [*self.items, *self.known] if i.number == number and i.parent is None), None) or next(
            (i for i in [*self.items, *self.known] if i.number == number), None
        )
