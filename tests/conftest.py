"""Where the test documents lie."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"


def documents() -> list[Path]:
    """Every rendered document of the corpus, and of the shared folder where it exists."""
    found = sorted((CORPUS / "files").glob("*/*/*"))
    for part in ("seeds", "dev"):
        for fmt in ("docx", "pdf", "html", "txt", "txt1251"):
            found += sorted((SHARED / part / "files" / fmt).glob("*"))
    return [p for p in found if p.is_file() and p.suffix in (".docx", ".pdf", ".html", ".txt")]


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is written into the cache of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVODKA_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
