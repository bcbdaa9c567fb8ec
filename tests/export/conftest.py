"""The database of the corpus's records, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from export_help import corpus, nasty, store_of


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a few documents of the corpus."""
    return store_of(tmp_path_factory.mktemp("store") / "store.db", corpus())


@pytest.fixture(scope="session")
def nasty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of strings that harm careless programs."""
    return store_of(tmp_path_factory.mktemp("nasty") / "store.db", nasty())
