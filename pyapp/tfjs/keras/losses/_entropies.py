"""Cross entropies from logits, one kernel each (web/worker/host/kernels/entropies.js)."""

from tfjs import _bridge
from tfjs.ops._shapes import canonical_axis
from tfjs.ops.losses import softmax_cross_entropy_with_logits
from tfjs.ops.shaping import reshape, sizes_of
from tfjs.tensor import Tensor

_softmax = _bridge.Instruction(
    "SoftmaxEntropy", "kernel", inputs=("labels", "logits"), op="categorical_crossentropy"
)
_sigmoid = _bridge.Instruction(
    "SigmoidEntropy", "kernel", inputs=("labels", "logits"), op="binary_crossentropy"
)


def softmax_entropy(labels: Tensor, logits: Tensor, axis: int = -1) -> Tensor:
    """Cross entropy between labels and the softmax of logits.

    Args:
        labels: Probabilities, of the shape and dtype of `logits`; or classes by number, of the
            shape without `axis`, which is the last one then.
        logits: Floating.
        axis: Of the classes.

    Returns:
        The shape of `logits` without `axis`. As in TensorFlow, the gradient of the logits is
        `softmax(logits) - labels`, which holds where the labels' sum is 1.
    """
    sizes = sizes_of(logits)
    if canonical_axis(axis, len(sizes), "categorical_crossentropy") != len(sizes) - 1:
        return softmax_cross_entropy_with_logits(labels, logits, axis)
    if len(sizes) == 2:
        slots = _softmax.several((labels._slot, logits._slot))
        losses, _shares = (Tensor(slot, logits.dtype) for slot in slots)
        return losses
    flat = (-1,) if labels.dtype.is_integer else (-1, sizes[-1])
    losses = softmax_entropy(reshape(labels, flat), reshape(logits, (-1, sizes[-1])))
    return reshape(losses, sizes[:-1])


def sigmoid_entropy(labels: Tensor, logits: Tensor) -> Tensor:
    """Cross entropy between probabilities and the sigmoid of logits, element by element.

    Args:
        labels: Probabilities, any shape, of the dtype of `logits`.
        logits: Of the same shape, floating.
    """
    return Tensor(_sigmoid((labels._slot, logits._slot)), logits.dtype)
