"""What a school's name is made of, as linking compares it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """One name, taken apart.  All words are folded, lower case and cut to their stems.

    Attributes:
        form: the legal form as an abbreviation («МБОУ»), where one is printed.
        kinds: codes of ``patterns/links.toml`` («СОШ», «гимназия»); a name may hold several.
        number: digits.
        words: words of the proper name: adjectives of place, words in quotes, acronyms.
        initials: letters before the kind in an own abbreviation («к» of «КСОШ»).
        dedication: whom the school is named after; the surname first.
        settlement: words of the settlement's name («нов», «таволжанк»).
        town: whether the settlement is called a town («г. Хилок»).
        district, region: words of the district's and region's names.
        branch: whether the name is a branch's; ``parent`` is then the name of its head, where printed.
    """

    form: str | None = None
    kinds: tuple[str, ...] = ()
    number: str | None = None
    words: tuple[str, ...] = ()
    initials: str | None = None
    dedication: tuple[str, ...] = ()
    settlement: tuple[str, ...] = ()
    town: bool = False
    district: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    branch: bool = False
    parent: Parts | None = None

    @property
    def without_form(self) -> tuple[object, ...]:
        """All of a name but its legal form, to tell whether two names are one."""
        return (
            self.kinds, self.number, self.words, self.initials, self.dedication, self.settlement, self.town,
            self.district, self.region, self.branch, self.parent,
        )  # fmt: skip

    @property
    def identifies(self) -> bool:
        """Whether anything is printed that tells one organisation from another of its kind."""
        return bool(
            self.number
            or self.words
            or self.initials
            or self.dedication
            or self.settlement
            or (self.parent and self.parent.identifies)
        )
