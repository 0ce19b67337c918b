"""Metrics by name, and as configurations."""

from typing import Any

from tfjs.keras._names import snake_case
from tfjs.keras.metrics import (
    accuracy,
    auc,
    correlation,
    counting,
    entropies,
    errors,
    f_score,
    iou,
    iou_kinds,
    operating_points,
    precision_recall,
    r2,
)
from tfjs.keras.metrics.metric import Metric
from tfjs.keras.metrics.reduction import Mean, MeanMetricWrapper, Sum
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object

CLASSES: tuple[type[Metric], ...] = (
    Metric,
    Mean,
    Sum,
    MeanMetricWrapper,
    accuracy.Accuracy,
    accuracy.BinaryAccuracy,
    accuracy.CategoricalAccuracy,
    accuracy.SparseCategoricalAccuracy,
    accuracy.TopKCategoricalAccuracy,
    accuracy.SparseTopKCategoricalAccuracy,
    correlation.CosineSimilarity,
    correlation.PearsonCorrelation,
    correlation.ConcordanceCorrelation,
    entropies.KLDivergence,
    entropies.Poisson,
    entropies.BinaryCrossentropy,
    entropies.CategoricalCrossentropy,
    entropies.SparseCategoricalCrossentropy,
    errors.MeanSquaredError,
    errors.RootMeanSquaredError,
    errors.MeanAbsoluteError,
    errors.MeanAbsolutePercentageError,
    errors.MeanSquaredLogarithmicError,
    errors.LogCoshError,
    errors.Hinge,
    errors.SquaredHinge,
    errors.CategoricalHinge,
    r2.R2Score,
    auc.AUC,
    counting.TruePositives,
    counting.FalsePositives,
    counting.TrueNegatives,
    counting.FalseNegatives,
    precision_recall.Precision,
    precision_recall.Recall,
    operating_points.SensitivityAtSpecificity,
    operating_points.SpecificityAtSensitivity,
    operating_points.PrecisionAtRecall,
    operating_points.RecallAtPrecision,
    f_score.F1Score,
    f_score.FBetaScore,
    iou.IoU,
    iou_kinds.BinaryIoU,
    iou_kinds.MeanIoU,
    iou_kinds.OneHotIoU,
    iou_kinds.OneHotMeanIoU,
)
ALIASES: dict[str, type[Metric]] = {
    "bce": entropies.BinaryCrossentropy,
    "mse": errors.MeanSquaredError,
    "mae": errors.MeanAbsoluteError,
    "mape": errors.MeanAbsolutePercentageError,
    "msle": errors.MeanSquaredLogarithmicError,
}
BY_NAME: dict[str, Any] = {
    **{found.__name__: found for found in CLASSES},
    **{snake_case(found.__name__): found for found in CLASSES},
    **ALIASES,
    **{name.upper(): found for name, found in ALIASES.items()},
}
"""Every name that `get` knows."""


def serialize(metric: Any) -> Any:
    """The configuration of a metric, or of a function that is one."""
    return serialize_keras_object(metric)


def deserialize(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """A metric from its configuration.

    Args:
        config: What `serialize` gave.
        custom_objects: Classes and functions that are not Keras's, by name.
    """
    # "hinge" alone is the class; as the name of a function it is the function.
    is_function = isinstance(config, dict) and config.get("class_name") == "function"
    classes: dict[str, Any] = {} if is_function else {"module_objects": BY_NAME}
    return deserialize_keras_object(config, custom_objects=custom_objects, **classes)


def get(identifier: Any) -> Any:
    """A metric, or a function that is one.

    Args:
        identifier: A name of a class ("MeanSquaredError", "mean_squared_error", "mse"), a
            configuration, a class, or what is a metric already. None stays None.

    Raises:
        ValueError: None of these.
    """
    if identifier is None:
        return None
    found = identifier
    if isinstance(identifier, dict):
        found = deserialize(identifier)
    elif isinstance(identifier, str):
        found = BY_NAME.get(identifier)
    if not callable(found):
        raise ValueError(f"Could not interpret metric identifier: {identifier}")
    return found() if isinstance(found, type) else found
