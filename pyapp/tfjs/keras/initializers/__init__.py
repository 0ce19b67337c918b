"""`tf.keras.initializers`: the first values of weights."""

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.initializers.constants import Constant as Constant
from tfjs.keras.initializers.constants import Identity as Identity
from tfjs.keras.initializers.constants import Ones as Ones
from tfjs.keras.initializers.constants import Zeros as Zeros
from tfjs.keras.initializers.fourier import STFT as STFT
from tfjs.keras.initializers.initializer import Initializer as Initializer
from tfjs.keras.initializers.orthogonal import Orthogonal as Orthogonal
from tfjs.keras.initializers.random_values import RandomNormal as RandomNormal
from tfjs.keras.initializers.random_values import RandomUniform as RandomUniform
from tfjs.keras.initializers.random_values import TruncatedNormal as TruncatedNormal
from tfjs.keras.initializers.scaling import GlorotNormal as GlorotNormal
from tfjs.keras.initializers.scaling import GlorotUniform as GlorotUniform
from tfjs.keras.initializers.scaling import HeNormal as HeNormal
from tfjs.keras.initializers.scaling import HeUniform as HeUniform
from tfjs.keras.initializers.scaling import LecunNormal as LecunNormal
from tfjs.keras.initializers.scaling import LecunUniform as LecunUniform
from tfjs.keras.initializers.scaling import VarianceScaling as VarianceScaling
from tfjs.keras.saving import serialization
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike

constant = Constant
glorot_normal = GlorotNormal
glorot_uniform = GlorotUniform
he_normal = HeNormal
he_uniform = HeUniform
identity = Identity
IdentityInitializer = Identity
lecun_normal = LecunNormal
lecun_uniform = LecunUniform
ones = Ones
orthogonal = Orthogonal
OrthogonalInitializer = Orthogonal
random_normal = RandomNormal
random_uniform = RandomUniform
stft = STFT
STFTInitializer = STFT
truncated_normal = TruncatedNormal
variance_scaling = VarianceScaling
zeros = Zeros

_CLASSES: dict[str, type[Initializer]] = {
    name: found
    for name, found in globals().items()
    if isinstance(found, type) and issubclass(found, Initializer)
}
_CLASSES |= {
    "initializer": Initializer,
    "normal": RandomNormal,
    "uniform": RandomUniform,
    "one": Ones,
    "zero": Zeros,
}


def serialize(initializer: Any) -> Any:
    """The configuration of an initializer; None of None."""
    return serialization.serialize_keras_object(initializer)


def deserialize(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """The initializer that `serialize` gave this for."""
    return serialization.deserialize_keras_object(
        config, module_objects=_CLASSES, custom_objects=custom_objects
    )


def get(identifier: Any) -> Any:
    """The initializer of this name, configuration, class or tensor; a callable is given back.

    Raises:
        ValueError: No initializer; when the one of a tensor is called: another shape than its own.
    """
    if identifier is None:
        return None
    found = identifier
    if isinstance(identifier, str) and identifier in _CLASSES:
        return _CLASSES[identifier]()
    if isinstance(identifier, dict):
        found = deserialize(identifier)
    elif isinstance(identifier, str):
        try:
            found = deserialize({"class_name": identifier, "config": {}})
        except TypeError as error:
            raise ValueError(f"Could not interpret initializer identifier: {identifier}") from error
    elif isinstance(identifier, Tensor | Variable | np.ndarray | np.generic):
        return _Given(identifier)
    if callable(found):
        return found() if inspect.isclass(found) else found
    raise ValueError(f"Could not interpret initializer identifier: {identifier}")


class _Given:
    """Values that are there already, for a weight of their shape."""

    def __init__(self, values: Any) -> None:
        self._values = values

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        if tuple(shape) != tuple(self._values.shape):
            raise ValueError(
                f"Expected `shape` to be {self._values.shape} for direct tensor as initializer. "
                f"Received shape={shape}"
            )
        return cast(as_tensor(self._values), standardize_dtype(dtype))
