"""Gold: what a careful reader takes from a document, as YAML whose keys are those of a record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args, get_origin

from pydantic import BaseModel

from extractor import record as models
from extractor.errors import SvodkaError
from extractor.evaluation.fold import Item

# What gold says beside the record's own keys: the annotated pages, whether all findings are
# listed, points that may be told or not, and the registry's id of the school meant.
_TOP = {"pages", "findings_complete", *models.Record.model_fields}
_MORE: dict[type[BaseModel], set[str]] = {models.Order: {"act"}, models.School: {"registry"}}
_FINDING = {"rule", "severity", "message", "indicator", "order", "at"}
_NUMBERS = {"value", "low", "high", "count"}
# Said by gold where a record says nothing.
_EXPLICIT = {"comparator": {"eq"}, "status": {"unknown"}}
_MODELS: dict[str, type[BaseModel]] = {
    "header": models.Header,
    "period": models.Period,
    "signatories": models.Signatory,
    "approvals": models.Approval,
    "references": models.Reference,
    "projects": models.Project,
    "indicators": models.Indicator,
    "values": models.Value,
    "percentages": models.Percentage,
    "quantities": models.Quantity,
    "schools": models.School,
    "deadlines": models.Deadline,
    "orders": models.Order,
}
_LISTS = _MODELS.keys() - {"header", "period"} | {"findings"}


def load_gold(path: Path) -> Item:
    """Read and check a gold file.

    Raises:
        SvodkaError: ``bad-gold`` with the place of the mistake; ``not-installed`` without PyYAML.
    """
    try:
        import yaml
    except ImportError as why:
        raise SvodkaError("not-installed", path="PyYAML") from why
    try:
        gold = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as why:
        raise SvodkaError("bad-gold", path=str(path), detail=" ".join(str(why).split())) from why
    if not isinstance(gold, dict):
        _fail(path, "", "нужны ключи записи")
    _check_keys(gold, _TOP, path, "")
    for key, value in gold.items():
        _check(key, value, path, key)
    return gold


def _check(key: str, value: Any, path: Path, place: str) -> None:
    """A value under its key, and what is inside it."""
    if isinstance(value, Mapping):
        if key not in _MODELS or key in _LISTS:
            _fail(path, place, "нужен список" if key in _LISTS else "здесь не ждут ключей")
        _check_item(value, _MODELS[key], path, place)
    elif key == "header":
        _fail(path, place, "нужны ключи со значениями")
    elif isinstance(value, list):
        for k, item in enumerate(value, 1):
            _check_row(key, item, path, f"{place}[{k}]")
    elif key in _LISTS and value is not None:
        _fail(path, place, "нужен список")


def _check_row(key: str, item: Any, path: Path, place: str) -> None:
    if key not in _LISTS:
        return
    if not isinstance(item, Mapping):
        _fail(path, place, "нужны ключи со значениями")
    if key == "findings":
        _check_keys(item, _FINDING, path, place)
    else:
        _check_item(item, _MODELS[key], path, place)


def _check_item(item: Mapping[str, Any], model: type[BaseModel], path: Path, place: str) -> None:
    _check_keys(item, {*model.model_fields, *_MORE.get(model, set())}, path, place)
    for key, value in item.items():
        here = f"{place}.{key}"
        _check(key, value, path, here)
        if key in _NUMBERS and value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            _fail(path, here, f"нужно число, а стоит «{value}»")
        field = model.model_fields.get(key)
        words = _words(field.annotation) if field else set()
        if value is not None and words and str(value) not in words | _EXPLICIT.get(key, set()):
            _fail(path, here, f"«{value}» нет среди {', '.join(sorted(words))}")


def _check_keys(item: Mapping[str, Any], allowed: set[str], path: Path, place: str) -> None:
    if unknown := sorted(str(key) for key in item if key not in allowed):
        _fail(path, place, f"неизвестный ключ «{unknown[0]}»")


def _words(annotation: Any) -> set[str]:
    """The words that a field of the models may hold, if they are listed there."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return {word for part in get_args(annotation) for word in _words(part)}


def _fail(path: Path, place: str, detail: str) -> NoReturn:
    raise SvodkaError("bad-gold", path=str(path), detail=f"{place}: {detail}" if place else detail)
