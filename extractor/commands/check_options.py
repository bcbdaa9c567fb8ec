"""The choices of ``svodka check``: rules by name, settings of the file and of the command line together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from extractor.commands.linking import linking_of

if TYPE_CHECKING:
    from extractor.checking.settings import Settings
    from extractor.commands.voice import Voice
    from extractor.record import Record


def check_choices(voice: Voice) -> Callable[[Any], Any]:
    """A check of rule names; «a,b» are two."""

    def check(given: list[str] | None) -> list[str]:
        from extractor.checking.options import selectable

        names = [name.strip() for value in given or [] for name in value.split(",") if name.strip()]
        for name in names:
            if name not in selectable():
                near = _nearest(name, selectable())
                raise typer.BadParameter(
                    voice(
                        f"нет правила «{name}»{f' (похоже на {near})' if near else ''}; все перечисляет svodka rules",
                        f"no rule “{name}”{f' (like {near}?)' if near else ''}; svodka rules lists them",
                    )
                )
        return names

    return check


def chosen(config: str | None, select: list[str], ignore: list[str]) -> Settings:
    """The settings of the file that was named, or of the nearest one, with the rules of the command line.

    Raises:
        SvodkaError: ``bad-config``.
    """
    from extractor.checking.catalogue import PEDANTIC
    from extractor.checking.settings import Settings, find_settings, load_settings

    path = Path(config) if config is not None else find_settings(Path.cwd())
    settings = load_settings(path) if path is not None else Settings()
    named = frozenset(select) - {PEDANTIC}
    options = replace(
        settings.options,
        select=settings.options.select | set(select),
        # A rule that is named alone is asked for alone; with the whole group besides, it adds nothing.
        only=named if named and PEDANTIC not in select else frozenset(),
        ignore=(settings.options.ignore | set(ignore)) - named,
    )
    return replace(settings, options=options)


def where_from(
    settings: Settings,
    registry: str | None,
    region: str | None,
    municipality: str | None,
    judgements: str | None,
    voice: Voice,
) -> Callable[[Record], Record] | None:
    """What links the schools: the registry of the command line, else that of the settings."""
    return linking_of(registry or settings.registry, region, municipality, judgements, voice)


def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, known, 1)), None)
