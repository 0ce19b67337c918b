"""Tensors as small tables or pictures, datasets as tables; models show themselves."""

import base64
import io
from collections.abc import Iterable
from html import escape
from typing import Any

import numpy as np

import tfjs as tf

_ROWS, _COLUMNS = 10, 10
_MAX_SIDE = 512
_UNNAMED = ""
_MAX_READ = 4_000_000
"""Elements of a tensor beyond which it is not read only to be shown."""


def of(value: Any) -> dict[str, Any]:
    """MIME types to add for a value of ours; nothing for any other."""
    if isinstance(value, tf.Tensor | tf.Variable):
        return _tensor(value)
    if not _is_dataset(value):
        return {}
    try:
        return _dataset(value)
    except Exception:  # its repr is there; a table is only more
        return {}


def _tensor(value: tf.Tensor | tf.Variable) -> dict[str, Any]:
    shape = tuple(int(n or 0) for n in tuple(value.shape))
    size = int(np.prod(shape))
    if not shape or size == 0 or size > _MAX_READ:
        return {}
    if value.dtype.name == "string" and len(shape) > 2:
        return {}
    if _is_picture(shape):
        pixels = _pixels(value.numpy())
        if pixels is not None:
            return {"image/png": _png(pixels), "application/vnd.tfjs.caption": _caption(value)}
    if len(shape) > 2 or size < 2:
        return {}
    rows = value.numpy().reshape(1, -1) if len(shape) == 1 else value.numpy()
    return {"text/html": _grid(rows, _caption(value))}


def _caption(value: tf.Tensor | tf.Variable) -> str:
    kind = "Variable" if isinstance(value, tf.Variable) else "Tensor"
    shape = " \N{MULTIPLICATION SIGN} ".join(str(n) for n in tuple(value.shape)) or "scalar"
    return f"{kind} · {value.dtype.name} · {shape}"


def _is_picture(shape: tuple[int, ...]) -> bool:
    return len(shape) == 3 and shape[2] in {1, 3, 4} and min(shape[:2]) >= 8


def _pixels(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any] | None:
    """Bytes to draw; `None` where the numbers are no colors."""
    if array.dtype.kind == "c":
        return None
    low, high = array.min(), array.max()
    if low < 0 or high > 255 or not np.isfinite(array).all():
        return None
    scaled = array * 255 if array.dtype.kind == "f" and high <= 1 else array
    return np.asarray(np.rint(scaled), np.uint8)


def _png(pixels: np.ndarray[Any, Any]) -> str:
    from PIL import Image

    picture = Image.fromarray(pixels[..., 0] if pixels.shape[2] == 1 else pixels)
    picture.thumbnail((_MAX_SIDE, _MAX_SIDE))
    if max(picture.size) < 128:  # so that single pixels can be told apart
        factor = 128 // max(picture.size)
        picture = picture.resize((picture.width * factor, picture.height * factor), 0)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def _picked(length: int, most: int) -> list[int | None]:
    """Indices to show; `None` stands for those left out."""
    if length <= most:
        return list(range(length))
    return [*range(most - 2), None, length - 1]


def _grid(array: np.ndarray[Any, Any], caption: str) -> str:
    rows, columns = _picked(array.shape[0], _ROWS), _picked(array.shape[1], _COLUMNS)
    head = "".join(f"<th>{'…' if c is None else c}</th>" for c in columns)
    body = "".join(
        f"<tr><th>{'…' if r is None else r}</th>"
        + "".join(f"<td>{'…' if None in (r, c) else _number(array[r, c])}</td>" for c in columns)
        + "</tr>"
        for r in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _number(value: Any) -> str:
    if isinstance(value, bytes):
        return escape(repr(value)[2:-1][:40])
    if isinstance(value, float | np.floating):
        return f"{float(value):.5g}"
    return escape(str(value)[:40])


def _table(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> dict[str, Any]:
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    title = f"<caption>{escape(caption)}</caption>"
    return {
        "text/html": f"<table>{title}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    }


def _dataset(value: Any) -> dict[str, Any]:
    spec = value.element_spec
    parts: dict[str, Any]
    if isinstance(spec, dict):
        parts = {str(name): part for name, part in spec.items()}
    elif isinstance(spec, tuple | list):
        parts = {str(index): part for index, part in enumerate(spec)}
    else:
        parts = {_UNNAMED: spec}
    length = _length(value)
    rows = [
        (name, str(getattr(part, "shape", "")), getattr(getattr(part, "dtype", None), "name", ""))
        for name, part in parts.items()
    ]
    head = ("element", "shape", "dtype")
    first = 1 if list(parts) == [_UNNAMED] else 0
    return _table(f"Dataset · {length}", head[first:], [row[first:] for row in rows])


def _length(value: Any) -> str:
    try:
        count = int(value.cardinality())
    except Exception:  # some cannot tell
        return "length not known"
    if count == -1:
        return "endless"
    return "length not known" if count < 0 else f"{count:,} elements"


def _is_dataset(value: Any) -> bool:
    kind = type(value)  # a mock has every attribute, its class does not
    return hasattr(kind, "element_spec") and hasattr(kind, "batch")
