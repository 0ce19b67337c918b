"""Names of classes: ImageNet's, those next to a model, or the caller's."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from tfjs.errors import InvalidArgumentError, NotFoundError

LabelsLike: TypeAlias = Sequence[str] | Mapping[int, str] | Mapping[str, str] | Path | str
"""Names in order, names by index, or the path of a file with them (JSON, or one per line)."""

_OP = "ImageClassifier.load"


@cache
def imagenet() -> tuple[str, ...]:
    """The 1000 classes of ImageNet."""
    text = (files(__package__) / "labels" / "imagenet.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


def given(labels: LabelsLike, count: int) -> tuple[str, ...]:
    """Names for `count` classes, from what the caller gave.

    Raises:
        InvalidArgumentError: There are not as many.
    """
    names = _listed(labels, count)
    if len(names) != count:
        raise InvalidArgumentError(
            f"{_OP}: expected {count} labels, one for each class of the model. "
            f"Received: {len(names)}.",
            op=_OP,
        )
    return names


def _listed(labels: LabelsLike, count: int) -> tuple[str, ...]:
    if isinstance(labels, str | Path):
        return _listed(_from_file(Path(labels)), count)
    if isinstance(labels, Mapping):
        by_index = {int(index): str(name) for index, name in labels.items()}
        return tuple(by_index.get(i, f"class {i}") for i in range(max(count, len(by_index))))
    return tuple(str(name) for name in labels)


def _from_file(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise NotFoundError(f"{_OP}: there is no file {path} with labels.", op=_OP) from error
    if path.suffix != ".json":
        return [line.strip() for line in text.splitlines() if line.strip()]
    return from_metadata(json.loads(text)) or ()


def from_metadata(document: Any) -> Any:
    """The labels in a metadata.json (Teachable Machine's has them under `labels`), if any."""
    return document.get("labels", document) if isinstance(document, dict) else document
