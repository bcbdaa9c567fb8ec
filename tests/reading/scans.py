"""Pictures of pages for tests: PDFs of the corpus drawn by pdfium, and what scanners do to them."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]
CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "files" / "pdf" / "tune"


@cache
def picture(name: str, page: int = 1, dpi: int = 200) -> Grey:
    """A page of a PDF of the corpus as a scanner without any fault would see it."""
    document = pdfium.PdfDocument(CORPUS / f"{name}.pdf")
    try:
        pixels = document[page - 1].render(scale=dpi / 72, grayscale=True).to_numpy()
        return np.array(pixels.reshape(pixels.shape[:2]), dtype=np.uint8)
    finally:
        document.close()


def native(name: str) -> bytes:
    """The PDF itself, with its text layer."""
    return (CORPUS / f"{name}.pdf").read_bytes()


def file_of(*pages: Grey, form: str = "PDF", dpi: int = 200) -> bytes:
    """A PDF or TIFF of pictures, or a PNG or JPEG of one."""
    images = [Image.fromarray(page) for page in pages]
    stored = io.BytesIO()
    if form in ("PDF", "TIFF"):
        images[0].save(stored, form, save_all=True, append_images=images[1:], resolution=dpi, dpi=(dpi, dpi))
    else:
        images[0].save(stored, form, dpi=(dpi, dpi))
    return stored.getvalue()


def noisy(image: Grey, *, angle: float = 0.7, grain: float = 9.0) -> Grey:
    """A page through an office scanner."""
    turned = Image.fromarray(image).rotate(angle, Image.Resampling.BICUBIC, fillcolor=245)
    pixels = np.asarray(turned, dtype=np.float64) + np.random.default_rng(1).normal(0, grain, image.shape)
    return np.clip(pixels, 0, 255).astype(np.uint8)
