"""``svodka link --judge``: a person's decision, checked and kept in the file of decisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from extractor.commands.voice import Voice
    from extractor.linking.context import Context
    from extractor.linking.index import Index
    from extractor.linking.judgements import Judgement

NONE = "-"


def judge_option(voice: Voice) -> Any:
    """``--judge``."""
    return typer.Option(
        "--judge",
        metavar="ID",
        help=voice(
            "записать в --judgements решение: одно упоминание из строки команды – это организация ID "
            "(«-» – ни одна из реестра); с --region и --municipality – только там",
            "keep a decision in --judgements: the one mention given is the organisation ID (“-” is none of the "
            "registry); with --region and --municipality only there",
        ),
    )


def keep_decision(
    judge: str,
    mentions: list[str],
    judgements: str | None,
    where: tuple[str, str | None, str | None],
    voice: Voice,
) -> None:
    """Append the decision and say so; one that is there already is not repeated.

    Args:
        where: the registry, the region and the municipality.
    Raises:
        SvodkaError: the registry or the file of decisions cannot be read or written.
    """
    from extractor.linking import Context, open_index
    from extractor.linking.judgements import Judgement, Judgements, append_judgement, load_judgements

    if judgements is None:
        raise typer.BadParameter(
            voice("решение некуда записать: укажите --judgements", "name the file of decisions: --judgements"),
            param_hint="--judge",
        )
    registry, region, municipality = where
    mention = _one_mention(mentions, voice)
    index = open_index(Path(registry))
    key = None if judge == NONE else judge
    if key is not None and key not in index.by_id:
        raise typer.BadParameter(
            voice(f"в реестре нет организации {key}", f"the registry has no organisation {key}"), param_hint="--judge"
        )
    path = Path(judgements)
    there = path.exists() and not (path.is_file() and path.stat().st_size == 0)
    kept = load_judgements(path, known=index.by_id) if there else Judgements()
    context = Context(region, municipality)
    decision = Judgement(mention, region or "", municipality or "", key)
    earlier = kept.find(mention, context)
    told = _told(decision, index, context, voice)
    if earlier is not None and _same(earlier, decision):
        voice.line(f"{voice('такое решение уже есть', 'this decision is there already')}: {told}")
        return
    append_judgement(path, decision)
    voice.line(f"{voice('записано в', 'added to')} {path}: {told}")
    if earlier is not None and earlier.id != key:
        voice.line(f"{voice('прежнее решение', 'the earlier decision')}: {earlier.id or NONE}")


def _one_mention(mentions: list[str], voice: Voice) -> str:
    from extractor.linking.mention import split
    from extractor.linking.whole import whole

    metavar = voice("УПОМИНАНИЕ", "MENTION")
    if len(mentions) != 1 or mentions == [NONE]:
        raise typer.BadParameter(
            voice("решение принимается об одном упоминании", "a decision is about one mention"), param_hint=metavar
        )
    mention = " ".join(mentions[0].split())
    if not whole(mention):
        raise typer.BadParameter(voice("в упоминании нет названия", "the mention has no name"), param_hint=metavar)
    found = split(mention)
    if len(found) > 1:
        pieces = ", ".join(f"«{piece.text}»" for piece in found)
        raise typer.BadParameter(
            voice(f"в упоминании несколько школ: {pieces}", f"the mention names several schools: {pieces}"),
            param_hint=metavar,
        )
    return mention


def _same(earlier: Judgement, decision: Judgement) -> bool:
    return (earlier.id, earlier.region, earlier.municipality) == (
        decision.id,
        decision.region,
        decision.municipality,
    )


def _told(decision: Judgement, index: Index, context: Context, voice: Voice) -> str:
    """««СОШ 5» (Озёрский район) – OZ-005, МБОУ «…»»."""
    places = ", ".join(x for x in (context.municipality, context.region) if x)
    about = f"«{decision.mention}»" + (f" ({places})" if places else "")
    if decision.id is None:
        return f"{about} – {voice('ни одна из организаций реестра', 'none of the registry')}"
    return f"{about} – {decision.id}, {index.profile(index.by_id[decision.id]).name}"
