"""Every command, program, excerpt and figure in the READMEs is what the installed wheel really does."""

from __future__ import annotations

import csv
import io
import json
import re
import runpy
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from installation import ROOT, installation

FILES = ROOT / "corpus" / "files"
SAMPLE = FILES / "docx" / "tune" / "decision-sferum-2024.docx"
READMES = [ROOT / "README.md", ROOT / "README.ru.md"]
# A line may say which exit code it ends in: «# exit 3», «# код 3».
CODE = re.compile(r"\s+# (?:exit|код) (\d+)$")


class Example(NamedTuple):
    """One line of a README that a reader may type."""

    readme: str
    command: str
    code: int


def fenced(readme: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", readme.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def examples(readme: Path) -> list[Example]:
    lines = [line for block in fenced(readme, "sh") for line in block.splitlines() if line.startswith("svodka ")]
    found = [(line, CODE.search(line)) for line in lines]
    return [Example(readme.name, CODE.sub("", line), int(end[1]) if end else 0) for line, end in found]


EXAMPLES = [example for readme in READMES for example in examples(readme)]


@cache
def reader_folder() -> Path:
    """A folder with all the files that the READMEs speak of."""
    folder = ROOT / ".pytest_cache" / "svodka-readme"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("__pycache__"))
    report = FILES / "pdf" / "tune" / "spravka-kachestvo-znaniy-2022.pdf"
    for name in ("decision.docx", "решение.docx", "Отчёт за 2023 год.docx"):
        shutil.copy(SAMPLE, folder / name)
    for name in ("report.pdf", "отчёт.pdf"):
        shutil.copy(report, folder / name)
    for name in ("reports", "Отчёты/2023"):
        (folder / name).mkdir(parents=True)
        shutil.copy(SAMPLE, folder / name / "район.docx")
        shutil.copy(report, folder / name)
    with zipfile.ZipFile(folder / "архив.zip", "w") as archive:
        archive.writestr("решение.txt", "Решение")
    for name in ("scan.pdf", "скан.pdf", "скан.png"):
        (folder / name).write_bytes(picture_of_first_page(report, Path(name).suffix.removeprefix(".")))
    for name in ("old-report.doc", "старый-отчёт.doc"):
        shutil.copy(ROOT / "tests" / "reading" / "data" / "order-meals-2025.doc", folder / name)
    with (ROOT / "corpus" / "registry.csv").open(encoding="utf-8", newline="") as file:
        save_workbook(list(csv.reader(file)), folder / "реестр.xlsx")
    for name in ("names.xlsx", "список.xlsx"):
        save_workbook([["mention"], ["Майская СОШ № 46"], ["СОШ № 777"]], folder / name)
    return folder


def picture_of_first_page(pdf: Path, kind: str) -> bytes:
    """The first page as a scanner would give it, without a text layer."""
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0]
    out = io.BytesIO()
    page.render(scale=200 / 72).to_pil().convert("L").save(out, kind.upper(), resolution=200)
    return out.getvalue()


def save_workbook(rows: list[list[str]], path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)


@cache
def outcome(example: Example) -> str:
    """What the example prints; fails when it ends in another code than the README says."""
    if example.command.startswith("svodka export"):  # of what the README's batch has written
        outcome(next(e for e in EXAMPLES if e.readme == example.readme and e.command.startswith("svodka batch")))
    shell = shutil.which("bash") or "sh"
    environment = installation().environment() | {"COLUMNS": "100"}
    done = subprocess.run(
        [shell, "-c", example.command],
        cwd=reader_folder(),
        env=environment,
        capture_output=True,
        timeout=300,
        check=False,
    )
    said = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == example.code, said
    return said


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.readme}: {e.command}" for e in EXAMPLES])
def test_the_example_runs(example: Example) -> None:
    if "eval corpus" in example.command:
        assert "indicators" in outcome(example)
    else:
        outcome(example)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_has_an_example(readme: Path) -> None:
    offered = outcome(Example(readme.name, "svodka --lang en --help", 0))
    commands = re.findall(r"^  ([a-z]+)  +\S", offered.partition("Commands")[2], re.MULTILINE)
    assert {"extract", "batch", "schema", "eval"} <= set(commands)
    for command in commands:
        assert any(f"svodka {command} " in f"{example.command} " for example in examples(readme)), command


def test_the_sample_of_the_script_is_the_sample_of_the_readmes() -> None:
    script = (ROOT / "dev.sh").read_text("utf-8")
    assert f"sample={SAMPLE.relative_to(ROOT).as_posix()}\n" in script


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_what_is_shown_is_what_is_printed(readme: Path) -> None:
    sample = Example(readme.name, f"svodka extract {SAMPLE.relative_to(ROOT).as_posix()} --format table", 0)
    printed = outcome(sample) + "".join(outcome(example) for example in examples(readme) if example.code)
    printed = printed.replace("\N{NO-BREAK SPACE}", " ")
    for line in "".join(fenced(readme, "text")).splitlines():
        assert line.rstrip() in printed, line


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_excerpt_is_of_the_record(readme: Path) -> None:
    found = re.findall(r"<!-- of (\S+) -->\n```json\n(.*?)^```", readme.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found
    for file, excerpt in found:
        record = json.loads(outcome(Example(readme.name, f"svodka extract {file}", 0)))
        assert not list(differences(json.loads(excerpt), record, at="record"))


def differences(shown: Any, real: Any, *, at: str) -> list[str]:
    """Where what is shown is not part of what is real; of a list some items may be shown, of an object some keys."""
    if isinstance(shown, dict) and isinstance(real, dict):
        missing = [f"{at}: {key}" for key in shown if key not in real]
        return missing + [
            told for key in shown if key in real for told in differences(shown[key], real[key], at=f"{at}.{key}")
        ]
    if isinstance(shown, list) and isinstance(real, list):
        tried = [[differences(item, other, at=at) for other in real] for item in shown]
        return [min(each, key=len, default=[at])[0] for each in tried if all(each) or not each]
    return [] if shown == real else [f"{at}: {shown!r} and not {real!r}"]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_program_runs(readme: Path) -> None:
    programs = fenced(readme, "python")
    assert programs
    for program in programs:
        done = installation().run("python", "-c", program, cwd=reader_folder())
        assert "Доля обучающихся" in done.stdout.decode()


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_scores_are_the_accepted_ones(readme: Path) -> None:
    if not (ROOT / "corpus" / "scores.json").exists():
        pytest.skip("no scores accepted yet")
    scores = runpy.run_path(str(ROOT / "docs" / "scores.py"))
    assert scores["filled"](readme.read_text("utf-8"), russian=".ru." in readme.name) == readme.read_text("utf-8")
