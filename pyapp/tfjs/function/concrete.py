"""`tf.function` for one signature."""

from typing import TYPE_CHECKING, Any

from tfjs.function.signature import described
from tfjs.function.specs import is_spec
from tfjs.nest import flatten, pack_sequence_as
from tfjs.ops._families import filled
from tfjs.ops.casting import identity
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs.function.polymorphic import Function


class ConcreteFunction:
    """A function for one signature; called with tensors, positional or by name.

    A signature whose shapes are all known is traced at once, on zeros; another on its first call.
    """

    def __init__(self, function: "Function", args: Any, kwargs: dict[str, Any]) -> None:
        self._function = function
        self._args, self._kwargs = args, kwargs
        leaves = flatten([list(args), kwargs])
        self.inputs = [leaf for leaf in leaves if is_spec(leaf) or isinstance(leaf, Tensor)]
        self._outputs: Any = None
        if all(leaf.shape.is_fully_defined() for leaf in self.inputs):
            self._outputs = self._traced()

    def _traced(self) -> Any:
        made = [_example(leaf) for leaf in flatten([list(self._args), self._kwargs])]
        args, kwargs = pack_sequence_as([list(self._args), self._kwargs], made)
        tensors: list[Tensor] = []
        key = self._function._key(tuple(args), kwargs, tensors)
        traced = self._function._traced.get(key) or self._function._add(key)
        self._function._traces += 1
        return traced.trace(tuple(args), kwargs, tensors, dry=True)

    @property
    def structured_outputs(self) -> Any:
        """The result for an example of zeros, in the function's structure; None before a call."""
        return self._outputs

    @property
    def name(self) -> str:
        """The function's name."""
        return self._function.name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result for other tensors."""
        given = iter([*args, *kwargs.values()])
        leaves = flatten([list(self._args), self._kwargs])
        expected = sum(is_spec(leaf) or isinstance(leaf, Tensor) for leaf in leaves)
        if len(args) + len(kwargs) != expected:
            raise TypeError(
                f"{self.name}: expected {expected} tensors. Received: {len(args) + len(kwargs)}."
            )
        made = [next(given) if is_spec(x) or isinstance(x, Tensor) else x for x in leaves]
        positional, named = pack_sequence_as([list(self._args), self._kwargs], made)
        return self._function(*positional, **named)

    def __repr__(self) -> str:
        tensors: list[Tensor] = []
        described(self._args, tensors)
        return f"<ConcreteFunction {self.name}>"


def _example(leaf: Any) -> Any:
    """A tensor to trace with."""
    if is_spec(leaf):
        return filled(tuple(leaf.shape), 0, leaf.dtype)
    return identity(leaf) if isinstance(leaf, Tensor) else leaf
