"""Records as JSON, and files that are never half written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import DECISION

from extractor import extract_bytes
from extractor.errors import SvodkaError
from extractor.export import json as export
from extractor.export.files import write_whole
from extractor.record import Record


def record(name: str = "a.txt") -> Record:
    return extract_bytes(DECISION.encode(), name=name)


def test_an_object() -> None:
    data = b"".join(export.one([record()]))
    assert data.endswith(b"\n}\n")
    assert Record.model_validate_json(data) == record()


@pytest.mark.parametrize("count", [1, 2, 3])
def test_an_array_is_laid_out_like_any_json(count: int) -> None:
    data = b"".join(export.array(record() for _ in range(count))).decode()
    assert data == json.dumps(json.loads(data), ensure_ascii=False, indent=2) + "\n"
    assert len(json.loads(data)) == count


def test_nothing_of_nothing() -> None:
    assert [*export.one([]), *export.array([]), *export.lines([])] == []


def test_strange_line_ends_do_not_cut_a_line() -> None:
    strange = record().model_copy(update={"text": "а\u2028б\u2029в\x85г\nд"})
    data = b"".join(export.lines([strange])).decode()
    assert len(data.splitlines()) == 1
    assert json.loads(data)["text"] == strange.text
    array = b"".join(export.array([strange])).decode()
    assert json.loads(array)[0]["text"] == strange.text


def test_a_row_with_half_a_letter() -> None:
    data = export.line({"file": "\udcff.txt", "message": "да"})
    assert json.loads(data) == {"file": "\udcff.txt", "message": "да"}
    assert "да".encode() in data


def test_written_at_once(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"new"
        assert target.read_bytes() == b"old"
        yield b"er"

    assert write_whole(target, pieces())
    assert target.read_bytes() == b"newer"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failure_half_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(target, pieces())
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_nothing_to_write_is_not_written(tmp_path: Path) -> None:
    assert not write_whole(tmp_path / "out", [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["missing/out", "file/out", "folder", "и" * 200])
def test_where_nothing_can_be_written(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(SvodkaError) as caught:
        write_whole(tmp_path / place, [b"x"])
    assert caught.value.code == "not-writable"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_the_usual_permissions(tmp_path: Path) -> None:
    write_whole(tmp_path / "ours", [b"x"])
    (tmp_path / "theirs").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode
