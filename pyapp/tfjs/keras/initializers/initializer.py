"""The base of initializers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike


class Initializer:
    """Base: called with a shape and a dtype, gives a weight's first values.

    A class of your own defines `__call__`, and `get_config` if its constructor takes arguments.
    """

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A tensor of this shape and dtype, the session's `floatx` if None."""
        raise NotImplementedError("Initializer subclasses must implement the `__call__()` method.")

    def get_config(self) -> dict[str, Any]:
        """The arguments that make an equal one."""
        return {}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """One with these arguments."""
        return cls(**config)

    def clone(self) -> Self:
        """An equal one."""
        return type(self).from_config(self.get_config())
