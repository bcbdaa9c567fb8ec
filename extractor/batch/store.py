"""Where a batch keeps the documents it has read: packed, named by the content of the source and what read it."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.reading.document import Document

_SUFFIX = ".packed"


@dataclass(frozen=True, slots=True)
class Store:
    """Documents as they were read.  Never needed: where one is missing or damaged, its file is read again."""

    folder: Path

    def path(self, sha256: str, readers: str) -> Path:
        """Where the document with this content, read by these readers, lies or would lie."""
        return self.folder / sha256[:2] / f"{sha256}-{readers}{_SUFFIX}"

    def has(self, sha256: str, readers: str) -> bool:
        """Whether such a document is kept; that it is whole shows when it is read."""
        return self.path(sha256, readers).is_file()

    def read(self, sha256: str, readers: str) -> Document | None:
        """The document, ``None`` where it is missing or damaged."""
        from extractor.batch.compact import restore

        try:
            return restore(self.path(sha256, readers).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, sha256: str, readers: str, document: Document) -> None:
        """Keep a document, as a whole or not at all; any number of workers may write the same one."""
        from extractor.batch.compact import dump

        path = self.path(sha256, readers)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{secrets.token_hex(6)}.tmp")
            try:
                beside.write_bytes(dump(document))
                beside.replace(path)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise

    def prune(self, kept: Collection[tuple[str, str]]) -> None:
        """Remove all but the documents with these contents and readers, and what broken runs have left."""
        names = {f"{sha256}-{readers}{_SUFFIX}" for sha256, readers in kept}
        for path in self.folder.glob("*/*"):
            if path.name not in names:
                with suppress(OSError):
                    path.unlink()
