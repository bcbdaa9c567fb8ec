"""The program as a whole: version, help, languages, wrong usage, start-up."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import ROOT, command, environment, svodka, write_decision

from extractor import __version__
from extractor.commands import main
from extractor.commands.voice import choose_language

COMMANDS = ("extract", "batch", "link", "schema", "eval")
# The promise is 0.15 s; imports cost more while others use the machine, so the best of a few runs counts.
MOST_SECONDS = 0.15
RUNS = 7


@pytest.mark.parametrize("arguments", [["--version"], ["--lang", "en", "--version"], ["--version", "extract"]])
def test_version(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert capfd.readouterr().out == f"svodka {__version__}\n"


def test_version_loads_nothing_heavy() -> None:
    code = (
        "import sys; from extractor.commands import main; main(['--version']);"
        "print(sorted({'typer', 'click', 'pydantic', 'rich', 'lxml', 'docx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"


def test_version_costs_little_more_than_python_itself() -> None:
    def best(line: list[str]) -> float:
        times = []
        for _ in range(RUNS):
            begun = time.perf_counter()
            subprocess.run(line, check=True, capture_output=True)
            times.append(time.perf_counter() - begun)
        return min(times)

    version = best([str(part) for part in command("--version")])
    assert version - best([sys.executable, "-c", "pass"]) <= MOST_SECONDS


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_russian_and_names_every_option(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*name.split(), "--help"]) == 0
    said = capfd.readouterr().out
    assert said.startswith(f"Использование: svodka {name}".rstrip())
    assert "показать эту справку" in said
    for english in ("Usage", "Options", "Show this", "Arguments", "default", "required"):
        assert english not in said


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize("where", ["before", "after", "variable"])
def test_help_is_english_when_asked(
    name: str, where: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [*name.split(), "--help"]
    if where == "variable":
        monkeypatch.setenv("SVODKA_LANG", "en")
    else:
        words = ["--lang", "en", *words] if where == "before" else [*words, "--lang=en"]
    assert main(words) == 0
    said = capfd.readouterr().out
    assert said.startswith("Usage: svodka")
    assert not any("а" <= letter <= "я" for letter in said)


def test_no_arguments_show_the_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capfd.readouterr().out
    assert all(f"  {name}" in said for name in COMMANDS)


def test_the_option_is_stronger_than_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVODKA_LANG", "en")
    assert choose_language(["--lang", "ru", "schema"]) == ("ru", ["schema"])
    assert choose_language(["extract", "--", "--lang", "ru"]) == ("en", ["extract", "--", "--lang", "ru"])
    monkeypatch.setenv("SVODKA_LANG", "xx")
    assert choose_language(["schema"]) == ("ru", ["schema"])


@pytest.mark.parametrize(
    ("line", "russian", "english"),
    [
        ("foo", "нет такой команды: foo", "No such command 'foo'"),
        ("--lang fr schema", "--lang: «fr» здесь не подходит; есть ru, en", "“fr” is none of ru, en"),
        ("extract", "не указано: ФАЙЛ…", "Missing argument"),
        ("extract x --formt json", "нет такого параметра: --formt (похоже на --format)", "No such option: --formt"),
        ("extract x --format xml", "--format: «xml» здесь не подходит", "“xml” is none of json, jsonl, table, html"),
        ("extract x -o", "параметру -o нужно одно значение", "requires an argument"),
        ("batch nowhere --out x", "ПАПКА: нет такой папки: nowhere", "no such folder: nowhere"),
        ("batch .", "не указано: --out", "Missing option"),
        ("schema a b", "лишнее в строке: a b", "unexpected extra argument"),
        ("extract a.txt --region Край", "--region: нужен и реестр: --registry", "needs a registry too"),
        ("link", "не указано: --registry", "Missing option"),
        ("link --registry r.csv", "нужно одно из двух", "one of the two"),
        ("link --registry r.csv СОШ -i t.csv", "нужно одно из двух", "one of the two"),
        ("link --registry r.csv СОШ --column x", "столбец есть только у таблицы", "only a table"),
        ("link --registry r.csv -i t.csv -o t.xls", ".xls не записывается", ".xls is not written"),
        ("link --registry r.csv -i t.csv -f table -o t.csv", "--format к ней не нужен", "is a table by itself"),
        ("link --registry r.csv СОШ --judge 1", "укажите --judgements", "name the file of decisions"),
        (
            "link --registry r.csv СОШ --judge 1 -o x.csv",
            "--output: решение только записывается",
            "together with --judge",
        ),
        ("eval x --accept --split tune", "принять можно только оценку всего корпуса", "only the whole corpus"),
    ],
)
def test_wrong_usage(line: str, russian: str, english: str, capfd: pytest.CaptureFixture[str]) -> None:
    for language, sentence, help_word in (("ru", russian, "справка: svodka"), ("en", english, "help: svodka")):
        words = line.split() if "--lang" in line else [*line.split(), "--lang", language]
        if "--lang" in line and language == "en":
            continue
        if line.endswith("-o"):
            words = ["--lang", language, *line.split()]
        assert main(words) == 2
        out, err = capfd.readouterr()
        assert out == ""
        assert sentence in err
        assert help_word in err
        assert "Traceback" not in err


def test_the_door_of_a_checkout_is_the_same_program() -> None:
    done = svodka("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"svodka {__version__}\n".encode(), b"")


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    # Enough records to fill the pipe's buffer many times over.
    files = [str(write_decision(tmp_path))] * 60
    with subprocess.Popen(
        command("extract", "--format", "jsonl", *files),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 0
    assert said == b""
