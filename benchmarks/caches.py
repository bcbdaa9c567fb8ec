"""The caches by text, emptied before every timed run so that no run gains by what an earlier one of the same file left.

The package keeps two kinds of caches.  Those without a bound (``functools.cache``) hold what pattern files and
expressions become; a process fills them once, and they stay.  Those with a bound (``lru_cache(maxsize=…)``) hold what
was said of a text: the numbers of a sentence, its deadlines, the lemma of a word.  Only the latter are emptied.
"""

from __future__ import annotations

import pkgutil
from functools import _lru_cache_wrapper, cache
from importlib import import_module
from typing import Any

PACKAGES = ("extractor.text", "extractor.fields")


@cache
def by_text() -> dict[str, _lru_cache_wrapper[Any]]:
    """The bounded caches of ``PACKAGES`` by the full name of their function."""
    found: dict[str, _lru_cache_wrapper[Any]] = {}
    for package in map(import_module, PACKAGES):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for value in vars(import_module(module.name)).values():
                if isinstance(value, _lru_cache_wrapper) and value.cache_parameters()["maxsize"] is not None:
                    found[f"{value.__module__}.{value.__qualname__}"] = value
    return found


def empty() -> None:
    """Forget all that was said of texts; takes a few microseconds."""
    for kept in by_text().values():
        kept.cache_clear()
