"""The real registry, prepared once for all tests of linking."""

from __future__ import annotations

import pytest
from linking_help import REGISTRY

from extractor.linking import Linker
from extractor.linking.index import Index
from extractor.registry import Registry, load_registry


@pytest.fixture(scope="session")
def real_registry() -> Registry:
    return load_registry(REGISTRY)


@pytest.fixture(scope="session")
def real_index(real_registry: Registry) -> Index:
    return Index.of(real_registry)


@pytest.fixture(scope="session")
def real_linker(real_index: Index) -> Linker:
    return Linker(real_index)


@pytest.fixture(scope="session")
def real_names(real_registry: Registry) -> tuple[str, ...]:
    """All names of the real registry, each once."""
    return tuple(dict.fromkeys(name.text for o in real_registry.organisations for name in o.names))
