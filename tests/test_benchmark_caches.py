"""The benchmark empties every cache by text before a timed run."""

from __future__ import annotations

import sys

from conftest import CORPUS, ROOT

from extractor import extract_bytes

sys.path.append(str(ROOT / "benchmarks"))

import caches


def test_caches_by_text_are_found_and_emptied() -> None:
    kept = caches.by_text()
    assert {"extractor.fields.numbers.find_numbers", "extractor.text.clauses.sentences"} <= kept.keys()
    path = CORPUS / "files" / "docx" / "tune" / "decision-sferum-2024.docx"
    extract_bytes(path.read_bytes(), name=path.name)
    assert any(cache.cache_info().currsize for cache in kept.values())
    caches.empty()
    assert not any(cache.cache_info().currsize for cache in kept.values())
