"""Mistakes in pattern files are told with the file, the line and the entry, so that a person can mend them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import ExitCode, SvodkaError
from extractor.patterns import Entry, PatternFile, folder, read_file

GOOD = """# A head that says what the file holds.
[[entry]]
id = "first"
match = "план\\\\w*"
ok = ["плановый показатель"]
bad = ["факт"]

[[entry]]
id = "second"
words = ["ед\\\\.", "шт\\\\."]
"""

Read = Callable[[str], PatternFile]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the given source as the pattern file ``words.toml``."""

    def read_source(source: str) -> PatternFile:
        path = tmp_path / "words.toml"
        path.write_text(source, "utf-8")
        return read_file(path)

    return read_source


def told(action: Callable[[], object]) -> SvodkaError:
    """The mistake that ``action`` reports; always a mistake of use, with the file named."""
    with pytest.raises(SvodkaError) as raised:
        action()
    error = raised.value
    assert error.code == "bad-pattern"
    assert error.exit_code is ExitCode.USAGE
    assert Path(error.path).name == "words.toml"
    for lang in ("ru", "en"):
        assert "words.toml" in error.message(lang)
        assert str(error.line) in error.message(lang)
        assert error.hint(lang)
    return error


def test_a_good_file_is_read_in_order(read: Read) -> None:
    patterns = read(GOOD)
    assert [entry.id for entry in patterns] == ["first", "second"]
    assert [entry.line for entry in patterns] == [2, 8]
    assert patterns.words("second") == ("ед\\.", "шт\\.")
    assert patterns["first"].regex().match("Плановый")
    assert patterns.any_of("second").search("5 шт.")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('[[entry]]\nid = "a\n', 2),
        ('[[entry]]\nid = "a"\nwords = ["x"\n\n[[entry]]\n', 5),
        ('[[entry]]\nid = "a"\nid = "b"\nwords = ["x"]\n', 3),
        ('[[entry]]\nid = "a"\nmatch = "\\d+"\n', 3),
    ],
    ids=["open string", "open list", "key twice", "single backslash"],
)
def test_broken_toml(read: Read, source: str, line: int) -> None:
    error = told(lambda: read(source))
    assert error.line == line


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes(GOOD.encode("cp1251"))
    assert told(lambda: read_file(path)).line == 1


def test_no_such_file(tmp_path: Path) -> None:
    assert told(lambda: read_file(tmp_path / "words.toml")).detail


def test_missing_id(read: Read) -> None:
    error = told(lambda: read(GOOD + '\n[[entry]]\nwords = ["x"]\n'))
    assert error.line == 12
    assert "id" in error.detail


def test_id_that_is_no_text(read: Read) -> None:
    assert told(lambda: read(GOOD + '\n[[entry]]\nid = 3\nwords = ["x"]\n')).line == 12


def test_duplicate_id(read: Read) -> None:
    error = told(lambda: read(GOOD + '\n[[entry]]\nid = "first"\nwords = ["x"]\n'))
    assert error.line == 12
    assert "first" in error.detail


@pytest.mark.parametrize("missing", ["ok", "bad"])
def test_a_rule_without_examples(read: Read, missing: str) -> None:
    source = re.sub(rf"^{missing} = .*\n", "", GOOD, flags=re.MULTILINE)
    error = told(lambda: read(source))
    assert error.line == 2
    assert "ok" in error.detail
    assert "bad" in error.detail


def test_an_entry_with_nothing_to_match(read: Read) -> None:
    error = told(lambda: read(GOOD + '\n[[entry]]\nid = "third"\nword = ["x"]\n'))
    assert error.line == 12
    assert "third" in error.detail


@pytest.mark.parametrize(
    "source",
    [
        "entry = 3\n",
        '[entry]\nid = "a"\nwords = ["x"]\n',
        '[[entri]]\nid = "a"\nwords = ["x"]\n',
        'entry = [{ id = "a", words = ["x"] }]\n',
        '[[entry]]\nid = "a"\nwords = ["""\n[[entry]]\n"""]\n',
    ],
    ids=["number", "table", "misspelt", "inline", "in a string"],
)
def test_entries_written_in_another_way(read: Read, source: str) -> None:
    assert "[[entry]]" in told(lambda: read(source)).detail


@pytest.mark.parametrize("head", ["[[entry]]   # why it is here", "[[ entry ]]"])
def test_a_head_with_a_comment_or_spaces(read: Read, head: str) -> None:
    assert [entry.line for entry in read(f'{head}\nid = "a"\nwords = ["x"]\n')] == [1]


@pytest.mark.parametrize(
    "wrong", ['words = "x"', "ok = 3", "match = 5\nok = ['x']\nbad = ['y']", "match = 'x'\nok = 'x'\nbad = ['y']"]
)
def test_lists_and_texts_of_another_type(read: Read, wrong: str) -> None:
    error = told(lambda: read(f'{GOOD}\n[[entry]]\nid = "third"\n{wrong}\n'))
    assert error.line == 12
    assert "third" in error.detail


def test_a_bad_expression(read: Read) -> None:
    patterns = read(GOOD.replace("план\\\\w*", "план(\\\\w*"))
    error = told(patterns["first"].regex)
    assert error.line == 2
    assert "first" in error.detail


def test_a_bad_expression_among_words(read: Read) -> None:
    patterns = read(GOOD.replace('"шт\\\\."', '"(шт"'))
    error = told(lambda: patterns.any_of("second"))
    assert error.line == 8
    assert "second" in error.detail


def test_an_entry_that_is_not_there(read: Read) -> None:
    error = told(lambda: read(GOOD)["third"])
    assert "third" in error.detail


@pytest.mark.parametrize(
    "ask",
    [
        lambda entry: entry.text("count"),
        lambda entry: entry.text("absent"),
        lambda entry: entry.number("id"),
        lambda entry: entry.number("yes"),
        lambda entry: entry.number("absent"),
        lambda entry: entry.strings("id"),
        lambda entry: entry.strings("mixed"),
        lambda entry: entry.strings("absent"),
        lambda entry: entry.regex(),
        lambda entry: entry.one_of("id", ("other",)),
    ],
    ids=["text", "no text", "number", "flag", "no number", "list", "mixed", "no list", "no match", "one of"],
)
def test_values_of_another_type(read: Read, ask: Callable[[Entry], object]) -> None:
    entry = read(f'{GOOD}\n[[entry]]\nid = "third"\nwords = []\ncount = 5\nyes = true\nmixed = ["x", 1]\n')["third"]
    assert told(lambda: ask(entry)).line == 12


def test_defaults_stand_in_for_what_is_absent(read: Read) -> None:
    entry = read(GOOD)["second"]
    assert entry.text("kind", "school") == "school"
    assert entry.number("weight", 2) == 2
    assert entry.strings("more", ("x",)) == ("x",)


@pytest.mark.parametrize("path", sorted(folder().glob("*.toml")), ids=lambda path: path.stem)
def test_our_own_files_have_no_mistake(path: Path) -> None:
    assert read_file(path).entries
