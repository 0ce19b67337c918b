"""`tf.keras.backend`: the session's settings, under Keras's older name."""

from typing import Any

from tfjs.keras import random
from tfjs.keras._names import reset_names, unique_number
from tfjs.keras.config import epsilon as epsilon
from tfjs.keras.config import floatx as floatx
from tfjs.keras.config import image_data_format as image_data_format
from tfjs.keras.config import set_epsilon as set_epsilon
from tfjs.keras.config import set_floatx as set_floatx
from tfjs.keras.config import set_image_data_format as set_image_data_format
from tfjs.keras.engine.dtypes import is_float_dtype as is_float_dtype
from tfjs.keras.engine.dtypes import is_int_dtype as is_int_dtype
from tfjs.keras.engine.dtypes import standardize_dtype as standardize_dtype
from tfjs.keras.engine.keras_tensor import is_keras_tensor as is_keras_tensor
from tfjs.keras.ops.promotion import result_type as result_type


def backend() -> str:
    """Keras's word for what computes: this library has TensorFlow's semantics."""
    return "tensorflow"


def get_uid(prefix: str = "") -> int:
    """How often this prefix has been asked for."""
    return unique_number(prefix)


def clear_session(free_memory: bool = True) -> None:
    """Let names begin anew, and forget the generator of draws without a seed.

    Args:
        free_memory: Accepted: memory is freed as soon as nobody holds what it is for.
    """
    reset_names()
    random.forget_global_generator()


def is_tensor(x: Any) -> bool:
    """Whether this is a tensor with values."""
    from tfjs.keras.engine.signature import is_tensor as has_values

    return has_values(x)
