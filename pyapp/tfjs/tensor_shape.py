"""`TensorShape`: the shape of a tensor, as TensorFlow prints and compares it."""

from collections.abc import Iterable
from typing import Any, Self, overload


class TensorShape(tuple[int | None, ...]):
    """A tuple of ints that equals lists and tuples; None stands for an unknown size."""

    __slots__ = ()

    def __new__(cls, dims: Iterable[int | None] | int) -> Self:
        """Sizes from anything that lists them, or from one int."""
        if isinstance(dims, TensorShape) and type(dims) is cls:
            return dims
        sizes = (dims,) if isinstance(dims, int) else tuple(dims)
        return super().__new__(cls, (None if d is None else int(d) for d in sizes))

    @property
    def rank(self) -> int:
        """Number of dimensions."""
        return len(self)

    @property
    def ndims(self) -> int:
        """Number of dimensions."""
        return len(self)

    @property
    def dims(self) -> list[int | None]:
        """The sizes as a list."""
        return list(self)

    def as_list(self) -> list[int | None]:
        """The sizes as a list."""
        return list(self)

    def num_elements(self) -> int | None:
        """Product of the sizes; None if one of them is unknown."""
        product = 1
        for size in self:
            if size is None:
                return None
            product *= size
        return product

    def is_fully_defined(self) -> bool:
        """Whether every size is known."""
        return None not in self

    def is_compatible_with(self, other: Iterable[int | None]) -> bool:
        """Whether the sizes agree wherever both are known."""
        sizes = tuple(other)
        if len(sizes) != len(self):
            return False
        return all(a is None or b is None or a == b for a, b in zip(self, sizes, strict=True))

    def concatenate(self, other: Iterable[int | None]) -> "TensorShape":
        """This shape followed by another."""
        return TensorShape((*self, *other))

    @overload  # type: ignore[override]
    def __getitem__(self, key: slice) -> "TensorShape": ...
    @overload
    def __getitem__(self, key: Any) -> int: ...
    def __getitem__(self, key: Any) -> Any:
        part = super().__getitem__(key)
        return TensorShape(part) if isinstance(key, slice) else part

    def __add__(self, other: Iterable[int | None]) -> "TensorShape":  # type: ignore[override]
        return self.concatenate(other)

    def __radd__(self, other: Iterable[int | None]) -> "TensorShape":
        return TensorShape(other).concatenate(self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, list):
            return tuple(self) == tuple(other)
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = tuple.__hash__

    def __repr__(self) -> str:
        return f"TensorShape({list(self)})"

    def __str__(self) -> str:
        inner = ", ".join(map(str, self))
        return f"({inner},)" if len(self) == 1 else f"({inner})"
