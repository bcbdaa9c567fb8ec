"""``svodka eval``: how well the program reads a corpus whose right answers are known."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.documents import read_record
from extractor.commands.help import Command
from extractor.commands.output import put
from extractor.commands.voice import Voice
from extractor.errors import ExitCode

if TYPE_CHECKING:
    from extractor.evaluation.links import LinkTally
    from extractor.evaluation.run import Evaluation

# Its mistakes are shown to nobody by accident: whoever has seen them tunes to them.
BLIND = "test"


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "eval",
        cls=Command,
        help=voice(
            "сравнить извлечённое с эталоном: точность, полнота и F1 по полям\n\n"
            "В папке корпуса лежат gold/<часть>/ИМЯ.yaml и files/<формат>/<часть>/ИМЯ.<расширение>. "
            "Школы связываются с реестром registry.csv, если он есть. "
            "Если есть links/pairs.tsv, проверяются и связи с реестром links/registry.csv.",
            "compare what is extracted with gold: precision, recall and F1 by field\n\n"
            "A corpus holds gold/<split>/NAME.yaml and files/<format>/<split>/NAME.<suffix>. "
            "Schools are linked to the registry registry.csv if there is one. "
            "With links/pairs.tsv, links to the registry links/registry.csv are checked too.",
        ),
    )
    def evaluate(
        corpus: Annotated[
            Path, typer.Argument(metavar=voice("КОРПУС", "CORPUS"), help=voice("папка корпуса", "folder of the corpus"))
        ],
        split: Annotated[
            list[str] | None,
            typer.Option(
                "--split",
                metavar="tune|test",
                help=voice("только эта часть корпуса (можно повторять)", "only this split (may be repeated)"),
            ),
        ] = None,
        form: Annotated[
            list[str] | None,
            typer.Option(
                "--format",
                "-f",
                metavar=voice("ФОРМАТ", "FORMAT"),
                help=voice(
                    "только этот формат, без связей (можно повторять)", "only this format, no links (may be repeated)"
                ),
            ),
        ] = None,
        errors: Annotated[
            bool,
            typer.Option(
                "--errors",
                help=voice(
                    f"перечислить пропущенное (-) и лишнее (+); часть {BLIND} – только если она названа в --split",
                    f"list what is missing (-) or extra (+); of {BLIND} only when it is named with --split",
                ),
            ),
        ] = False,
        as_json: Annotated[bool, typer.Option("--json", help=voice("вывести в JSON", "print JSON"))] = False,
        accept: Annotated[
            bool,
            typer.Option(
                "--accept",
                help=voice(
                    "записать F1 как принятые в КОРПУС/scores.json", "keep the F1 as accepted in CORPUS/scores.json"
                ),
            ),
        ] = False,
    ) -> int:
        if accept and (split or form):
            raise typer.BadParameter(
                voice("принять можно только оценку всего корпуса", "only the whole corpus can be accepted"),
                param_hint="--accept",
            )
        from extractor.evaluation import checks_report, links_report, report
        from extractor.evaluation.checks import evaluate_checks, has_checks
        from extractor.evaluation.corpus import cases_of, link_of
        from extractor.evaluation.links import evaluate_links
        from extractor.evaluation.links_pairs import has_pairs
        from extractor.evaluation.run import evaluate as run

        cases = cases_of(corpus, splits=split or (), formats=form or ())
        done = run(cases, read=partial(read_record, link=link_of(corpus)))
        links = evaluate_links(corpus, splits=split or ()) if has_pairs(corpus) and not form else {}
        checks = (
            evaluate_checks(corpus, splits=split or (), read=read_record) if has_checks(corpus) and not form else {}
        )
        for failure in done.unread:
            voice.failure(failure)
        put(
            [(report.as_json(done, links, checks) if as_json else report.as_text(done, links, voice, checks)).encode()],
            None,
        )
        if errors and not as_json:
            hidden = () if split else (BLIND,)
            put((line.encode() for line in report.mistakes(done, without=hidden)), None)
            put((line.encode() for line in links_report.mistakes(links, without=hidden)), None)
            put((line.encode() for line in checks_report.mistakes(checks, without=hidden)), None)
        if accept:
            _accept(corpus, done, links, voice)
        return ExitCode.UNREADABLE if done.unread else ExitCode.OK


def _accept(corpus: Path, done: "Evaluation", links: "dict[str, LinkTally]", voice: Voice) -> None:
    """Keep the scores and say which of the old ones they fall below."""
    from extractor.evaluation import links_accepted
    from extractor.evaluation.accepted import FILE, falls, load, save, scores_of
    from extractor.evaluation.links_pairs import FOLDER

    scores = scores_of(done)
    lower = falls(load(corpus), scores) if (corpus / FILE).exists() else []
    save(corpus, scores)
    kept = [corpus / FILE]
    if links:
        linked = links_accepted.scores_of(links)
        lower += links_accepted.falls(links_accepted.load(corpus), linked) if links_accepted.has_scores(corpus) else []
        links_accepted.save(corpus, linked)
        kept.append(corpus / FOLDER / FILE)
    for fall in lower:
        voice.line(voice(f"ниже прежнего: {fall}", f"lower than before: {fall}"))
    for path in kept:
        voice.line(voice(f"принято: {path}", f"accepted: {path}"))
