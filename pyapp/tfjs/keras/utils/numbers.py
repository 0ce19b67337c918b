"""Arrays brought into shape: `to_categorical`, `normalize`, `pad_sequences`."""

from typing import Any

import numpy as np

from tfjs.ops.comparison import where
from tfjs.ops.norms import norm
from tfjs.ops.sequences import one_hot
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor
from tfjs.variable import Variable

Array = np.ndarray[Any, Any]


def to_categorical(x: Any, num_classes: int | None = None) -> Any:
    """Class numbers as vectors that are 1 at the class and 0 elsewhere.

    Args:
        x: Whole numbers, of any shape; a last axis of size 1 is dropped.
        num_classes: Length of the vectors; one more than the largest number if None.

    Returns:
        A float64 array of shape `(..., num_classes)`; a float32 tensor for a tensor.
    """
    if isinstance(x, Tensor | Variable):
        if len(x.shape) > 1 and x.shape[-1] == 1:
            x = reshape(x, x.shape[:-1])
        return one_hot(x, num_classes if num_classes is not None else int(np.max(x.numpy())) + 1)
    numbers = np.array(x, dtype=np.int64)
    shape = numbers.shape
    if len(shape) > 1 and shape[-1] == 1:
        shape = shape[:-1]
    numbers = numbers.reshape(-1)
    count = num_classes or int(numbers.max()) + 1
    vectors = np.zeros((len(numbers), count))
    vectors[np.arange(len(numbers)), numbers] = 1
    return vectors.reshape((*shape, count))


def normalize(x: Any, axis: int = -1, order: int = 2) -> Any:
    """Vectors along an axis, scaled to length 1; zeros stay zeros.

    Args:
        x: An array or a tensor.
        axis: Along which the vectors lie.
        order: Of the norm; 2 for Euclid's.

    Returns:
        An array, or a tensor for a tensor.
    """
    if isinstance(x, Tensor | Variable):
        length = norm(x, ord=order, axis=axis, keepdims=True)
        return x / where(length == 0, 1.0, length)
    array = np.asarray(x)
    lengths = np.atleast_1d(np.linalg.norm(array, order, axis))
    lengths[lengths == 0] = 1
    return array / np.expand_dims(lengths, axis or -1)


def pad_sequences(
    sequences: Any,
    maxlen: int | None = None,
    dtype: Any = "int32",
    padding: str = "pre",
    truncating: str = "pre",
    value: Any = 0.0,
) -> Array:
    """Sequences of different lengths as an array, filled up and cut to one length.

    Args:
        sequences: A list of sequences of numbers, vectors or strings.
        maxlen: The length; that of the longest if None.
        dtype: Of the array; `object` for strings of different lengths.
        padding: Where short ones are filled up, `"pre"` or `"post"`.
        truncating: Where long ones are cut, `"pre"` or `"post"`.
        value: What they are filled up with.

    Returns:
        Shape `(sequences, maxlen, ...)`.

    Raises:
        ValueError: No sequences, or some whose parts differ in shape.
    """
    if not hasattr(sequences, "__len__"):
        raise ValueError("`sequences` must be iterable.")
    for name, chosen in (("Truncating", truncating), ("Padding", padding)):
        if chosen not in ("pre", "post"):
            raise ValueError(f'{name} type "{chosen}" not understood')
    text = np.issubdtype(dtype, np.str_) or np.issubdtype(dtype, np.bytes_)
    if isinstance(value, str) and dtype is not object and not text:
        raise ValueError(
            f"`dtype` {dtype} is not compatible with `value`'s type: {type(value)}\nYou should "
            "set `dtype=object` for variable length strings."
        )
    lengths = [_length(sequence) for sequence in sequences]
    first = next((s for s, n in zip(sequences, lengths, strict=True) if n), ())
    shape = np.asarray(first).shape[1:]
    width = max(lengths) if maxlen is None else maxlen
    out = np.full((len(sequences), width, *shape), value, dtype=dtype)
    for place, sequence in enumerate(sequences):
        if not lengths[place]:
            continue
        kept = np.asarray(sequence[-width:] if truncating == "pre" else sequence[:width], dtype)
        if kept.shape[1:] != shape:
            raise ValueError(
                f"Shape of sample {kept.shape[1:]} of sequence at position {place} is different "
                f"from expected shape {shape}"
            )
        if padding == "post":
            out[place, : len(kept)] = kept
        else:
            out[place, width - len(kept) :] = kept
    return out


def _length(sequence: Any) -> int:
    try:
        return len(sequence)
    except TypeError as error:
        raise ValueError(
            f"`sequences` must be a list of iterables. Found non-iterable: {sequence!s}"
        ) from error
