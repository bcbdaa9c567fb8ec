"""A short digest of all pattern files: two records with the same one were made by the same rules."""

from __future__ import annotations

import hashlib
from functools import cache

from extractor.patterns import folder


@cache
def digest() -> str:
    """Twelve hexadecimal digits over names and contents of the pattern files."""
    total = hashlib.sha256()
    for path in sorted(folder().rglob("*.toml")):
        total.update(path.relative_to(folder()).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:12]
