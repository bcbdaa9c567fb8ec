"""Registries of schools: a file of any usual kind to frozen values, and a cache for what is made of them.

``load_registry(path)`` is the door; ``dump`` and ``restore`` turn a registry into bytes and back, quickly, for
``extractor.registry.cache``.
"""

from pathlib import Path

from extractor.registry.model import Name, Organisation, Problem, Registry
from extractor.registry.store import dump, restore

__all__ = ["Name", "Organisation", "Problem", "Registry", "dump", "load_registry", "restore"]


def load_registry(path: Path) -> Registry:
    """The registry in a file: CSV and its like, XLSX, or the accreditation registry's open data (XML, also zipped).

    Raises:
        SvodkaError: a file that cannot be read (``not-found``, ``damaged``, ``encrypted``, ``too-large`` …), or that is
            no registry: ``registry-format``, ``registry-columns``, ``registry-empty``, ``registry-duplicates``.
    """
    # The readers cost a tenth of a second, which nobody pays whose registry comes out of the cache.
    from extractor.registry.load import load

    return load(path)
