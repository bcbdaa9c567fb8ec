"""One pass of ``svodka check``: the drafts read, checked, and what was found written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extractor.commands.documents import STANDARD_INPUT, expand, read_record
from extractor.commands.output import put
from extractor.errors import ExitCode, SvodkaError

if TYPE_CHECKING:
    from extractor.checking.baseline import Known
    from extractor.checking.checked import Checked
    from extractor.checking.profile import Profile
    from extractor.checking.settings import Settings
    from extractor.commands.voice import Voice
    from extractor.reading.ocr.options import OcrOptions
    from extractor.record import Record

_ORDER = ("note", "warning", "error", "never")
_NO_DRAFTS = (".toml", ".json", ".jsonl", ".sarif", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one call asks for."""

    drafts: list[str]
    form: str
    output: str | None
    fail_on: str
    settings: Settings
    where: Callable[[Record], Record] | None
    profile: str | None
    like: str | None
    baseline: Path | None
    scans: OcrOptions


def check_once(asked: Asked, voice: Voice) -> int:
    """Check the drafts, write the report; the exit code."""
    failures: list[SvodkaError] = []

    def failed(error: SvodkaError) -> None:
        failures.append(error)
        voice.failure(error)

    profile = _profile(asked)
    files = drafts_of(asked, failed)
    checked = []
    for file in files:
        try:
            checked.append(_check(file, asked, profile))
        except SvodkaError as error:
            failed(error)
    if asked.baseline is not None:
        checked = _without_known(checked, asked.baseline, voice)
    if not files and not failures:
        voice.line(voice("документов нет: ", "no documents: ") + ", ".join(asked.drafts))
    several = len(asked.drafts) > 1 or any(Path(d).is_dir() for d in asked.drafts)
    if checked or not failures:
        _write(checked, asked, voice, several=several)
    if failures:
        return int(max(failure.exit_code for failure in failures))
    least = _ORDER.index(asked.fail_on)
    found = any(_ORDER.index(f.severity) >= least for draft in checked for f in draft.findings)
    return ExitCode.FINDINGS if found else ExitCode.OK


def drafts_of(asked: Asked, failed: Callable[[SvodkaError], None]) -> list[str]:
    """The drafts meant: files, and all documents of the folders."""
    from extractor.batch.walk import documents_below

    found: list[str] = []
    for draft in expand(asked.drafts):
        folder = Path(draft)
        if draft == STANDARD_INPUT or not folder.is_dir():
            found.append(draft)
            continue
        below = documents_below(folder, without=folder / ".", failed=lambda _, error: failed(error))
        found += [str(folder / file.path) for file in below if not file.path.lower().endswith(_NO_DRAFTS)]
    return found


def _profile(asked: Asked) -> Profile | None:
    """What is required: the profile, and what an earlier report had that the profile does not name.

    Raises:
        SvodkaError: one of the two cannot be read.
    """
    profile = None
    if asked.profile is not None:
        from extractor.checking.profile_load import load_profile

        profile = load_profile(asked.profile)
    if asked.like is not None:
        from extractor.checking.profile_make import profile_of

        earlier = profile_of(read_record(asked.like, None, asked.scans))
        if profile is None:
            return earlier
        known = {name for one in profile.requirements for name in one.names}
        more = tuple(one for one in earlier.requirements if one.name not in known)
        profile = replace(profile, title=f"{profile.title}; {earlier.title}", requirements=profile.requirements + more)
    return profile


def _check(file: str, asked: Asked, profile: Profile | None) -> Checked:
    from extractor.checking import check
    from extractor.checking.checked import Checked
    from extractor.reading.files import read_bytes

    record = read_record(file, asked.where, asked.scans)
    options = asked.settings.options_for(Path(file))
    findings = check(record, profile=profile, options=options)
    shown = asked.form in ("html", "docx") and file != STANDARD_INPUT
    return Checked(file, record, findings, read_bytes(Path(file)) if shown else b"")


def _without_known(checked: list[Checked], path: Path, voice: Voice) -> list[Checked]:
    """Only what is new; what no longer occurs is told.  Without a file all of this becomes the known."""
    from extractor.checking.baseline import compare, dump_baseline, load_baseline
    from extractor.export.files import write_whole

    if not path.exists():
        total = sum(len(draft.findings) for draft in checked)
        write_whole(path, [dump_baseline((Path(d.file).name, f) for d in checked for f in d.findings)])
        voice.line(voice(f"известных замечаний записано: {total} ({path})", f"known findings kept: {total} ({path})"))
        return [replace(draft, findings=()) for draft in checked]
    known: Counter[Known] = load_baseline(path)
    out = []
    for draft in checked:
        compared = compare(Path(draft.file).name, draft.findings, known)
        for file, rule, about, _ in compared.gone:
            voice.line(
                voice(
                    f"больше нет известного замечания: {file}, {rule}, {about}",
                    f"a known finding is gone: {file}, {rule}, {about}",
                )
            )
        out.append(replace(draft, findings=compared.new))
    return out


def _write(checked: list[Checked], asked: Asked, voice: Voice, *, several: bool) -> None:
    if asked.form == "docx":
        _comments(checked, asked, voice, several=several)
    else:
        put(_report(checked, asked.form, several=several), asked.output)


def _report(checked: list[Checked], form: str, *, several: bool) -> Iterable[bytes]:
    if form == "text":
        from extractor.checking.report_text import text

        return text(checked)
    if form == "sarif":
        from extractor.checking.report_sarif import sarif

        return sarif(checked)
    if form == "html":
        from extractor.checking.report_html import html

        return html(checked)
    from extractor.checking import report_json

    return report_json.array(checked) if several else report_json.one(checked)


def _comments(checked: list[Checked], asked: Asked, voice: Voice, *, several: bool) -> None:
    """A copy with comments for every draft: in the file or folder that was named, else beside the draft."""
    from extractor.checking.checked import counted
    from extractor.checking.report_docx import commented
    from extractor.export.files import write_whole

    taken: Counter[str] = Counter()
    for draft in checked:
        source = Path(draft.file)
        name = f"{source.stem} – замечания.docx"
        if several and asked.output is not None:
            # Drafts of several folders may have one name; a disk may take capitals for small letters.
            taken[name.casefold()] += 1
            if (count := taken[name.casefold()]) > 1:
                name = f"{source.stem} – замечания ({count}).docx"
        if asked.output is None:
            target = source.with_name(name)
        else:
            target = Path(asked.output) / name if several else Path(asked.output)
        if asked.output is None and target.exists():
            raise typer.BadParameter(
                voice(f"файл {target} уже есть; назовите другой", f"{target} is there already; name another"),
                param_hint="--output",
            )
        data = commented(draft)
        if several and asked.output is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, [data])
        voice.line(f"{target}: {counted(draft.findings)}")
