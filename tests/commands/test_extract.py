"""``svodka extract``: streams, formats, files, failures."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from running import DECISION, command, environment, svodka, write_broken, write_decision

from extractor import extract
from extractor.commands import main
from extractor.record import Record


def test_one_document_is_one_object(tmp_path: Path) -> None:
    path = write_decision(tmp_path)
    done = svodka("extract", path)
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.endswith(b"}\n")
    text = done.stdout.decode("utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
    record = json.loads(text)
    assert list(record) == list(Record.model_fields)
    assert record["source"]["file"] == "Приказ о питании.txt"
    assert "Охват обучающихся" in text
    assert Record.model_validate_json(text) == extract(path)


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    path = write_decision(tmp_path)
    runs = {svodka("extract", path, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(runs) == 1


def test_standard_input(tmp_path: Path) -> None:
    path = write_decision(tmp_path)
    done = svodka("extract", "-", given=path.read_bytes())
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["source"]["file"] == "stdin"
    assert record["text"] == extract(path).text


def test_standard_input_that_is_empty() -> None:
    done = svodka("extract", "-", given=b"")
    assert done.returncode == 3
    assert done.stdout == b""
    assert "[empty]" in done.stderr.decode()
    assert "stdin" in done.stderr.decode()


def test_several_documents_are_an_array_or_lines(tmp_path: Path) -> None:
    files = [write_decision(tmp_path, name) for name in ("a.txt", "b.txt", "в.txt")]
    array = json.loads(svodka("extract", *files).stdout)
    assert [r["source"]["file"] for r in array] == ["a.txt", "b.txt", "в.txt"]
    lines = svodka("extract", "--format", "jsonl", *files).stdout.decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == array


def test_a_broken_file_among_good_ones(tmp_path: Path) -> None:
    files = [write_decision(tmp_path, "a.txt"), write_broken(tmp_path), write_decision(tmp_path, "b.txt")]
    for form in ("json", "jsonl", "table", "html"):
        done = svodka("extract", "--format", form, *files)
        assert done.returncode == 3
        said = done.stderr.decode()
        assert said.startswith("ошибка [")
        assert "битый.docx" in said
        assert "\nчто делать: " in said
        assert "Traceback" not in said
        assert b"a.txt" in done.stdout
        assert b"b.txt" in done.stdout
        if form == "json":
            assert [r["source"]["file"] for r in json.loads(done.stdout)] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("form", ["json", "jsonl", "table", "html"])
def test_nothing_comes_out_when_nothing_was_read(form: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for arguments in ([], ["-o", str(out)]):
        done = svodka("extract", write_broken(tmp_path), tmp_path / "нет.docx", "--format", form, *arguments)
        assert done.returncode == 3
        assert done.stdout == b""
        assert not out.exists()
    assert [p.name for p in tmp_path.iterdir()] == ["битый.docx"]


def test_errors_in_english(tmp_path: Path) -> None:
    done = svodka("extract", "--lang", "en", tmp_path / "none.docx")
    assert done.returncode == 3
    said = done.stderr.decode().splitlines()
    assert said[0] == f"error [not-found]: File not found: {tmp_path / 'none.docx'}."
    assert said[1].startswith("what to do: ")


def test_a_folder_is_no_document(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(tmp_path)]) == 3
    assert "batch" in capfd.readouterr().err


def test_output_to_a_file(tmp_path: Path) -> None:
    path, out = write_decision(tmp_path), tmp_path / "запись.json"
    done = svodka("extract", path, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert out.read_bytes() == svodka("extract", path).stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["Приказ о питании.txt", "запись.json"]


def test_a_failed_run_leaves_the_old_result(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    assert svodka("extract", write_broken(tmp_path), "-o", out).returncode == 3
    assert out.read_text() == "old"


def test_the_result_never_replaces_a_document(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = write_decision(tmp_path)
    assert main(["extract", str(path), "-o", str(tmp_path / "." / path.name)]) == 2
    assert path.read_text("utf-8") == DECISION
    assert "затёр бы исходный файл" in capfd.readouterr().err


def test_a_result_that_cannot_be_written(tmp_path: Path) -> None:
    done = svodka("extract", write_decision(tmp_path), "-o", tmp_path / "нет" / "out.json")
    assert done.returncode == 3
    assert "[not-writable]" in done.stderr.decode()


def test_output_to_a_device_is_written_through(tmp_path: Path) -> None:
    assert svodka("extract", write_decision(tmp_path), "-o", os.devnull).returncode == 0
    assert not Path(os.devnull).is_file()


def test_a_dash_as_output_is_standard_output(tmp_path: Path) -> None:
    path = write_decision(tmp_path)
    assert svodka("extract", path, "-o", "-").stdout == svodka("extract", path).stdout


def test_a_pattern_of_names_that_the_shell_left_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write_decision(tmp_path, name)
    done = svodka("extract", str(tmp_path / "*.txt"), "--format", "jsonl")
    assert [json.loads(line)["source"]["file"] for line in done.stdout.splitlines()] == ["a.txt", "b.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="names there are Unicode")
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    good, empty = (tmp_path / os.fsdecode(name) for name in (b"\xcf\xf0\xe8\xea\xe0\xe7.txt", b"\xef.docx"))
    good.write_text(DECISION, "utf-8")
    empty.touch()
    done = svodka("extract", good)
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["file"] == "\N{REPLACEMENT CHARACTER}" * 6 + ".txt"
    done = svodka("extract", empty)
    assert done.returncode == 3
    assert b"[empty]" in done.stderr


def test_a_name_may_not_steer_the_terminal(tmp_path: Path) -> None:
    done = svodka("extract", tmp_path / "\x1b[31mnone\u202e.docx")
    assert b"\x1b" not in done.stderr
    assert "\u202e" not in done.stderr.decode()


def test_a_mistake_of_the_program_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("на ноль")

    monkeypatch.setattr("extractor.extract_bytes", fail)
    assert main(["extract", str(write_decision(tmp_path))]) == 3
    out, err = capfd.readouterr()
    assert out == ""
    assert "ошибка [internal]: " in err
    assert "ZeroDivisionError: на ноль, test_extract.py:" in err
    assert "Traceback" not in err


def test_a_console_without_cyrillic_letters(tmp_path: Path) -> None:
    path = write_decision(tmp_path)
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert svodka("extract", path, env=plain).stdout == svodka("extract", path).stdout
    assert svodka("--help", env=plain).returncode == 0
    assert svodka("extract", "нет", env=plain).returncode == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_interrupted() -> None:
    with subprocess.Popen(
        command("extract", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONUNBUFFERED="1"),
    ) as process:
        assert process.stderr is not None
        # Time to come to where it waits for its input.
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read().decode()
        assert process.wait(timeout=60) == 130
    assert said == "прервано\n"


def test_table_without_a_terminal_has_no_colour(tmp_path: Path) -> None:
    done = svodka("extract", write_decision(tmp_path), "--format", "table", env={"COLUMNS": "70"})
    assert done.returncode == 0
    text = done.stdout.decode()
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 70
    for word in ("приказ", "9-од", "86,7", "МБОУ Озерновская СОШ № 47", "до 01.03.2025"):
        assert word in text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_table_in_a_terminal(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        command("extract", write_decision(tmp_path), "--format", "table"),
        stdout=theirs,
        stdin=subprocess.DEVNULL,
        check=False,
        env=environment(TERM="xterm-256color", COLUMNS="80"),
        timeout=60,
    )
    os.close(theirs)
    said = b""
    while chunk := _read(ours):
        said += chunk
    os.close(ours)
    assert done.returncode == 0
    assert b"\x1b[" in said
    assert "Показатели" in said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        # A terminal whose other end is closed and read to the end.
        return b""


def test_html_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "страница.html"
    done = svodka("extract", write_decision(tmp_path), "--format", "html", "-o", out)
    assert (done.returncode, done.stdout) == (0, b"")
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")
