"""`TensorShape`: the shape of a tensor, as TensorFlow prints and compares it."""

from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, Self, overload

_Sizes = Iterable[int | None] | int | None


class TensorShape(tuple[int | None, ...]):
    """A tuple of ints that equals lists and tuples; None stands for an unknown size.

    `TensorShape(None)` is a shape of which not even the rank is known.

    Differs from TensorFlow: as a tuple, the shape of a scalar is false.
    """

    __slots__ = ()

    def __new__(cls, dims: _Sizes) -> Self:
        """Sizes from anything that lists them, or from one int; None for an unknown rank."""
        if isinstance(dims, TensorShape) and type(dims) is cls:
            return dims
        if dims is None or isinstance(dims, _UnknownShape):
            return super().__new__(_UnknownShape, ())  # type: ignore[return-value]
        sizes = (dims,) if isinstance(dims, int) else tuple(dims)
        return super().__new__(
            cls, (d if d is None or (type(d) is int and d >= 0) else _size(d) for d in sizes)
        )

    @property
    def rank(self) -> Any:
        """Number of dimensions; None if unknown."""
        return len(self)

    @property
    def ndims(self) -> Any:
        """Number of dimensions; None if unknown."""
        return self.rank

    @property
    def dims(self) -> "list[int | None] | None":
        """The sizes as a list; None if not even the rank is known."""
        return None if self.rank is None else list(self)

    def as_list(self) -> list[int | None]:
        """The sizes as a list.

        Raises:
            ValueError: The rank is unknown.
        """
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

    def is_compatible_with(self, other: _Sizes) -> bool:
        """Whether the sizes agree wherever both are known."""
        sizes = TensorShape(other)
        if sizes.rank is None:
            return True
        if len(sizes) != len(self):
            return False
        return all(a is None or b is None or a == b for a, b in zip(self, sizes, strict=True))

    def is_subtype_of(self, other: "TensorShape") -> bool:
        """Whether every shape that agrees with this one agrees with `other` too."""
        if other.rank is None:
            return True
        if len(other) != len(self):
            return False
        return all(b is None or a == b for a, b in zip(self, other, strict=True))

    def most_specific_common_supertype(
        self, others: "Iterable[TensorShape]"
    ) -> "TensorShape | None":
        """The narrowest shape that this one and all `others` agree with."""
        shape = self
        for other in others:
            if other.rank != shape.rank:
                return TensorShape(None)
            sizes = (a if a == b else None for a, b in zip(shape, other, strict=True))
            shape = TensorShape(sizes)
        return shape

    def most_specific_compatible_shape(self, other: _Sizes) -> "TensorShape":
        """The narrowest shape that both agree with."""
        found = self.most_specific_common_supertype([TensorShape(other)])
        return TensorShape(None) if found is None else found  # a scalar's shape is false

    def merge_with(self, other: _Sizes) -> "TensorShape":
        """What is known of both together.

        Raises:
            ValueError: They contradict each other.
        """
        shape = TensorShape(other)
        if shape.rank is None:
            return self
        self.assert_is_compatible_with(shape)
        return TensorShape(b if a is None else a for a, b in zip(self, shape, strict=True))

    def concatenate(self, other: _Sizes) -> "TensorShape":
        """This shape followed by another."""
        shape = TensorShape(other)
        return shape if shape.rank is None else TensorShape((*self, *shape))

    def with_rank(self, rank: int) -> "TensorShape":
        """This shape, known to have `rank` dimensions.

        Raises:
            ValueError: It has another number of them.
        """
        if self.rank != rank:
            raise ValueError(f"Shape {self} must have rank {rank}")
        return self

    def with_rank_at_least(self, rank: int) -> "TensorShape":
        """This shape, if it has `rank` or more dimensions; else a ValueError."""
        if self.rank < rank:
            raise ValueError(f"Shape {self} must have rank at least {rank}")
        return self

    def with_rank_at_most(self, rank: int) -> "TensorShape":
        """This shape, if it has at most `rank` dimensions; else a ValueError."""
        if self.rank > rank:
            raise ValueError(f"Shape {self} must have rank at most {rank}")
        return self

    def assert_has_rank(self, rank: int) -> None:
        """Raise a ValueError unless there are `rank` dimensions."""
        if self.rank not in (None, rank):
            raise ValueError(f"Shape {self} must have rank {rank}")

    def assert_same_rank(self, other: _Sizes) -> None:
        """Raise a ValueError if the numbers of dimensions differ."""
        shape = TensorShape(other)
        if None not in (self.rank, shape.rank) and self.rank != shape.rank:
            raise ValueError(f"Shapes {self} and {shape} must have the same rank")

    def assert_is_compatible_with(self, other: _Sizes) -> None:
        """Raise a ValueError if the shapes contradict each other."""
        if not self.is_compatible_with(other):
            raise ValueError(f"Shapes {self} and {TensorShape(other)} are incompatible")

    def assert_is_fully_defined(self) -> None:
        """Raise a ValueError if a size is unknown."""
        if not self.is_fully_defined():
            raise ValueError(f"Shape {self} is not fully defined")

    @overload  # type: ignore[override]
    def __getitem__(self, key: slice) -> "TensorShape": ...
    @overload
    def __getitem__(self, key: Any) -> int: ...
    def __getitem__(self, key: Any) -> Any:
        part = super().__getitem__(key)
        return TensorShape(part) if isinstance(key, slice) else part

    def __add__(self, other: _Sizes) -> "TensorShape":  # type: ignore[override]
        return self.concatenate(other)

    def __radd__(self, other: _Sizes) -> "TensorShape":
        return TensorShape(other).concatenate(self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, list):
            return tuple(self) == tuple(other)
        return super().__eq__(other) and not isinstance(other, _UnknownShape)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = tuple.__hash__

    def __reduce__(self) -> Any:
        return TensorShape, (None if self.rank is None else tuple(self),)

    def __repr__(self) -> str:
        return f"TensorShape({list(self)})"

    def __str__(self) -> str:
        inner = ", ".join(map(str, self))
        return f"({inner},)" if len(self) == 1 else f"({inner})"


def _size(size: Any) -> int:
    try:
        number = int(size.__index__())
    except (AttributeError, TypeError):
        raise TypeError(
            f"Dimension value must be integer or None or have an __index__ method, got value "
            f"'{size!r}' with type '{type(size)!r}'"
        ) from None
    if number < 0:
        raise ValueError(f"Dimension {number} must be >= 0")
    return number


class _UnknownShape(TensorShape):
    """A shape of unknown rank."""

    __slots__ = ()

    @property
    def rank(self) -> None:
        """None: unknown."""
        return None

    def _refuse(self, what: str) -> NoReturn:
        raise ValueError(f"Cannot {what} of shape with unknown rank.")

    def as_list(self) -> list[int | None]:
        """Raise a ValueError."""
        raise ValueError("as_list() is not defined on an unknown TensorShape.")

    def num_elements(self) -> None:
        """None: unknown."""
        return None

    def is_fully_defined(self) -> bool:
        """False."""
        return False

    def is_compatible_with(self, other: _Sizes) -> bool:
        """True, whatever `other`."""
        return True

    def is_subtype_of(self, other: TensorShape) -> bool:
        """Whether `other` is unknown too."""
        return other.rank is None

    def merge_with(self, other: _Sizes) -> TensorShape:
        """The other shape."""
        return TensorShape(other)

    def most_specific_common_supertype(self, others: Iterable[TensorShape]) -> TensorShape:
        """This shape."""
        return self

    def concatenate(self, other: _Sizes) -> TensorShape:
        """This shape: still unknown."""
        return self

    def with_rank(self, rank: int) -> TensorShape:
        """`rank` unknown sizes."""
        return TensorShape([None] * rank)

    def with_rank_at_least(self, rank: int) -> TensorShape:
        """This shape."""
        return self

    def with_rank_at_most(self, rank: int) -> TensorShape:
        """This shape."""
        return self

    def __len__(self) -> int:
        self._refuse("take the length")

    def __iter__(self) -> Iterator[int | None]:
        self._refuse("iterate over the sizes")

    def __getitem__(self, key: Any) -> Any:
        return TensorShape(None) if isinstance(key, slice) else None

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _UnknownShape)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, _UnknownShape)

    def __hash__(self) -> int:
        return hash(_UnknownShape)

    def __repr__(self) -> str:
        return "TensorShape(None)"

    def __str__(self) -> str:
        return "<unknown>"
