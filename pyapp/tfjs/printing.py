"""`tf.print`: values of tensors as TensorFlow writes them."""

import builtins
import pprint
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tfjs import _bridge, nest
from tfjs.ops._arguments import as_tensor, owned
from tfjs.tensor import Tensor
from tfjs.variable import Variable


def print(
    *inputs: Any,
    output_stream: Any = None,
    summarize: int | None = 3,
    sep: str = " ",
    end: str = "\n",
    name: str | None = None,
) -> None:
    """Print values, also each time a `tf.function` runs.

    Args:
        *inputs: Tensors, Python values, and structures of both.
        output_stream: `sys.stdout`, `sys.stderr`, or "file://" and a path to append to; stderr if
            None.
        summarize: Elements at either end of each axis that are written; all if -1.
        sep: Between the inputs.
        end: Behind the last.

    Values that are not tensors are those of the tracing then.
    """
    limit = -1 if summarize is None else summarize
    if isinstance(output_stream, str) and not output_stream.startswith("file://"):
        raise ValueError(
            "tf.print: expected sys.stdout, sys.stderr or 'file://…'. Received: "
            f"output_stream={output_stream!r}."
        )
    target = _target(output_stream)
    if not _bridge.is_recording():
        if _bridge.is_example():
            return
        _write(_joined([_text(value, limit) for value in inputs], inputs, sep) + end, target)
        return
    tensors: list[Tensor] = []
    parts = [_kept(value, tensors, limit) for value in inputs]
    kinds = [tensor.dtype for tensor in tensors]

    def action(slots: list[int]) -> list[int]:
        given = owned(slots, kinds)
        texts = [_filled(part, given, limit) for part in parts]
        _write(_joined(texts, given if len(given) == len(texts) else [], sep) + end, target)
        return []

    key = ("print", *map(str, parts), limit, sep, end)
    _bridge.record_call("print", key, action, [t._slot for t in tensors], gives=False)


def _joined(texts: list[str], values: Sequence[Any], sep: str) -> str:
    """Texts of values in a line; a string by itself has no quotes."""
    text = sep.join(texts)
    alone = len(values) == 1 and getattr(values[0], "shape", None) == ()
    return text[1:-1] if alone and text.startswith('"') else text


def _target(output_stream: Any) -> Any:
    """Where to write: a path, or a function that gives a stream, the one of the moment."""
    if isinstance(output_stream, str):
        return Path(output_stream.removeprefix("file://"))
    if output_stream is sys.stdout:
        return lambda: sys.stdout
    if output_stream is None or output_stream is sys.stderr:
        return lambda: sys.stderr
    return lambda: output_stream


def _write(text: str, target: Any) -> None:
    if isinstance(target, Path):
        with target.open("a", encoding="utf-8") as file:
            file.write(text)
    else:
        builtins.print(text, end="", file=target())


class _Place:
    """Stands for a tensor that a replay gives."""

    def __init__(self, index: int) -> None:
        self.index = index

    def __str__(self) -> str:
        return f"{{{self.index}}}"

    __repr__ = __str__


def _kept(value: Any, tensors: list[Tensor], limit: int) -> Any:
    """What is printed each time: text, or tensors' places, perhaps in a structure."""

    def leaf(item: Any) -> Any:
        if not isinstance(item, Tensor | Variable):
            return item
        tensors.append(as_tensor(item))
        return _Place(len(tensors) - 1)

    if isinstance(value, Tensor | Variable):
        return leaf(value)
    if not nest.is_nested(value):
        return str(value)
    before = len(tensors)
    found = nest.map_structure(leaf, value)
    return found if len(tensors) > before else _text(value, limit)


def _filled(part: Any, given: list[Tensor], limit: int) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, _Place):
        return _text(given[part.index], limit)
    return _text(
        nest.map_structure(lambda x: given[x.index] if isinstance(x, _Place) else x, part), limit
    )


class _Shown:
    """Stands for a tensor where a structure is written."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _text(value: Any, limit: int) -> str:
    if isinstance(value, Tensor | Variable):
        return array_text(np.asarray(value.numpy()), limit)
    if not nest.is_nested(value):
        return str(value)
    shown = nest.map_structure(
        lambda leaf: _Shown(_text(leaf, limit)) if isinstance(leaf, Tensor | Variable) else leaf,
        value,
    )
    return pprint.pformat(shown)


def array_text(array: "np.ndarray[Any, Any]", limit: int) -> str:
    """An array as TensorFlow writes it: `[1 2 3 ... 8 9 10]` for a limit of 3."""
    if array.ndim == 0:
        return _quoted(array[()])
    return _rows(array, limit, array.ndim)


def _rows(array: "np.ndarray[Any, Any]", limit: int, rank: int) -> str:
    count = array.shape[0]
    short = limit >= 0 and count > 2 * limit
    places = [*range(limit), None, *range(count - limit, count)] if short else [*range(count)]
    if array.ndim == 1:
        return "[" + " ".join("..." if i is None else _quoted(array[i]) for i in places) + "]"
    lines = ["..." if i is None else _rows(array[i], limit, rank) for i in places]
    gap = "\n" * (array.ndim - 1) + " " * (rank - array.ndim + 1)
    return "[" + gap.join(lines) + "]"


def _quoted(item: Any) -> str:
    if isinstance(item, bytes):
        return f'"{item.decode(errors="backslashreplace")}"'
    return _item(item)


def _item(item: Any) -> str:
    if isinstance(item, np.bool_ | bool):
        return "1" if item else "0"
    if isinstance(item, np.floating):
        digits = 15 if item.dtype == np.float64 else 6
        text = f"{float(item):.{digits}g}"
        return (
            text
            if item.dtype.type(text) == item
            else f"{float(item):.{digits + 3 - digits // 15}g}"
        )
    if isinstance(item, np.complexfloating):
        return f"({_item(item.real)},{_item(item.imag)})"
    return str(item)
