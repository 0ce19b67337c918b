"""Are labels classes that there are? Looked at on the host, where that costs nothing."""

from typing import Any

import numpy as np

from tfjs import _bridge
from tfjs.errors import InvalidArgumentError
from tfjs.tensor import Tensor


def check_labels(labels: Any, num_classes: int, ignore_class: int | None = None) -> None:
    """Check that labels are classes from 0 to `num_classes - 1`.

    Args:
        labels: An array, of any shape; numbers.
        num_classes: How many classes the predictions have.
        ignore_class: A label that is allowed besides, or None.

    Raises:
        InvalidArgumentError: One is not, with TensorFlow's message.
    """
    array = np.asarray(labels)
    if array.dtype.kind not in "biuf" or array.size == 0:
        return
    low, high = array.min(), array.max()
    if low >= 0 and high < num_classes:
        return
    whole = array.astype(np.int64).reshape(-1)
    wrong = whole[(whole < 0) | (whole >= num_classes)]
    if ignore_class is not None:
        wrong = wrong[wrong != ignore_class]
    if wrong.size:
        shown = " ".join(map(str, whole[:100])) + (" …" if whole.size > 100 else "")
        raise InvalidArgumentError(
            f"Received a label value of {wrong[0]} which is outside the valid range of "
            f"[0, {num_classes}).  Label values: {shown}",
            op="sparse_softmax_cross_entropy_with_logits",
        )


def checked_if_cheap(labels: Tensor, num_classes: int) -> None:
    """Check labels that lie on a tensor where reading them takes no waiting.

    That is not so on a GPU, nor while a program is recorded, which would not check again.

    Raises:
        InvalidArgumentError: A label is not in `[0, num_classes)`.
    """
    if _bridge.is_recording() or _bridge.current_backend() not in ("wasm", "cpu"):
        return
    check_labels(labels.numpy(), num_classes)
