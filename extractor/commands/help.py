"""Help pages in the chosen language; Typer's own have their headings in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from extractor.commands.voice import Voice


class Command(TyperCommand):
    """A command with our help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write(self, ctx, formatter)


class Group(TyperGroup):
    """The program itself, with the list of its commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write(self, ctx, formatter)


def _write(command: Command | Group, ctx: Any, formatter: Any) -> None:
    voice: Voice = ctx.obj
    options: list[tuple[str, str]] = []
    arguments: list[tuple[str, str]] = []
    parameters: list[Any] = list(command.get_params(ctx))
    for param in parameters:
        if param.param_type_name == "argument":
            arguments.append((str(param.metavar), param.help or ""))
        else:
            options.append(_option(param, voice))
    pieces = [voice("[ПАРАМЕТРЫ]", "[OPTIONS]"), *(name for name, _ in arguments)]
    if isinstance(command, Group):
        pieces.append(voice("КОМАНДА …", "COMMAND …"))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=voice("Использование: ", "Usage: "))
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(command.help or "")
    commands = [(name, c.help or "") for name, c in command.commands.items()] if isinstance(command, Group) else []
    for heading, rows in (
        (voice("Аргументы", "Arguments"), arguments),
        (voice("Параметры", "Options"), options),
        (voice("Команды", "Commands"), [(name, text.split("\n\n")[0]) for name, text in commands]),
    ):
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


def _option(param: Any, voice: Voice) -> tuple[str, str]:
    names = ", ".join(sorted(param.opts, key=len))
    if param.name == "help":
        return names, voice("показать эту справку", "show this help")
    value = f" {param.metavar}" if param.metavar else ""
    return names + value, param.help or ""
