"""Names for the kinds of arguments that many functions take; imported for type checking only."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import numpy as np

from tfjs.dtypes import DType
from tfjs.tensor import Tensor
from tfjs.variable import Variable

TensorLike: TypeAlias = (
    Tensor | Variable | np.ndarray[Any, Any] | np.generic | complex | str | bytes | Sequence[Any]
)
"""Whatever `tf.convert_to_tensor` takes."""

DTypeLike: TypeAlias = DType | str | type | np.dtype[Any]
ShapeLike: TypeAlias = Sequence[int | None] | Tensor | np.ndarray[Any, Any]
AxisLike: TypeAlias = int | Sequence[int] | None
Padding: TypeAlias = Literal["SAME", "VALID"]
DataFormat: TypeAlias = Literal["NHWC", "NCHW"]
