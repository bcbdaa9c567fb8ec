"""The quick tests before slow searches: told by expressions, they spare work and change no record.

They lean on ``re._parser``, which is Python's own and may change: here it is noticed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from conftest import CORPUS, ROOT

from extractor.fields import (
    indicators,
    measure_names,
    measure_years,
    measures,
    numbers,
    orders,
    parts,
    references,
    roles,
    school_parts,
    schools,
    speakers,
    statuses,
)
from extractor.text import pieces
from extractor.text.openings import opening
from extractor.text.pieces import Hints, needed

# An expression for every kind of part that is known, and the pieces that its matches must hold.
PIECES = [
    ("план", {"план"}),
    ("ПЛАН", {"план"}),
    ("план|факт", {"план", "факт"}),
    ("не (?:ниже|выше)", {"ниже", "выше"}),
    (r"(?:не )?выполнен\w*", {"выполнен"}),
    (r"план\w+?ов", {"план"}),
    ("(?:план){2}", {"план"}),
    ("(?>план)", {"план"}),
    ("(?:план)++", {"план"}),
    (r"(?<!не )(?=в)выполнен(?!н)$", {"выполнен"}),
    (r"\d+|план", None),
    ("(?:план)?", None),
    (r"[а-я]+", None),
]
OPENINGS = [
    ("школ[аы]|сад", "(?-i:(?=[СШсш])(?=[Сс][Аа]|[Шш][Кк]))"),
    (r"(?<!не )(?:за )?до\d", r"(?-i:(?=[ДЗдз])(?=[Дд][Оо]|[Зз][Аа]))"),
    (r"[в-г]\w+?", r"(?-i:(?=[ВГвг])(?=[ВГвг][\w]))"),
    ("а|бв", "(?-i:(?=[АБаб])(?=[Аа]|[Бб][Вв]))"),
    ("(?:план)?", ""),
    (".лан", ""),
    ("[^а]б", ""),
]
# Where nothing was told any more, the records would be the same and nobody would see the time it costs.
GATES = {
    "indicators": [indicators._MAY_NAME_SEVERAL],
    "names of measures": [measure_names._has_noun(), measure_names._MAY_TELL_TIME],
    "measures": [measure_years._MAY_TELL_YEAR, measures._MAY_TELL_DEGREE],
    "numbers": [numbers._NAMES_PART, *(hints for _, _, hints in numbers._comparators())],
    "orders": [orders._has_slot(), orders._type_hints("act"), orders._type_hints("control")],
    "parts": [parts._performs()],
    "references": [references._has_act()],
    "roles": [hints for *_, hints in roles._cues()],
    "schools": [schools._MAY_NAME_BRANCH, schools._seasonal()[1], school_parts._MAY_BE_ORDINAL],
    "speakers": [speakers._MAY_CUE],
    "statuses": [statuses._hints(), *(hints for _, _, hints in statuses._rules())],
}
OPENED = {
    "names of measures": measure_names.nouns(),
    "numbers": numbers._number(in_words=False),
    "orders": orders._type_rule("control"),
    "schools": school_parts.anchors(),
    "statuses": statuses._rules()[0][1],
    "roles": roles._cues()[0][2],
}
RECORDS = """
import hashlib, re, sys
from pathlib import Path
reader = sys.modules["re._parser"]
if sys.argv[1] == "bare":
    sys.modules["re._parser"] = None
from extractor.text import pieces
sys.modules["re._parser"] = reader  # other libraries may want it
from extractor import extract_bytes
print(pieces._parser is not None)
for path in map(Path, sys.argv[2:]):
    record = extract_bytes(path.read_bytes(), name=path.name)
    print(path.name, hashlib.sha256(record.model_dump_json().encode()).hexdigest())
"""


@pytest.mark.parametrize(("source", "wanted"), PIECES)
def test_pieces_of_an_expression(source: str, wanted: set[str] | None) -> None:
    assert needed(re.compile(source)) == wanted


@pytest.mark.parametrize(("source", "wanted"), OPENINGS)
def test_opening_of_an_expression(source: str, wanted: str) -> None:
    assert opening(source) == wanted


@pytest.mark.parametrize("subject", GATES)
def test_gates_tell_something_on_this_python(subject: str) -> None:
    assert all(hints.tell for hints in GATES[subject])


@pytest.mark.parametrize("subject", OPENED)
def test_openings_stand_in_the_expressions_on_this_python(subject: str) -> None:
    assert "(?-i:(?=" in OPENED[subject].pattern


def test_without_the_reader_every_text_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_parser", None)
    assert opening("школ[аы]|сад") == ""
    assert Hints(re.compile("слово, которого нигде нет")).in_text("план")


def records(how: str) -> list[str]:
    """Digests of records by a process of its own; ``bare``: by a Python without the reader of expressions."""
    files = sorted((CORPUS / "files" / "docx" / "tune").glob("*.docx"))[::3]
    command = [sys.executable, "-c", RECORDS, how, *map(str, files)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout.splitlines()


def test_without_the_reader_the_records_are_the_same() -> None:
    have, *gated = records("whole")
    lack, *bare = records("bare")
    assert (have, lack) == ("True", "False")
    assert gated == bare
    assert len(gated) > 20
