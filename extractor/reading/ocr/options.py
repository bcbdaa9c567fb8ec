"""What a user may say about the reading of pictures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

When = Literal["auto", "always", "never"]
WHEN: tuple[When, ...] = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """When pages are read from their pictures, and by which models.

    ``when`` is ``auto`` (pages without a text layer, or with a garbled one), ``always`` or ``never``;
    ``tessdata`` a folder with ``rus.traineddata`` and ``eng.traineddata`` in place of the bundled ones.
    """

    when: When = "auto"
    tessdata: Path | None = None


DEFAULT = OcrOptions()
