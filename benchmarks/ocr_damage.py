"""What happens to a page between the printer and the scanner's file."""

from __future__ import annotations

import io
import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from ocr_pages import Grey

Floats = NDArray[np.float64]
CONDITIONS = ("clean", "grain", "skew", "stamp", "fax", "copy")
"""As printed; office scanner; laid in askew; stamped and signed; two levels; a copy of a copy."""


def damaged(image: Grey, condition: str, dpi: int, seed: int) -> Grey:
    """The page after one of ``CONDITIONS``; the same seed gives the same picture."""
    rng = np.random.default_rng(seed)
    if condition == "clean":
        return image
    picture = Image.fromarray(image)
    if condition in ("stamp", "copy"):
        picture = _stamped(picture, dpi, rng)
    angle = {"skew": rng.choice([-1, 1]) * rng.uniform(0.8, 2.2)}.get(condition, rng.uniform(-0.5, 0.5))
    picture = picture.rotate(float(angle), Image.Resampling.BICUBIC, fillcolor=int(rng.integers(225, 250)))
    picture = picture.filter(ImageFilter.GaussianBlur(dpi / 200 * {"copy": 0.75, "fax": 0.4}.get(condition, 0.5)))
    pixels: Floats = np.asarray(picture, dtype=np.float64)
    if condition in ("skew", "copy"):
        pixels = pixels * _light(pixels.shape, rng)
    pixels = pixels + rng.normal(0, {"grain": 11.0, "copy": 13.0}.get(condition, 8.0), pixels.shape)
    if condition in ("grain", "copy"):
        pixels = _specks(pixels, dpi, rng)
    if condition == "fax":
        pixels = np.where(pixels < rng.uniform(135, 165), 0, 255)
        return pixels.astype(np.uint8)
    return _jpeg(np.clip(pixels, 0, 255).astype(np.uint8), {"copy": 35}.get(condition, 45))


def _light(shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Brighter on one side, with a shadow along an edge."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    slope = rng.uniform(0.06, 0.16) * (x / shape[1] if rng.random() < 0.5 else y / shape[0])
    edge = 0.25 * np.exp(-(x / (0.03 * shape[1])))
    return np.asarray(1.0 - slope - edge, dtype=np.float64)


def _specks(pixels: Floats, dpi: int, rng: np.random.Generator) -> Floats:
    """Dust: some hundred spots, dark and light, up to half a millimetre."""
    height, width = pixels.shape
    for _ in range(350):
        size = max(1, int(rng.exponential(0.006 * dpi)))
        y, x = int(rng.integers(0, height - size)), int(rng.integers(0, width - size))
        pixels[y : y + size, x : x + size] = rng.choice([40.0, 250.0])
    return pixels


def _stamped(picture: Image.Image, dpi: int, rng: np.random.Generator) -> Image.Image:
    """Two round stamps and a signature of grey ink over the text."""
    layer = Image.new("L", picture.size, 255)
    draw = ImageDraw.Draw(layer)
    thick = max(1, round(dpi / 90))
    for _ in range(2):
        radius = round(rng.uniform(0.65, 0.8) * dpi)
        x = int(rng.uniform(1.5 * radius, picture.width - 1.5 * radius))
        y = int(rng.uniform(1.5 * radius, picture.height - 1.5 * radius))
        ink = int(rng.integers(110, 170))
        for r in (radius, round(0.93 * radius), round(0.6 * radius)):
            draw.ellipse((x - r, y - r, x + r, y + r), outline=ink, width=thick)
        for k in range(36):
            turn = 2 * math.pi * k / 36
            a, b = 0.68 * radius, 0.85 * radius
            ends = (x + a * math.cos(turn), y + a * math.sin(turn), x + b * math.cos(turn), y + b * math.sin(turn))
            draw.line(ends, fill=ink, width=thick)
    x0, y0 = rng.uniform(0.3, 0.6) * picture.width, rng.uniform(0.2, 0.9) * picture.height
    steps = np.linspace(0, 1, 60)
    loops = [(x0 + 1.6 * dpi * t, y0 + 0.25 * dpi * math.sin(9 * t + rng.uniform(0, 0.3)) * (1 - t / 2)) for t in steps]
    draw.line(loops, fill=70, width=2 * thick)
    darker = np.minimum(np.asarray(picture), np.asarray(layer.filter(ImageFilter.GaussianBlur(0.6))))
    return Image.fromarray(darker)


def _jpeg(image: Grey, quality: int) -> Grey:
    stored = io.BytesIO()
    Image.fromarray(image).save(stored, "JPEG", quality=quality)
    return np.array(Image.open(stored), dtype=np.uint8)
