"""Losses over many classes, of which only some are looked at."""

from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.gradients.custom import stop_gradient
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops.candidates import log_uniform_candidate_sampler
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.joining import concat
from tfjs.ops.linalg import matmul
from tfjs.ops.losses import (
    embedding_lookup,
    sigmoid_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits,
)
from tfjs.ops.math import add, log, multiply, subtract
from tfjs.ops.reductions import reduce_any, reduce_sum
from tfjs.ops.shaping import expand_dims, reshaped, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def nce_loss(
    weights: Any,
    biases: "TensorLike",
    labels: "TensorLike",
    inputs: "TensorLike",
    num_sampled: int,
    num_classes: int,
    num_true: int = 1,
    sampled_values: Any = None,
    remove_accidental_hits: bool = False,
    name: str | None = "nce_loss",
) -> Tensor:
    """Noise-contrastive estimation (Gutmann and Hyvärinen, 2010).

    Tells the true classes from drawn ones, each by a sigmoid. Arguments and result as for
    `sampled_softmax_loss`.
    """
    logits, wanted = _sampled(
        *(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values),
        *(remove_accidental_hits, None),
        op="nce_loss",
    )
    return reduce_sum(sigmoid_cross_entropy_with_logits(wanted, logits), 1)


def sampled_softmax_loss(
    weights: Any,
    biases: "TensorLike",
    labels: "TensorLike",
    inputs: "TensorLike",
    num_sampled: int,
    num_classes: int,
    num_true: int = 1,
    sampled_values: Any = None,
    remove_accidental_hits: bool = True,
    seed: int | None = None,
    name: str | None = "sampled_softmax_loss",
) -> Tensor:
    """Cross entropy over the true classes and some drawn ones (Jean et al., 2014); for training.

    Args:
        weights: A row for each class, shape `(num_classes, dim)`, or a list of such tables.
        biases: Shape `(num_classes,)`.
        labels: The true classes, shape `(batch, num_true)`, integers.
        inputs: Shape `(batch, dim)`.
        num_sampled: How many classes to draw.
        num_classes: How many there are.
        num_true: How many each example has.
        sampled_values: What a candidate sampler gave; of `log_uniform_candidate_sampler` if None.
        remove_accidental_hits: Whether a drawn class that is a true one does not count.
        seed: See `tf.random.set_seed`.

    Returns:
        Shape `(batch,)`.

    Raises:
        InvalidArgumentError: `labels` of another shape.
    """
    logits, wanted = _sampled(
        *(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values),
        *(remove_accidental_hits, seed),
        op="sampled_softmax_loss",
    )
    return softmax_cross_entropy_with_logits(wanted, logits)


def _sampled(
    weights: Any,
    biases: Any,
    labels: Any,
    inputs: Any,
    num_sampled: int,
    num_classes: int,
    num_true: int,
    values: Any,
    without_hits: bool,
    seed: int | None,
    *,
    op: str,
) -> tuple[Tensor, Tensor]:
    """Logits and labels of the true and the drawn classes, `(batch, num_true + num_sampled)`."""
    x = as_tensor(inputs, op=op)
    true = as_tensor(labels, op=op)
    if true.ndim != 2 or sizes_of(true)[1] != num_true:
        raise InvalidArgumentError(
            f"{op}: expected labels of shape (batch, num_true = {num_true}). Received: "
            f"{true.shape}.",
            op=op,
        )
    true = cast(true, dtypes.int64)
    if values is None:
        values = log_uniform_candidate_sampler(true, num_true, num_sampled, True, num_classes, seed)
    drawn, of_true, of_drawn = (stop_gradient(v) for v in values)
    drawn = cast(drawn, dtypes.int64)
    batch, dim = sizes_of(x)
    count = batch * num_true
    classes = concat([reshaped(true, (count,)), drawn], 0)
    rows = cast(embedding_lookup(weights, classes), x.dtype)
    offsets = cast(embedding_lookup(biases, classes), x.dtype)
    own = reshaped(rows[:count], (batch, num_true, dim))
    hits = reduce_sum(multiply(expand_dims(x, 1), own), 2)
    hits = add(hits, reshaped(offsets[:count], (batch, num_true)))
    misses = add(matmul(x, rows[count:], transpose_b=True), offsets[count:])
    if without_hits:
        same = reduce_any(equal(expand_dims(true, 2), drawn), 1)
        lowest = filled((), float(dtypes.float32.min), x.dtype)
        misses = add(misses, where(same, lowest, filled((), 0, x.dtype)))
    hits = subtract(hits, cast(log(of_true), x.dtype))
    misses = subtract(misses, cast(log(of_drawn), x.dtype))
    wanted = concat(
        [
            filled((batch, num_true), 1 / num_true, x.dtype),
            filled(sizes_of(misses), 0, x.dtype),
        ],
        1,
    )
    return concat([hits, misses], 1), wanted
