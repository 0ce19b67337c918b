"""Weights of classes as weights of samples."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from tfjs.keras.training.adapters.adapter import floats


def class_weight_to_sample_weights(y: Any, class_weight: Mapping[int, float]) -> Any:
    """The weight of each sample's class, 1 for classes without one.

    Args:
        y: Classes, as numbers of shape `(samples,)` or `(samples, 1)`, or one-hot.
        class_weight: Class to weight.

    Returns:
        An ndarray of shape `(samples,)`.
    """
    labels = np.asarray(y.numpy() if hasattr(y, "numpy") else y)
    if labels.ndim > 1:
        one_hot = labels.shape[-1] != 1
        labels = labels.argmax(-1) if one_hot else labels.squeeze(-1)
    rounded = np.round(labels).astype(np.int64)
    classes, places = np.unique(rounded, return_inverse=True)
    weights = [float(class_weight.get(int(one), 1.0)) for one in classes]
    return floats(np.asarray(weights, np.float64)[places.reshape(rounded.shape)])


def with_class_weight(batch: Any, class_weight: Mapping[int, float] | None) -> Any:
    """A batch with the weights of its classes as sample weights.

    Raises:
        ValueError: It has weights of its own already.
    """
    if class_weight is None or not isinstance(batch, tuple):
        return batch
    if len(batch) == 3 and batch[2] is not None:
        raise ValueError("You cannot specify `class_weight` and `sample_weight` at the same time.")
    if len(batch) >= 2:
        return (*batch[:2], class_weight_to_sample_weights(batch[1], class_weight))
    return batch
