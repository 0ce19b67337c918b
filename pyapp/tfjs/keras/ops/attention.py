"""Functions of `tf.keras.ops` for attention, normalization and aligned sequences."""

from typing import Any

import numpy as np

from tfjs import linalg, math, nn
from tfjs.keras.config import epsilon as least
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.symbolic import operation
from tfjs.keras.ops.taking import one_hot
from tfjs.ops import joining, shaping
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import convert_to_tensor, zeros_like
from tfjs.ops.sparse import to_dense
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

_FAR = -0.7 * 3.4028234663852886e38


@operation("nn", "DotProductAttention", "query key value bias mask scale")
def dot_product_attention(
    query: Any,
    key: Any,
    value: Any,
    bias: Any = None,
    mask: Any = None,
    scale: Any = None,
    is_causal: bool = False,
    flash_attention: bool | None = None,
    attn_logits_soft_cap: Any = None,
) -> Tensor:
    """Values mixed by how well keys fit queries.

    Args:
        query: Shape `(batch, places, heads, features)`.
        key: Shape `(batch, others, heads or fewer, features)`.
        value: As `key`.
        bias: Added to the scores, shape `(batch, heads, places, others)` or what broadcasts to it.
        mask: Bool, likewise; True may be seen.
        scale: Factor of the scores; `1 / sqrt(features)` if None.
        is_causal: Whether a place may see only itself and those before.
        flash_attention: Accepted if not True.
        attn_logits_soft_cap: Only None.

    Raises:
        ValueError: Another rank, or what only other backends have.
    """
    if flash_attention:
        raise ValueError("Flash attention is not supported in tensorflow backend.")
    if attn_logits_soft_cap is not None:
        raise ValueError("attn_logits_soft_cap is only supported for JAX on TPU.")
    rows, columns, mixed = floating(query), floating(key), floating(value)
    if len(rows.shape) != 4:
        raise ValueError(
            "`dot_product_attention` only supports 4D inputs. Received: "
            f"query.shape={rows.shape}, key.shape={columns.shape}, value.shape={mixed.shape}."
        )
    heads, fewer = shaping.sizes_of(rows)[2], shaping.sizes_of(columns)[2]
    if heads > fewer > 1:
        columns, mixed = (joining.repeat(x, heads // fewer, 2) for x in (columns, mixed))
    if scale is None:
        scale = 1.0 / float(np.sqrt(shaping.sizes_of(columns)[-1]))
    rows, columns, mixed = (shaping.transpose(x, [0, 2, 1, 3]) for x in (rows, columns, mixed))
    scores = linalg.matmul(rows, columns, transpose_b=True) * scale
    if bias is not None:
        scores = scores + cast(convert_to_tensor(bias), scores.dtype)
    if mask is not None:
        scores = where(cast(convert_to_tensor(mask), "bool"), scores, zeros_like(scores) + _FAR)
    if is_causal:
        rows_seen, columns_seen = shaping.sizes_of(scores)[-2:]
        seen = np.tri(rows_seen, columns_seen) > 0
        scores = where(convert_to_tensor(seen), scores, zeros_like(scores) + _FAR)
    return shaping.transpose(linalg.matmul(nn.softmax(scores), mixed), [0, 2, 1, 3])


def layer_normalization(
    x: Any,
    gamma: Any = None,
    beta: Any = None,
    axis: Any = -1,
    epsilon: float | None = None,
    **kwargs: Any,
) -> Tensor:
    """Moved and scaled to a mean of 0 and a variance of 1 along axes.

    Args:
        x: A tensor.
        gamma: Factor, of the sizes along `axis`.
        beta: Added, likewise.
        axis: One axis or several.
        epsilon: Added to the variance; that of `keras.config` if None.
        **kwargs: `rms_scaling=True`, Keras's older kind of scaling.
    """
    scaling = bool(kwargs.pop("rms_scaling", False))
    return _layer_norm(x, gamma, beta, axis=axis, epsilon=epsilon, rms_scaling=scaling)


@operation("nn", "LayerNorm", "x gamma beta")
def _layer_norm(
    x: Any,
    gamma: Any = None,
    beta: Any = None,
    axis: Any = -1,
    epsilon: float | None = None,
    rms_scaling: bool = False,
) -> Tensor:
    tensor = floating(x)
    small = least() if epsilon is None else epsilon
    mean, variance = nn.moments(tensor, axis, keepdims=True)
    if rms_scaling:
        factor = math.rsqrt(variance + small)
        factor = factor if gamma is None else factor * _spread(gamma, tensor, axis)
        return tensor * factor  # type: ignore[no-any-return]
    found = (tensor - mean) * math.rsqrt(variance + small)
    found = found if gamma is None else found * _spread(gamma, tensor, axis)
    return found if beta is None else found + _spread(beta, tensor, axis)  # type: ignore[no-any-return]


def _spread(value: Any, like: Tensor, axis: Any) -> Tensor:
    rank = len(like.shape)
    axes = {a % rank for a in ([axis] if isinstance(axis, int) else axis)}
    sizes = shaping.sizes_of(like)
    wide = [sizes[a] if a in axes else 1 for a in range(rank)]
    return shaping.reshape(cast(convert_to_tensor(value), like.dtype), wide)


@operation("nn", "RMSNorm", "x scale")
def rms_normalization(
    x: Any, scale: Any = None, axis: Any = -1, epsilon: float | None = None
) -> Tensor:
    """Scaled to a mean square of 1 along axes."""
    tensor = floating(x)
    small = least() if epsilon is None else epsilon
    axes = [axis] if isinstance(axis, int) else list(axis)
    mean = math.reduce_mean(math.square(tensor), axes, keepdims=True)
    found = tensor * math.rsqrt(mean + small)
    return found if scale is None else found * cast(convert_to_tensor(scale), tensor.dtype)  # type: ignore[no-any-return]


def multi_hot(
    inputs: Any,
    num_classes: int | None = None,
    axis: int = -1,
    dtype: Any = None,
    sparse: bool = False,
    **kwargs: Any,
) -> Tensor:
    """1 for each class that is named along the second axis, or the only one.

    Args:
        inputs: Numbers of classes, shape `(named,)` or `(batch, named)`.
        num_classes: How many there are.
        axis: Where the axis of the classes goes.
        dtype: Of the result; the session's floating one if None.
        sparse: Only False.
        **kwargs: `num_tokens`, the older name of `num_classes`.

    Raises:
        ValueError: No number of classes, or `sparse=True`.
    """
    count = kwargs.pop("num_tokens", num_classes)
    if count is None:
        raise ValueError("Argument `num_classes` must be specified.")
    if sparse:
        raise ValueError("multi_hot: expected sparse=False. Received: sparse=True.")
    return _multi_hot(inputs, num_classes=count, axis=axis, dtype=standardize_dtype(dtype))


@operation("nn", "MultiHot", "inputs")
def _multi_hot(inputs: Any, num_classes: int = 0, axis: int = -1, dtype: Any = None) -> Tensor:
    places = convert_to_tensor(inputs)
    over = 1 if len(places.shape) > 1 else 0
    hot = one_hot(places, num_classes, axis=axis)
    return cast(math.reduce_max(hot, over), dtype)


@operation("nn", "PSNR", "x1 x2")
def psnr(x1: Any, x2: Any, max_val: float) -> Tensor:
    """The peak signal-to-noise ratio of two tensors of one shape, in decibel.

    Raises:
        ValueError: Two shapes.
    """
    one, two = floating(x1), floating(x2)
    if one.shape != two.shape:
        raise ValueError(
            f"Input shapes {one.shape} and {two.shape} must match for PSNR calculation. "
        )
    error = math.reduce_mean(math.square(one - two))
    return 20.0 * float(np.log10(max_val)) - math.log(error) * (10.0 / float(np.log(10.0)))  # type: ignore[no-any-return]


@operation("nn", "CTCLoss", "target output target_length output_length")
def ctc_loss(
    target: Any, output: Any, target_length: Any, output_length: Any, mask_index: int = 0
) -> Tensor:
    """How unlikely sequences of labels are, over all their alignments; see `tf.nn.ctc_loss`.

    Args:
        target: Labels, shape `(batch, longest)`.
        output: Logits, shape `(batch, frames, classes)`.
        target_length: Labels that count, shape `(batch,)`.
        output_length: Frames that count, shape `(batch,)`.
        mask_index: The class of the blank.

    Returns:
        Shape `(batch,)`.
    """
    return nn.ctc_loss(
        cast(convert_to_tensor(target), "int32"),
        floating(output),
        cast(convert_to_tensor(target_length), "int32"),
        cast(convert_to_tensor(output_length), "int32"),
        logits_time_major=False,
        blank_index=mask_index,
    )


def ctc_decode(
    inputs: Any,
    sequence_lengths: Any,
    strategy: str = "greedy",
    beam_width: int = 100,
    top_paths: int = 1,
    merge_repeated: bool = True,
    mask_index: int = 0,
) -> tuple[Tensor, Tensor]:
    """The most likely sequences of labels for frames of logits.

    Args:
        inputs: Logits, shape `(batch, frames, classes)`.
        sequence_lengths: Frames that count, shape `(batch,)`.
        strategy: "greedy" or "beam_search".
        beam_width: Sequences that a beam search keeps.
        top_paths: Sequences that it gives.
        merge_repeated: Whether a greedy search drops what is the same as before.
        mask_index: The class of the blank.

    Returns:
        Labels, shape `(top_paths, batch, frames)`, -1 behind the last; and their scores.

    Raises:
        ValueError: Another strategy.
    """
    scores = floating(inputs)
    batch, frames, classes = shaping.sizes_of(scores)
    scores = shaping.transpose(scores, [1, 0, 2])
    lengths = cast(convert_to_tensor(sequence_lengths), "int32")
    if strategy == "greedy":
        decoded, found = nn.ctc_greedy_decoder(
            scores, lengths, merge_repeated=merge_repeated, blank_index=mask_index
        )
    elif strategy == "beam_search":
        blank = mask_index % classes
        ordered = [scores[..., :blank], scores[..., blank + 1 :], scores[..., blank : blank + 1]]
        decoded, found = nn.ctc_beam_search_decoder(
            joining.concat(ordered, -1), lengths, beam_width=beam_width, top_paths=top_paths
        )
    else:
        raise ValueError(
            f"Invalid strategy {strategy}. Supported values are 'greedy' and 'beam_search'."
        )
    dense = [
        to_dense(SparseTensor(path.indices, path.values, (batch, frames)), default_value=-1)
        for path in decoded
    ]
    labels = cast(joining.stack(dense), "int32")
    if strategy == "beam_search":
        labels = where(math.greater_equal(labels, blank), labels + 1, labels)
    return labels, found
