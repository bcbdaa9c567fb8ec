"""``svodka profile``: which indicators have to be reported, out of an earlier document; the bundled profiles."""

from typing import Annotated

import typer

from extractor.commands import options
from extractor.commands.documents import read_record
from extractor.commands.help import Command, Group
from extractor.commands.output import put
from extractor.commands.scans import scans_of
from extractor.commands.voice import Voice


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        help=voice("профили: о каких показателях нужно отчитаться", "profiles: which indicators are required"),
    )
    app.add_typer(group, name="profile")

    @group.command(
        "from",
        cls=Command,
        help=voice(
            "составить профиль по прежнему документу",
            "make a profile out of an earlier document",
        ),
    )
    def from_document(
        file: Annotated[
            str, typer.Argument(metavar=voice("ДОКУМЕНТ", "DOCUMENT"), help=voice("прежний отчёт", "earlier report"))
        ],
        targets: Annotated[
            bool,
            typer.Option("--targets", help=voice("вместе с планом и единицами", "with the plans and units too")),
        ] = False,
        output: Annotated[str | None, options.output(voice)] = None,
        ocr: Annotated[str, options.ocr(voice)] = "auto",
        tessdata: Annotated[str | None, options.tessdata(voice)] = None,
    ) -> None:
        from extractor.checking.profile_make import as_toml, profile_of

        options.keep_sources([file], output, voice)
        profile = profile_of(read_record(file, None, scans_of(ocr, tessdata)), with_targets=targets)
        if not profile.requirements:
            raise typer.BadParameter(
                voice("в документе нет показателей", "the document has no indicators"),
                param_hint=voice("ДОКУМЕНТ", "DOCUMENT"),
            )
        put([as_toml(profile).encode()], output)

    @group.command(
        "list",
        cls=Command,
        help=voice("перечислить встроенные профили", "list the bundled profiles"),
    )
    def list_profiles() -> None:
        from extractor.checking.profile_load import built_in, load_profile

        put((f"{name}  {load_profile(name).title}\n".encode() for name in built_in()), None)
