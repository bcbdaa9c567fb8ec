"""Imported by the process that workers are started from: everything is loaded once, and shared by all of them."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from importlib import import_module

from extractor import extract_bytes
from extractor.errors import SvodkaError

# One paper with something of every field, so that every pattern file is read and every expression made.
_PAPER = """УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ЛЕСНОГО РАЙОНА

ПРИКАЗ

16.01.2025 № 9-од
с. Лесное

Об итогах мониторинга за 2024 год

Охват обучающихся горячим питанием составил 86,7 % при плановом значении 90 %. Показатель не достигнут.

Показатель\tПлан\tФакт
Доля педагогов, прошедших обучение, %\t50\t60

ПРИКАЗЫВАЮ:

1. Директору МБОУ Лесная СОШ № 1 обеспечить охват не менее 90 % обучающихся до 01.03.2025, далее ежемесячно.

2. Контроль за исполнением приказа оставляю за собой.

Начальник управления                А.А. Лесная
"""
_READERS = ("docx", "odt", "rtf", "pdf", "html", "plain")

for _reader in _READERS:
    with suppress(ImportError):
        import_module(f"extractor.reading.{_reader}.reader")
with suppress(SvodkaError):
    # A mistake in a pattern file is told by the first document.
    extract_bytes(_PAPER.encode(), name="preload")
if sys.platform != "win32":
    # What is kept for good is not looked through again by every worker, which would copy it.
    gc.collect()
    gc.freeze()
