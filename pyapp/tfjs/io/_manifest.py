"""What a model.json says, read and checked before anything is built from it."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tfjs.errors import ModelFormatError

GRAPH: Final = "graph-model"
LAYERS: Final = "layers-model"

_BYTES: Final = {"float32": 4, "int32": 4, "bool": 1, "complex64": 8}
_QUANTIZED_BYTES: Final = {"uint8": 1, "uint16": 2, "float16": 2}
_LENGTH_PREFIX: Final = 4
"""A string weight is stored as its length, then its bytes."""


@dataclass(frozen=True)
class Group:
    """Some weights, and the files that hold them end to end."""

    paths: tuple[str, ...]
    bytes: int
    """What the weights need."""
    exact: bool
    """False if there are strings among them: then `bytes` is the least."""


@dataclass(frozen=True)
class Manifest:
    """A checked model.json."""

    path: str
    text: str
    document: dict[str, Any]
    format: str
    """`"graph-model"` or `"layers-model"`."""
    groups: tuple[Group, ...]

    @property
    def bytes(self) -> int:
        """Bytes of all weight files."""
        return sum(group.bytes for group in self.groups)

    @property
    def files(self) -> list[str]:
        """Names of the weight files, as model.json gives them, in order."""
        return [path for group in self.groups for path in group.paths]

    @property
    def topology(self) -> dict[str, Any]:
        """The graph, or the configuration of the layers."""
        topology: dict[str, Any] = self.document["modelTopology"]
        return topology.get("model_config", topology)  # type: ignore[no-any-return]


def parse(data: bytes, path: str) -> Manifest:
    """Read model.json and check everything that can be checked without the weights.

    Args:
        data: The file.
        path: Where it came from, for messages.

    Raises:
        ModelFormatError: It is no model; `.issues` lists everything found wrong.
    """
    text, document = _json(data, path)
    if not isinstance(document, dict):
        what = type(document).__name__
        raise ModelFormatError(path, [f"expected a JSON object. Received: a {what}."])
    if not isinstance(document.get("modelTopology"), dict):
        keys = ", ".join(sorted(document)[:8]) or "no keys"
        issue = f"expected `modelTopology`, an object. Received: {keys}."
        raise ModelFormatError(path, [issue, "This is no TensorFlow.js model."])
    issues: list[str] = []
    kind = _format(document, issues)
    groups = _groups(document, issues)
    if not issues:
        check = _graph_issues if kind == GRAPH else _layers_issues
        issues += check(document)
    if issues:
        raise ModelFormatError(path, issues)
    return Manifest(path, text, document, kind, groups)


def _json(data: bytes, path: str) -> tuple[str, Any]:
    start = data[:64].lstrip().lower()
    if not data:
        raise ModelFormatError(path, ["expected JSON. Received: an empty file."])
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise ModelFormatError(
            path,
            [
                "expected JSON. Received: a web page.",
                "Give the address of model.json itself; some servers answer any other with a page.",
            ],
        )
    if start.startswith(b"version https://git-lfs"):
        issue = "expected JSON. Received: a Git LFS pointer, which stands for the file."
        raise ModelFormatError(path, [issue])
    try:
        text = data.decode("utf-8-sig")
        return text, json.loads(text)
    except UnicodeDecodeError as error:
        issue = f"expected JSON. Received: binary data, starting with {data[:8]!r}."
        raise ModelFormatError(path, [issue]) from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        at_end = error.msg.startswith("Unterminated") or error.pos >= len(text.rstrip())
        cut = " The file is cut off." if at_end else ""
        raise ModelFormatError(path, [f"expected JSON. {error.msg}, {where}.{cut}"]) from error


def _format(document: dict[str, Any], issues: list[str]) -> str:
    named = document.get("format")
    found = GRAPH if "node" in document["modelTopology"] else LAYERS
    if named not in (None, GRAPH, LAYERS):
        issues.append(f"expected format {GRAPH!r} or {LAYERS!r}. Received: {named!r}.")
    elif named is not None and named != found:
        issues.append(f"format says {named!r}, but modelTopology is that of a {found}.")
    return found


def _groups(document: dict[str, Any], issues: list[str]) -> tuple[Group, ...]:
    entries = document.get("weightsManifest")
    if not isinstance(entries, list):
        issues.append("expected `weightsManifest`, a list of weight groups. Received: none.")
        return ()
    names: set[str] = set()
    groups = []
    for number, entry in enumerate(entries, 1):
        where = f"weight group {number}"
        paths = entry.get("paths") if isinstance(entry, dict) else None
        weights = entry.get("weights") if isinstance(entry, dict) else None
        if not isinstance(paths, list) or not all(isinstance(p, str) and p for p in paths):
            issues.append(f"{where}: expected `paths`, a list of file names. Received: {paths!r}.")
        elif not isinstance(weights, list):
            issues.append(f"{where}: expected `weights`, a list. Received: {weights!r:.60}.")
        else:
            sizes = [_weight_bytes(weight, where, names, issues) for weight in weights]
            needed = sum(size for size, _ in sizes)
            groups.append(Group(tuple(paths), needed, all(exact for _, exact in sizes)))
    return tuple(groups)


def _weight_bytes(weight: Any, where: str, names: set[str], issues: list[str]) -> tuple[int, bool]:
    """Bytes that a weight takes in its file, and whether that is exact."""
    name = weight.get("name") if isinstance(weight, dict) else None
    if not isinstance(name, str) or not name:
        issues.append(f"{where}: expected weights with a name. Received: {weight!r:.80}.")
        return 0, True
    if name in names:
        issues.append(f"{where}: the weight {name!r} is there twice.")
    names.add(name)
    shape = weight.get("shape")
    if not isinstance(shape, list) or not all(isinstance(n, int) and n >= 0 for n in shape):
        issues.append(f"{name}: expected a shape of whole numbers. Received: {shape!r:.60}.")
        return 0, True
    count = math.prod(shape)
    dtype, quantization = weight.get("dtype"), weight.get("quantization")
    if quantization is not None:
        return count * _quantized_bytes(name, dtype, quantization, issues), True
    if dtype == "string":
        return count * _LENGTH_PREFIX, False
    if dtype not in _BYTES:
        known = ", ".join([*_BYTES, "string"])
        issues.append(f"{name}: expected dtype {known}. Received: {dtype!r}.")
        return 0, True
    return count * _BYTES[dtype], True


def _quantized_bytes(name: str, dtype: Any, quantization: Any, issues: list[str]) -> int:
    stored = quantization.get("dtype") if isinstance(quantization, dict) else None
    if stored not in _QUANTIZED_BYTES or dtype not in ("float32", "int32"):
        issues.append(
            f"{name}: expected float32 or int32 quantized to {', '.join(_QUANTIZED_BYTES)}. "
            f"Received: {dtype!r} quantized to {stored!r}."
        )
        return 0
    numbers = [quantization.get("scale"), quantization.get("min")]
    if stored != "float16" and not all(isinstance(n, int | float) for n in numbers):
        issues.append(f"{name}: expected `scale` and `min` of its quantization. Received: neither.")
    return _QUANTIZED_BYTES[stored]


def _graph_issues(document: dict[str, Any]) -> list[str]:
    nodes = document["modelTopology"]["node"]
    if not isinstance(nodes, list) or not all(
        isinstance(n, dict) and isinstance(n.get("name"), str) and isinstance(n.get("op"), str)
        for n in nodes
    ):
        return ["modelTopology: expected `node`, a list of nodes with a name and an op."]
    known = {w["name"] for group in document["weightsManifest"] for w in group["weights"]}
    missing = [n["name"] for n in nodes if n["op"] == "Const" and n["name"] not in known]
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        return [f"weightsManifest lacks the weights {', '.join(missing[:3])}{more}."]
    return []


def _layers_issues(document: dict[str, Any]) -> list[str]:
    topology = document["modelTopology"]
    config = topology.get("model_config", topology)
    if not isinstance(config, dict) or "class_name" not in config or "config" not in config:
        keys = ", ".join(sorted(config)) if isinstance(config, dict) else repr(config)[:60]
        return [f"modelTopology: expected `node` or `class_name` and `config`. Received: {keys}."]
    return []


def size_issues(group: Group, sizes: Sequence[int]) -> tuple[list[str], bool]:
    """What is wrong with the sizes of a group's files, and whether bytes are missing.

    Converters cut weights into files of one size, the last being shorter; that tells which file is
    wrong.
    """
    got = sum(sizes)
    if got == group.bytes or (not group.exact and got > group.bytes):
        return [], False
    whole = max(sizes, default=0) if len(sizes) > 1 else 0
    expected = [whole] * (len(sizes) - 1) + [group.bytes - whole * (len(sizes) - 1)]
    if min(expected, default=0) <= 0:
        expected = [*sizes[:-1], group.bytes - sum(sizes[:-1])]
    wrong = [
        f"{path}: expected {of:,} bytes. Received: {size:,} "
        f"({'cut off' if size < of else 'too long'})."
        for path, of, size in zip(group.paths, expected, sizes, strict=True)
        if size != of
    ]
    if not group.paths:
        wrong = [f"expected files with {group.bytes:,} bytes of weights. Received: none."]
    return wrong, got < group.bytes
