"""The registry that was named on the command line: the linker that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.errors import SvodkaError

if TYPE_CHECKING:
    from extractor.commands.voice import Voice
    from extractor.linking import Linker
    from extractor.record import Record


def open_registry(registry: str, judgements: str | None) -> Linker:
    """The linker to a registry.

    Raises:
        SvodkaError: the registry or the decisions cannot be read.
    """
    from extractor.linking import open_linker

    if judgements is not None and not Path(judgements).is_file():
        raise SvodkaError("not-a-file" if Path(judgements).exists() else "not-found", path=judgements)
    return open_linker(Path(registry), judgements=Path(judgements) if judgements is not None else None)


def linking_of(
    registry: str | None, region: str | None, municipality: str | None, judgements: str | None, voice: Voice
) -> Callable[[Record], Record] | None:
    """What links a record; ``None`` without a registry.

    Raises:
        SvodkaError: the registry or the decisions cannot be read.
    """
    given = {"--region": region, "--municipality": municipality, "--judgements": judgements}
    if registry is None:
        for option, value in given.items():
            if value is not None:
                raise typer.BadParameter(
                    voice("нужен и реестр: --registry", "needs a registry too: --registry"), param_hint=option
                )
        return None
    linker = open_registry(registry, judgements)

    def link(record: Record) -> Record:
        from extractor.linking.records import link_record

        return link_record(record, linker, region=region, municipality=municipality)

    return link


def counted(counts: dict[str, int], voice: Voice) -> str:
    """«связано 5, неоднозначно 1, не найдено 2»."""
    names = {
        "matched": voice("связано", "matched"),
        "ambiguous": voice("неоднозначно", "ambiguous"),
        "unmatched": voice("не найдено", "unmatched"),
    }
    return ", ".join(f"{name} {counts.get(status, 0)}" for status, name in names.items())
