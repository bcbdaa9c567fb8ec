"""``svodka check``: what is missing or contradicts itself in a draft, told before it is signed."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands import options
from extractor.commands.check_drafts import Asked, check_once, drafts_of
from extractor.commands.check_options import check_choices, chosen, where_from
from extractor.commands.check_watch import watch
from extractor.commands.help import Command
from extractor.commands.scans import scans_of
from extractor.commands.voice import Voice

FORMATS = ("text", "json", "sarif", "html", "docx")
FAIL_ON = ("error", "warning", "note", "never")


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "check",
        cls=Command,
        help=voice(
            "проверить проект документа: чего не хватает и что противоречит себе\n\n"
            "Проверки перечисляет svodka rules, объясняет svodka explain ПРАВИЛО; настройки берутся из svodka.toml. "
            "Коды завершения: 0 – замечаний нет, 1 – есть замечания не слабее --fail-on, 2 – ошибка в командной "
            "строке или настройках, 3 – проект не прочитан.",
            "check a draft: what is missing and what contradicts itself\n\n"
            "svodka rules lists the checks, svodka explain RULE explains one; settings are taken from svodka.toml. "
            "Exit codes: 0 no findings, 1 findings at or above --fail-on, 2 wrong usage or settings, 3 a draft could "
            "not be read.",
        ),
    )
    def check(  # noqa: PLR0913, PLR0917 - every option is an argument
        drafts: Annotated[
            list[str],
            typer.Argument(
                metavar=voice("ПРОЕКТ…", "DRAFT…"),
                help=voice(
                    "документы или папки; «-» – стандартный ввод", "documents or folders; “-” is standard input"
                ),
            ),
        ],
        profile: Annotated[
            str | None,
            typer.Option(
                "--profile",
                metavar=voice("ПРОФИЛЬ", "PROFILE"),
                help=voice(
                    "о каких показателях нужно отчитаться: TOML, XLSX со столбцом названий или имя встроенного профиля",
                    "which indicators are required: TOML, XLSX with a column of names, or a bundled profile's name",
                ),
            ),
        ] = None,
        like: Annotated[
            str | None,
            typer.Option(
                "--like",
                metavar=voice("ПРЕЖНИЙ", "EARLIER"),
                help=voice(
                    "прежний отчёт: чего из него теперь не хватает", "an earlier report: what of it is missing now"
                ),
            ),
        ] = None,
        form: Annotated[
            str,
            options.form(
                FORMATS,
                voice,
                voice(
                    "text – для чтения (по умолчанию), json, sarif, html – страница с отмеченным текстом, "
                    "docx – копия проекта с примечаниями",
                    "text: to read (the default), json, sarif, html: a page with the marked text, docx: a copy of the "
                    "draft with comments",
                ),
            ),
        ] = "text",
        output: Annotated[str | None, options.output(voice)] = None,
        fail_on: Annotated[
            str | None,
            typer.Option(
                "--fail-on",
                metavar="|".join(FAIL_ON),
                callback=options.one_of(FAIL_ON, voice),
                help=voice(
                    "с какой важности код завершения 1 (по умолчанию warning)",
                    "severity from which the exit code is 1 (warning by default)",
                ),
            ),
        ] = None,
        select: Annotated[
            list[str] | None,
            typer.Option(
                "--select",
                metavar=voice("ПРАВИЛО", "RULE"),
                callback=check_choices(voice),
                help=voice(
                    "только эти правила; pedantic – вдобавок к обычным все придирчивые (можно через запятую)",
                    "these rules only; pedantic: all pedantic ones besides the usual (may be repeated, or with commas)",
                ),
            ),
        ] = None,
        ignore: Annotated[
            list[str] | None,
            typer.Option(
                "--ignore",
                metavar=voice("ПРАВИЛО", "RULE"),
                callback=check_choices(voice),
                help=voice("без этих правил (можно повторять, через запятую)", "without these rules"),
            ),
        ] = None,
        config: Annotated[
            str | None,
            options.file(
                "--config",
                voice=voice,
                told=voice("настройки вместо ближайшего svodka.toml", "settings in place of the nearest svodka.toml"),
            ),
        ] = None,
        baseline: Annotated[
            str | None,
            options.file(
                "--baseline",
                voice=voice,
                told=voice(
                    "известные замечания: о них молчать; если файла нет, он записывается",
                    "known findings, which stay silent; written if the file is not there",
                ),
            ),
        ] = None,
        watched: Annotated[
            bool,
            typer.Option(
                "--watch",
                help=voice("проверять снова при каждом сохранении", "check again whenever a draft is saved"),
            ),
        ] = False,
        registry: Annotated[str | None, options.registry(voice)] = None,
        region: Annotated[str | None, options.region(voice)] = None,
        municipality: Annotated[str | None, options.municipality(voice)] = None,
        judgements: Annotated[str | None, options.judgements(voice)] = None,
        ocr: Annotated[str, options.ocr(voice)] = "auto",
        tessdata: Annotated[str | None, options.tessdata(voice)] = None,
    ) -> int:
        options.keep_sources([*drafts, profile, like, registry, judgements, baseline, config], output, voice)
        settings = chosen(config, select or [], ignore or [])
        asked = Asked(
            drafts=drafts,
            form=form,
            output=output,
            fail_on=fail_on or settings.fail_on,
            settings=settings,
            where=where_from(settings, registry, region, municipality, judgements, voice),
            profile=profile or settings.profile,
            like=like or settings.like,
            baseline=Path(known) if (known := baseline or settings.baseline) else None,
            scans=scans_of(ocr, tessdata),
        )
        if watched:
            return watch(lambda: check_once(asked, voice), lambda: drafts_of(asked, lambda _: None), voice)
        return check_once(asked, voice)
