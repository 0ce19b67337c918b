"""The folder of models given by `--models`: what lies in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

MAX_DEPTH = 5
MAX_JSON = 64 << 20


def list_models(folder: Path) -> list[dict[str, object]]:
    """Return name, path, format and size of each model below `folder`, ordered by path."""
    found = []
    for directory, names, files in os.walk(folder):
        relative = Path(directory).relative_to(folder)
        names[:] = sorted(name for name in names if not name.startswith("."))
        if len(relative.parts) >= MAX_DEPTH:
            names.clear()
        found += [_describe(folder, relative / file) for file in files if file.endswith(".json")]
    return sorted((entry for entry in found if entry), key=lambda entry: str(entry["path"]))


def _describe(folder: Path, relative: Path) -> dict[str, object] | None:
    path = folder / relative
    try:
        if path.stat().st_size > MAX_JSON:
            return None
        document = json.loads(path.read_text(encoding="utf-8"))
        kind = _format(document)
        if kind is None:
            return None
        size = path.stat().st_size + sum(_shard_sizes(document, path.parent))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # not a model; the loader says why when somebody asks for it by name
    return {
        "name": relative.parent.as_posix() if relative.parent.name else folder.name,
        "path": relative.as_posix(),
        "format": kind,
        "bytes": size,
    }


def _format(document: dict[str, Any]) -> str | None:
    if not isinstance(document.get("weightsManifest"), list):
        return None
    if document.get("format") in {"graph-model", "layers-model"}:
        return str(document["format"])
    topology = document.get("modelTopology") or {}
    if "node" in topology:
        return "graph-model"
    return "layers-model" if topology else None


def _shard_sizes(document: dict[str, Any], folder: Path) -> list[int]:
    groups = document.get("weightsManifest") or []
    paths = {folder / path for group in groups for path in group["paths"]}
    return [path.stat().st_size for path in paths if path.is_file()]
