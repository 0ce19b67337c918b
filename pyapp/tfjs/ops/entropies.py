"""Cross entropies from logits, one kernel each (web/worker/host/kernels/entropies.js).

`tf.nn` and the losses of `tf.keras` share them.
"""

from tfjs import _bridge
from tfjs.ops._families import filled
from tfjs.ops._shapes import canonical_axis, product
from tfjs.ops.math import multiply
from tfjs.ops.shaping import reshaped, sizes_of, transpose
from tfjs.tensor import Tensor

_softmax = _bridge.Instruction(
    "SoftmaxEntropy", "kernel", inputs=("labels", "logits"), op="softmax_cross_entropy_with_logits"
)
_sigmoid = _bridge.Instruction(
    "SigmoidEntropy", "kernel", inputs=("labels", "logits"), op="sigmoid_cross_entropy_with_logits"
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
    last = len(sizes) - 1
    at = canonical_axis(axis, last + 1, "softmax_cross_entropy_with_logits")
    if at != last:
        order = [*(i for i in range(last + 1) if i != at), at]
        return softmax_entropy(transpose(labels, order), transpose(logits, order))
    if 0 in sizes:
        return filled(sizes[:-1], 0, logits.dtype, (labels, logits))
    if last == 1:
        slots = _softmax.several((labels._slot, logits._slot))
        losses, _shares = (Tensor(slot, logits.dtype) for slot in slots)
        return losses
    rows = product(sizes[:-1])
    flat = (rows,) if labels.dtype.is_integer else (rows, sizes[-1])
    losses = softmax_entropy(reshaped(labels, flat), reshaped(logits, (rows, sizes[-1])))
    return reshaped(losses, sizes[:-1])


def sigmoid_entropy(labels: Tensor, logits: Tensor) -> Tensor:
    """Cross entropy between probabilities and the sigmoid of logits, element by element.

    Args:
        labels: Probabilities, any shape, of the dtype of `logits`.
        logits: Of the same shape, floating.
    """
    if 0 in sizes_of(logits):
        return multiply(labels, logits)
    return Tensor(_sigmoid((labels._slot, logits._slot)), logits.dtype)
