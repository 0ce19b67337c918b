"""Losses by name, and as configurations."""

from typing import Any

from tfjs.keras.losses import (
    alignment,
    binary,
    categorical,
    crossentropy_losses,
    distributions,
    embeddings,
    margins,
    overlap,
    regression,
    regression_losses,
)
from tfjs.keras.losses.loss import Loss
from tfjs.keras.losses.wrapper import LossFunctionWrapper
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object

CLASSES = (
    Loss,
    LossFunctionWrapper,
    crossentropy_losses.BinaryCrossentropy,
    crossentropy_losses.BinaryFocalCrossentropy,
    crossentropy_losses.CategoricalCrossentropy,
    crossentropy_losses.CategoricalFocalCrossentropy,
    crossentropy_losses.CategoricalGeneralizedCrossEntropy,
    crossentropy_losses.SparseCategoricalCrossentropy,
    distributions.KLDivergence,
    distributions.Poisson,
    regression_losses.MeanSquaredError,
    regression_losses.MeanAbsoluteError,
    regression_losses.MeanAbsolutePercentageError,
    regression_losses.MeanSquaredLogarithmicError,
    regression_losses.CosineSimilarity,
    regression_losses.Huber,
    regression_losses.LogCosh,
    margins.Hinge,
    margins.SquaredHinge,
    margins.CategoricalHinge,
    overlap.Dice,
    overlap.Tversky,
    embeddings.Circle,
    alignment.CTC,
)
FUNCTIONS = (
    binary.binary_crossentropy,
    binary.binary_focal_crossentropy,
    categorical.categorical_crossentropy,
    categorical.categorical_focal_crossentropy,
    categorical.categorical_generalized_cross_entropy,
    categorical.sparse_categorical_crossentropy,
    distributions.kl_divergence,
    distributions.poisson,
    regression.mean_squared_error,
    regression.mean_absolute_error,
    regression.mean_absolute_percentage_error,
    regression.mean_squared_logarithmic_error,
    regression.cosine_similarity,
    regression.huber,
    regression.log_cosh,
    margins.hinge,
    margins.squared_hinge,
    margins.categorical_hinge,
    overlap.dice,
    overlap.tversky,
    embeddings.circle,
    alignment.ctc,
)
ALIASES = {
    "bce": binary.binary_crossentropy,
    "kld": distributions.kl_divergence,
    "mae": regression.mean_absolute_error,
    "mse": regression.mean_squared_error,
    "mape": regression.mean_absolute_percentage_error,
    "msle": regression.mean_squared_logarithmic_error,
}
BY_NAME: dict[str, Any] = {
    **{found.__name__: found for found in (*CLASSES, *FUNCTIONS)},
    **ALIASES,
    **{name.upper(): found for name, found in ALIASES.items()},
    "kullback_leibler_divergence": distributions.kl_divergence,
    "logcosh": regression.log_cosh,
}
"""Every name that `get` knows."""


def serialize(loss: Any) -> Any:
    """The configuration of a loss, or of a function that is one."""
    return serialize_keras_object(loss)


def deserialize(name: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """A loss from its configuration.

    Args:
        name: What `serialize` gave.
        custom_objects: Classes and functions that are not Keras's, by name.
    """
    return deserialize_keras_object(name, module_objects=BY_NAME, custom_objects=custom_objects)


def get(identifier: Any) -> Any:
    """A loss, or a function that is one.

    Args:
        identifier: A name of a class ("MeanSquaredError") or of a function ("mean_squared_error",
            "mse"), a configuration, a class, or what is a loss already. None stays None.

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
        raise ValueError(f"Could not interpret loss identifier: {identifier}")
    return found() if isinstance(found, type) else found
