"""Linking of school mentions to a registry, with reasons.

    from extractor.linking import open_linker
    linker = open_linker(Path("реестр.csv"))
    linker.link("МБОУ «Озёрновская СОШ № 47»", Context(municipality="Енисейский район"))

The prepared registry is kept in the user's cache folder, by the content of its file and the patterns it was made with.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.linking.context import Context
from extractor.linking.linker import Link, Linker

if TYPE_CHECKING:
    from extractor.linking.index import Index

__all__ = ["Context", "Link", "Linker", "open_index", "open_linker"]


def open_linker(registry: Path, *, judgements: Path | None = None) -> Linker:
    """A linker to the registry in a file.

    Args:
        judgements: a file of people's decisions, which are never contradicted.
    Raises:
        SvodkaError: the registry or the decisions cannot be read.
    """
    from extractor.linking.judgements import load_judgements

    index = open_index(registry)
    return Linker(index, load_judgements(judgements, known=index.by_id) if judgements else None)


def open_index(registry: Path) -> Index:
    """The prepared registry, from the cache where it is there.

    Raises:
        SvodkaError: the file is no registry that can be read.
    """
    from extractor import __version__
    from extractor.errors import SvodkaError, system_reason
    from extractor.linking import store
    from extractor.linking.index import Index
    from extractor.patterns_digest import digest
    from extractor.registry import cache, load_registry

    if not registry.is_file():
        return Index.of(load_registry(registry))  # which says what is wrong with it
    try:
        key = cache.key_of(registry, f"index {__version__} {digest()}")
    except OSError as why:  # a workbook that is open in Excel
        raise SvodkaError("no-permission", path=str(registry), detail=system_reason(why)) from why
    if (data := cache.read(key)) is not None:
        with suppress(ValueError):  # a cache is never needed
            return store.restore(data)
    with _put_off_collection():
        index = Index.of(load_registry(registry))
    cache.write(key, store.dump(index))
    return index


@contextmanager
def _put_off_collection() -> Iterator[None]:
    """No search for garbage: nearly all that is made here stays, and looking through it again and again takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
