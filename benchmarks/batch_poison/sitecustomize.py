"""Poison for readers: with this folder in ``PYTHONPATH``, a document does to its process what it says.

``svodka`` itself knows nothing of it.  Python imports a module of this name at the start of every process, and with it
the reading of a text that begins with ``SVODKA-POISON crash`` (or another word below) ends as the word says.
"""

from __future__ import annotations

import ctypes
import os
import time
from typing import Any

import extractor.reading

_MARK = b"SVODKA-POISON "
_read_document = extractor.reading.read_document


def crash() -> None:
    """What a mistake in a native library does."""
    ctypes.string_at(0)


def leave() -> None:
    """A library that ends the process."""
    os._exit(3)


def abort() -> None:
    """A native library that finds itself in a state that cannot be."""
    os.abort()


def spin() -> None:
    """A loop without end."""
    while True:
        pass


def doze() -> None:
    """Waiting for what never comes."""
    time.sleep(3600)


def deaf() -> None:
    """Native code that lets nobody interrupt it."""
    sum(range(10**12))


def devour() -> None:
    """Memory without end, in pieces."""
    held = []
    while True:
        held.append(bytearray(2**22))


def gulp() -> None:
    """Memory without end, at once."""
    bytearray(2**42)


def sink() -> None:
    """A parser that calls itself too often."""
    sink()


def poisoned(data: bytes, **asked: Any) -> Any:
    """Read a document, or do what it says."""
    if data.startswith(_MARK):
        word = data[len(_MARK) :].split(None, 1)[0].decode("ascii")
        {f.__name__: f for f in (crash, leave, abort, spin, doze, deaf, devour, gulp, sink)}[word]()
    return _read_document(data, **asked)


extractor.reading.read_document = poisoned
