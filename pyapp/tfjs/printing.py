"""`tf.print`: values of tensors as TensorFlow writes them."""

import builtins
import pprint
import sys
from pathlib import Path
from typing import Any

import numpy as np

from tfjs import _bridge, nest
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

    Differs from TensorFlow: a function that prints is run each time, not replayed.
    """
    _bridge.refuse_recording("tf.print prints")
    limit = -1 if summarize is None else summarize
    text = sep.join(_text(value, limit) for value in inputs)
    if len(inputs) == 1 and getattr(inputs[0], "shape", None) == () and text.startswith('"'):
        text = text[1:-1]  # a string by itself has no quotes
    if isinstance(output_stream, str):
        if not output_stream.startswith("file://"):
            raise ValueError(
                "tf.print: expected sys.stdout, sys.stderr or 'file://…'. Received: "
                f"output_stream={output_stream!r}."
            )
        with Path(output_stream.removeprefix("file://")).open("a", encoding="utf-8") as file:
            file.write(text + end)
        return
    builtins.print(text, end=end, file=sys.stderr if output_stream is None else output_stream)


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
