"""`tf.types.experimental`: names for annotations."""

from collections.abc import Callable as _Function
from typing import Any

from tfjs.function.concrete import ConcreteFunction as ConcreteFunction
from tfjs.function.polymorphic import Function as PolymorphicFunction
from tfjs.tensor import Tensor
from tfjs.variable import Variable

GenericFunction = PolymorphicFunction
Callable = _Function[..., Any]
_Plain = int | float | bool | str | bytes | complex | tuple[Any, ...] | list[Any]
TensorLike = Tensor | Variable | _Plain
"""What becomes a tensor; arrays and many other objects do so too."""
