"""Summaries: numbers, texts, histograms, pictures and sounds of one step."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs._scopes import scope_prefix
from tfjs.audio import encode_wav
from tfjs.errors import InvalidArgumentError
from tfjs.io.pictures import encode_png
from tfjs.ops._arguments import as_tensor
from tfjs.ops.color import convert_image_dtype
from tfjs.ops.creation import constant
from tfjs.summary import _events
from tfjs.summary.writers import now, recording
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_BUCKETS = 30
_WAV = b"\x10\x0b"


def write(
    tag: str, tensor: Any, step: Any = None, metadata: Any = None, name: str | None = None
) -> Tensor:
    """Write a tensor, or what a function gives.

    Args:
        tag: Its name.
        tensor: Its values; a function is called only if they are written.
        step: Which step it belongs to; that of the writer or of `set_step` if None.
        metadata: Bytes of a SummaryMetadata, or what serializes to them.
        name: Accepted.

    Returns:
        Whether it was written: there is a writer, and `record_if` allows it.

    Raises:
        ValueError: There is a writer, and no step.
    """
    at = now.step if step is None else step
    if now.writer is not None and now.writer.has_file and at is None:
        raise ValueError(
            "No step set. Please specify one either through the `step` argument or through "
            "tf.summary.experimental.set_step()"
        )
    if now.writer is None or not recording():
        return constant(False)
    made = tensor() if callable(tensor) else tensor
    values = made
    if not (isinstance(made, np.ndarray | np.generic) and made.dtype.kind in "fiubc"):
        tensor_made = as_tensor(made, op="summary")
        kind = object if tensor_made.dtype is dtypes.string else None
        values = np.asarray(tensor_made.numpy(), kind)
    about = metadata if metadata is not None else b""
    about = about.SerializeToString() if hasattr(about, "SerializeToString") else bytes(about)
    now.writer.add(_events.event(int(at), str(tag), values, about))
    return constant(True)


def scalar(
    name: str, data: "TensorLike", step: Any = None, description: str | None = None
) -> Tensor:
    """Write a number, as float32; see `write`.

    Raises:
        InvalidArgumentError: It is no scalar.
    """

    def number() -> Any:
        value = as_tensor(data, op="summary.scalar")
        if value.ndim:
            raise InvalidArgumentError(
                f"summary.scalar: expected a scalar. Received: {value.shape}.", op="summary.scalar"
            )
        return np.float32(value.numpy())

    about = _events.metadata("scalars", _events.SCALAR, description)
    return write(scope_prefix() + name, number, step, about)


def text(name: str, data: "TensorLike", step: Any = None, description: str | None = None) -> Tensor:
    """Write text, which TensorBoard shows as Markdown; see `write`."""
    about = _events.metadata("text", _events.TENSOR, description)
    return write(scope_prefix() + name, data, step, about)


def histogram(
    name: str,
    data: "TensorLike",
    step: Any = None,
    buckets: int | None = None,
    description: str | None = None,
) -> Tensor:
    """Write how often values lie in each of `buckets` (30 if None) spans of one width."""

    def counted() -> Any:
        values = np.asarray(as_tensor(data, op="summary.histogram").numpy(), np.float64)
        return _histogram(values.reshape(-1), _BUCKETS if buckets is None else int(buckets))

    about = _events.metadata("histograms", _events.TENSOR, description)
    return write(scope_prefix() + name, counted, step, about)


def image(
    name: str,
    data: "TensorLike",
    step: Any = None,
    max_outputs: int = 3,
    description: str | None = None,
) -> Tensor:
    """Write pictures `(count, height, width, channels)`, of numbers in `[0, 1]` or of integers."""

    def drawn() -> list[bytes]:
        pictures = convert_image_dtype(
            as_tensor(data, op="summary.image"), dtypes.uint8, saturate=True
        )
        _, height, width, _ = pictures.shape
        files = [encode_png(pictures[k]).numpy() for k in range(min(len(pictures), max_outputs))]
        return [str(width).encode(), str(height).encode(), *files]

    about = _events.metadata("images", _events.BLOBS, description)
    return write(scope_prefix() + name, drawn, step, about)


def audio(
    name: str,
    data: "TensorLike",
    sample_rate: Any,
    step: Any = None,
    max_outputs: int = 3,
    encoding: str | None = None,
    description: str | None = None,
) -> Tensor:
    """Write sounds `(count, frames, channels)` in `[-1, 1]`, as WAV files."""
    if encoding not in (None, "wav"):
        raise ValueError(f"Unknown encoding: {encoding!r}")

    def played() -> Any:
        sounds = as_tensor(data, op="summary.audio")
        count = min(len(sounds), max_outputs)
        files = [[encode_wav(sounds[k], sample_rate).numpy(), b""] for k in range(count)]
        return constant(files if files else np.zeros((0, 2), object))

    about = _events.metadata("audio", _events.BLOBS, description, _WAV)
    return write(scope_prefix() + name, played, step, about)


def graph(graph_data: Any) -> Tensor:
    """Write nothing: there are no graphs here."""
    return constant(False)


def trace_on(graph: bool = True, profiler: bool = False, profiler_outdir: Any = None) -> None:
    """Accepted: there are no graphs to trace here. `tf.backend.profile` measures."""


def trace_export(name: str, step: Any = None, profiler_outdir: Any = None) -> None:
    """Accepted: there is no trace."""


def trace_off() -> None:
    """Accepted: there is no trace."""


def _histogram(values: Any, count: int) -> Any:
    """Rows of a span's lower end, its upper end, and how many values it has."""
    if count <= 0 or not values.size:
        return np.zeros((max(count, 0), 3))
    low, high = values.min(), values.max()
    if low == high:
        counts = np.zeros(count)
        counts[-1] = values.size
        return np.stack([np.full(count, low), np.full(count, high), counts], -1)
    places = np.minimum(np.floor((values - low) / ((high - low) / count)).astype(int), count - 1)
    found = np.bincount(places, minlength=count)
    edges = np.linspace(low, high, count + 1)
    return np.stack([edges[:-1], edges[1:], found], -1)
