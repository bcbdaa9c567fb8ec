"""The pages in docs/ are compared with the code, so that none of them can go stale unseen."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pydantic
import pytest

import extractor.record
from extractor.errors import CATALOGUE
from installation import PROJECT, ROOT

DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


def test_errors_is_what_the_script_writes() -> None:
    assert page("errors") == runpy.run_path(str(DOCS / "make_errors.py"))["page"]()
    assert all(f"## `{code}`" in page("errors") for code in CATALOGUE)


FIELDS = sorted(
    {
        field
        for model in vars(extractor.record).values()
        if isinstance(model, type) and issubclass(model, pydantic.BaseModel)
        for field in model.model_fields
    }
)


@pytest.mark.parametrize("field", FIELDS)
def test_record_tells_every_field(field: str) -> None:
    assert re.search(rf"[`.]{field}\b|^## (?:.* )?{field}\b", page("record"), re.MULTILINE)


# The constant and the words of docs/limits.md in which its figure stands.
LIMITS = [
    ("files.LARGEST_FILE", "size of the file | 400 MB", 400 * 2**20),
    ("detect_packages._MOST_DIRECTORY", "directory | 4 MB", 4 * 2**20),
    ("guard.MAX_MEMBERS", "parts | 2,000", 2_000),
    ("guard.MAX_XML_BYTES", "one part of XML, unpacked | 100 MB", 100 * 2**20),
    ("guard.MAX_TOTAL_BYTES", "all parts, unpacked | 200 MB", 200 * 2**20),
    ("guard.MAX_RATIO", "above 1 MB | 100 to 1", 100),
    ("guard.RATIO_FREE_BYTES", "above 1 MB", 1_000_000),
    ("guard.MAX_TAGS", "tags | 1,000,000", 1_000_000),
    ("guard.MAX_ATTRIBUTES", "attributes | 2,000,000", 2_000_000),
    ("guard.MAX_PACKAGE_TAGS", "relations and content types | 20,000", 20_000),
    ("docx.table._MOST_SPAN", "merged over more columns | 64", 64),
    ("sheet.book.MOST_SHEET_TAGS", "tags of all sheets | 1,500,000", 1_500_000),
    ("sheet.book.MOST_SHEET_ATTRIBUTES", "attributes of all sheets | 4,000,000", 4_000_000),
    ("sheet.xls.MOST_STREAM_BYTES", "the stream of an XLS | 64 MB", 64 * 2**20),
    ("sheet.biff.MOST_RECORDS", "records of one sheet of an XLS | 1,000,000", 1_000_000),
    ("sheet.book.MOST_CELLS", "filled cells | 200,000", 200_000),
    ("sheet.book.MOST_CHARACTERS", "characters in them | 6,000,000", 6_000_000),
    ("sheet.book.MOST_SHEETS", "sheets | 500", 500),
    ("sheet.book.MOST_MERGES", "merged areas of a sheet | 50,000", 50_000),
    ("sheet.rows._MOST_CROSSINGS", "under merged areas | 1,000,000", 1_000_000),
    ("sheet.xml._DEEPEST", "elements inside one another | 256", 256),
    ("ole.MOST_ENTRIES", "entries of the compound file | 16,384", 16_384),
    ("doc.file.MOST_STREAM_BYTES", "one stream | 64 MB", 64 * 2**20),
    ("doc.file.MOST_CHARACTERS", "characters | 6,000,000", 6_000_000),
    ("doc.file.MOST_PIECES", "pieces of text | 100,000", 100_000),
    ("doc.marks.MOST_STRETCHES", "stretches of formatting | 500,000", 500_000),
    ("doc.convert.MOST_CHARACTERS", "characters given to the converter | 300,000", 300_000),
    ("doc.convert.MOST_STRETCHES", "stretches given to the converter | 7,000", 7_000),
    ("doc.convert.MOST_FILE_BYTES", "file given to the converter | 48 MB", 48 * 2**20),
    ("doc.convert.DEEPEST_FIELD", "fields inside one another given to the converter | 30", 30),
    ("office.convert.SECONDS", "time of LibreOffice | 90 seconds", 90.0),
    ("office.watch._MOST_MEMORY", "memory of LibreOffice | 6 GB", 6 * 2**30),
    ("office.watch._MOST_WRITTEN", "what LibreOffice writes | 1 GB", 2**30),
    ("rtf.scan.MAX_PIECES", "control words and groups | 1,500,000", 1_500_000),
    ("rtf.scan.MAX_TEXT_BYTES", "bytes of text | 24 MB", 24 * 2**20),
    ("rtf.scan.MAX_STRETCH_BYTES", "one stretch of text | 2 MB", 2 * 2**20),
    ("rtf.walk.MAX_PARAGRAPHS", "paragraphs and cells | 60,000", 60_000),
    ("rtf.header._MOST_PIECES", "pieces of the tables in the head | 200,000", 200_000),
    ("rtf.state.DEEPEST_TABLE", "tables inside tables | 16", 16),
    ("rtf.walk._DEEPEST_STORY", "text boxes and notes inside one another | 8", 8),
    ("odt.table._MOST_SPAN", "spans or is repeated over | 64", 64),
    ("odt.table._MOST_COPIED", "because they are repeated | 20,000", 20_000),
    ("odt.inline._MOST_SPACES", "spaces in a row by number | 32", 32),
    ("pdf.guard.MOST_STREAM_BYTES", "one drawing, unpacked | 16 MB", 16 * 2**20),
    ("pdf.guard.MOST_TOTAL_BYTES", "all drawings, unpacked | 256 MB", 256 * 2**20),
    ("pdf.reader.MOST_PAGES", "pages | 3,000", 3_000),
    ("pdf.reader.MOST_LETTERS", "characters | 20,000,000", 20_000_000),
    ("pdf.rules.MOST_PATHS", "strokes of one page | 20,000", 20_000),
    ("pdf.find._MOST_CROSSINGS", "crossings of lines on one page | 5,000", 5_000),
    ("ocr.reader.MOST_PIXELS", "one picture | 80,000,000", 80_000_000),
    ("ocr.reader.MOST_PAGES", "pictures of one TIFF | 500", 500),
    ("ocr.pdf.MOST_PIXELS", "drawn to be read | 40,000,000", 40_000_000),
    ("encoding._MOST_BYTES", "size of the file | 24 MB", 24 * 2**20),
    ("encoding._MOST_CHARACTERS", "characters | 6,000,000", 6_000_000),
    ("html.reader._MOST_TAGS", "tags | 400,000", 400_000),
    ("html.walk._DEEPEST_TABLE", "tables inside tables | 32", 32),
    ("html.table._MOST_COLUMNS", "columns of a table | 1,000", 1_000),
    ("plain.lines._MOST_LINES", "lines of a text | 100,000", 100_000),
    ("plain.lines._MOST_MARKS", "bars and tabs of a text | 300,000", 300_000),
    ("plain.grid._MOST_POSITIONS", "drawn in a text | 300,000", 300_000),
]


@pytest.mark.parametrize(("constant", "words", "value"), LIMITS, ids=[limit[0] for limit in LIMITS])
def test_limits_tells_the_figures_of_the_code(constant: str, words: str, value: int) -> None:
    module, _, name = constant.rpartition(".")
    assert getattr(import_module(f"extractor.reading.{module}"), name) == value
    assert words in page("limits")


def test_libraries_has_a_line_for_every_dependency() -> None:
    told = set(re.findall(r"^\| ([\w-]+) \|", page("libraries").lower(), re.MULTILINE)) - {"library", "---"}
    assert told == {re.split(r"[<>=~!\[ ]", line)[0].lower() for line in PROJECT["project"]["dependencies"]}


def test_patterns_tells_every_file() -> None:
    told = set(re.findall(r"^\| `(\w+\.toml)` \|", page("patterns"), re.MULTILINE))
    assert told == {path.name for path in (ROOT / "patterns").rglob("*.toml")}


def test_architecture_tells_every_room() -> None:
    rooms = [path.name for path in (ROOT / "extractor").iterdir() if (path / "__init__.py").exists()]
    files = [path.name for path in (ROOT / "extractor").glob("*.py") if path.name != "__init__.py"]
    assert not [name for name in rooms if f"`{name}/`" not in page("architecture")]
    assert not [name for name in files if f"`{name}`" not in page("architecture")]


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")) + sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_entries_of_the_patterns_page_are_taken_as_they_stand(tmp_path: Path) -> None:
    """They are put at the top of the pattern files of a copy, and their examples are run there."""
    for folder in ("extractor", "patterns"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    entries = re.findall(r"<!-- (\w+\.toml) -->\n```toml\n(.*?)```", page("patterns"), re.DOTALL)
    assert len(entries) >= 5
    tests = tmp_path / "test_patterns.py"
    shutil.copy(ROOT / "tests" / "test_patterns.py", tests)
    wanted = []
    for name, entry in entries:
        file = tmp_path / "patterns" / name
        head, mark, rest = file.read_text("utf-8").partition("[[entry]]")
        file.write_text(f"{head}{entry}\n{mark}{rest}", "utf-8")
        identifier = tomllib.loads(entry)["entry"][0]["id"].encode("unicode_escape").decode()
        wanted += [f"{tests}::test_examples[{file.stem}:{identifier}]"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *wanted],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
