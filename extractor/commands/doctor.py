"""``svodka doctor``: what is installed, what is missing, and the line that installs it."""

from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands import options
from extractor.commands.help import Command
from extractor.commands.output import put
from extractor.commands.voice import Voice
from extractor.errors import ExitCode

if TYPE_CHECKING:
    from extractor.commands.doctor_checks import Check

_SERVES = {
    "scans": ("распознавание сканов", "reading of scans"),
    "office": (
        "запасной способ чтения старых документов Word",
        "another way to read old Word documents",
    ),
    "fonts": ("рисование страниц без встроенных шрифтов", "drawing of pages without embedded fonts"),
    "cache": ("кэш реестров школ: без него медленнее", "cache of registries: without it slower"),
}
_NAMES = {"cache": ("папка кэша", "cache folder"), "tessdata": ("модели распознавания", "models for scans")}


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "doctor",
        cls=Command,
        help=voice(
            "проверить установку: чего не хватает и чем это установить\n\n"
            "Код завершения 0, если всё нужное есть, 4 – если чего-то нужного нет. Необязательное на код не влияет.",
            "check the installation: what is missing, and what installs it\n\n"
            "The exit code is 0 if all that is needed is there, 4 if not. What is optional does not change it.",
        ),
    )
    def doctor(
        form: Annotated[str, options.text_or_json(voice)] = "text",
    ) -> int:
        from extractor.commands.doctor_checks import checks, complete, facts

        found = checks()
        if form == "json":
            from extractor.export.json import line

            put([line(facts(found))], None)
        else:
            put([page(found, voice).encode()], None)
        return ExitCode.OK if complete(found) else ExitCode.ENVIRONMENT


def page(found: "list[Check]", voice: Voice) -> str:
    """The checks for people, a line or two for each, and the outcome."""
    from extractor import __version__
    from extractor.export.plain import printable

    names = [voice(*_NAMES.get(check.name, (check.name, check.name))) for check in found]
    width = max(map(len, names))
    lines = [f"svodka {__version__}"]
    for check, name in zip(found, names, strict=True):
        state = voice("есть", "there") if check.found else voice("НЕТ", "MISSING")
        if not check.found and not check.needed:
            state = voice("нет, необязательно", "not there, optional")
        details = [part for part in (check.version, check.path) if part]
        if check.serves:
            details.append(f"– {voice(*_SERVES[check.serves])}")
        lines.append(f"  {name.ljust(width)}  {'  '.join([state, *details])}")
        if check.install and not check.found:
            lines.append(f"  {' ' * width}  {voice('установить', 'install')}: {check.install}")
    missing = [check.name for check in found if check.needed and not check.found]
    if missing:
        lines.append(f"{voice('не хватает', 'missing')}: {', '.join(missing)}")
    else:
        lines.append(voice("всё нужное есть", "all that is needed is there"))
    return "".join(f"{printable(line)}\n" for line in lines)
