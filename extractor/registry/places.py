"""The settlement and the municipality out of an address, where a registry has no columns for them.

Only what stands between commas as a whole is taken («с. Озерное», «Енисейский р-н»); the rules and their examples are
in ``patterns/registry.toml``.  What fits none of them stays out: an address is not parsed here.
"""

from __future__ import annotations

import re

from extractor.registry.words import places

# Commas that Excel users type as semicolons too.
_APART = re.compile(r"[,;]\s*")
# A postal code that no comma follows.
_INDEX = re.compile(r"\d{6}\s+(?=\D)")
# Longer than any address; real ones reach 250 characters.
_LONGEST = 600


def place_in(address: str | None) -> tuple[str | None, str | None]:
    """The settlement (its bare name) and the municipality (as it stands) that an address names.

    A district behind a town is a part of that town, no municipality; behind a street nothing more is looked for.
    Of several settlements the last is the one («г. Пермь, п. Новые Ляды»).
    """
    settlement: str | None = None
    municipality: str | None = None
    if address is None or len(address) > _LONGEST:
        return None, None
    for piece in _APART.split(address):
        field, name = _read(_INDEX.sub("", piece.strip(), count=1))
        if field == "end":
            break
        if field == "settlement":
            settlement = name
        elif field == "municipality" and settlement is None:
            municipality = municipality or name
    return settlement, municipality


def _read(piece: str) -> tuple[str, str]:
    for rule in places():
        if found := rule.pattern.fullmatch(piece):
            return rule.field, found["name"] if rule.field != "end" else ""
    return "", ""


def piece_field(piece: str) -> str:
    """What a piece of an address is: ``settlement``, ``municipality``, ``end`` or nothing."""
    return _read(piece)[0]
