"""`KerasTensor`: a place in a graph of calls, with a shape and a dtype and no values."""

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from tfjs import nest
from tfjs._operators import NoValuesError
from tfjs.keras._names import auto_name
from tfjs.keras.engine.dtypes import standardize_dtype

if TYPE_CHECKING:
    from tfjs.keras.engine.operation import Operation


class KerasHistory(NamedTuple):
    """Which call made a tensor."""

    operation: "Operation"
    """What was called."""
    node_index: int
    """Which call of it, counted from 0."""
    tensor_index: int
    """Which of its results."""


def standardize_shape(shape: Any) -> tuple[int | None, ...]:
    """A shape as a tuple of ints and None.

    Raises:
        ValueError: No shape: None, or sizes that are no whole numbers.
    """
    if shape is None:
        raise ValueError("Undefined shapes are not supported.")
    if not hasattr(shape, "__iter__"):
        raise ValueError(f"Cannot convert '{shape}' to a shape.")
    sizes = tuple(shape)
    for size in sizes:
        if size is None or (type(size) is int and size >= 0):
            continue
        if not hasattr(size, "__index__"):
            raise ValueError(
                f"Cannot convert '{sizes}' to a shape. Found invalid entry '{size}' of type "
                f"'{type(size)}'. "
            )
        if int(size) < 0:
            raise ValueError(
                f"Cannot convert '{sizes}' to a shape. Negative dimensions are not allowed."
            )
    return tuple([None if size is None else int(size) for size in sizes])


class KerasTensor:
    """What stands for a tensor while a functional model is put together.

    Args:
        shape: Sizes, None where they are not known.
        dtype: Name of the dtype.
        sparse: Accepted for compatibility; there are no sparse inputs.
        ragged: Likewise.
        record_history: Accepted for compatibility.
        name: For people; made if None.
    """

    __slots__ = ("__weakref__", "_keras_history", "_keras_mask", "dtype", "name", "shape")

    shape: tuple[int | None, ...]
    dtype: str
    name: str
    _keras_history: KerasHistory
    _keras_mask: Any

    def __init__(
        self,
        shape: Any,
        dtype: Any = "float32",
        sparse: bool = False,
        ragged: bool = False,
        record_history: bool = True,
        name: str | None = None,
    ) -> None:
        if sparse or ragged:
            raise ValueError(
                "KerasTensor: expected a dense tensor. Received: sparse or ragged. Convert it to a "
                "dense one before the model, as with `to_tensor()`."
            )
        self.shape = standardize_shape(shape)
        self.dtype = standardize_dtype(dtype)
        self.name = name or auto_name("keras_tensor")

    sparse = ragged = False
    __array_ufunc__ = None  # so that an ndarray leaves operators to this class

    @property
    def ndim(self) -> int:
        """Number of dimensions."""
        return len(self.shape)

    @property
    def is_leaf(self) -> bool:
        """Whether no operation made it."""
        return not hasattr(self, "_keras_history")

    def reshape(self, newshape: Any) -> Any:
        """The same values in another shape."""
        return _ops().reshape(self, newshape)

    def squeeze(self, axis: Any = None) -> Any:
        """Without dimensions of size 1."""
        return _ops().squeeze(self, axis)

    def __repr__(self) -> str:
        return (
            f"<KerasTensor shape={self.shape}, dtype={self.dtype}, sparse=False, "
            f"ragged=False, name={self.name}>"
        )

    def __tf_tensor__(self) -> NoReturn:
        raise NoValuesError(
            "A KerasTensor cannot be used as input to a TensorFlow function. It stands for a "
            f"shape and a dtype in a functional model and has no values. Received: {self!r}. Use "
            "a layer or a function of `tf.keras.ops` in its place, as "
            "`tf.keras.ops.square(x)`, or wrap the call: "
            "`tf.keras.layers.Lambda(lambda x: tf.square(x))(x)`, or put it into the `call` of a "
            "Layer of your own."
        )

    def __array__(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValueError(
            "A KerasTensor is symbolic: it's a placeholder for a shape and a dtype. It doesn't "
            "have any actual numerical value. You cannot convert it to a NumPy array."
        )

    def __int__(self) -> NoReturn:
        raise ValueError(_NO_VALUE.format("int"))

    def __float__(self) -> NoReturn:
        raise ValueError(_NO_VALUE.format("float"))

    def __bool__(self) -> NoReturn:
        raise TypeError("A symbolic KerasTensor cannot be used as a boolean.")

    def __iter__(self) -> NoReturn:
        raise TypeError(
            "Iterating over a symbolic KerasTensor is not supported. Use "
            "`tf.keras.ops.unstack` to take it apart."
        )

    def __len__(self) -> NoReturn:
        raise TypeError("A symbolic KerasTensor has no `len()`. Use its `shape`.")

    def __getitem__(self, key: Any) -> Any:
        return _ops().get_item(self, key)

    def __add__(self, other: Any) -> Any:
        return _ops().add(self, other)

    def __radd__(self, other: Any) -> Any:
        return _ops().add(other, self)

    def __sub__(self, other: Any) -> Any:
        return _ops().subtract(self, other)

    def __rsub__(self, other: Any) -> Any:
        return _ops().subtract(other, self)

    def __mul__(self, other: Any) -> Any:
        return _ops().multiply(self, other)

    def __rmul__(self, other: Any) -> Any:
        return _ops().multiply(other, self)

    def __matmul__(self, other: Any) -> Any:
        return _ops().matmul(self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return _ops().matmul(other, self)

    def __truediv__(self, other: Any) -> Any:
        return _ops().true_divide(self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return _ops().true_divide(other, self)

    def __floordiv__(self, other: Any) -> Any:
        return _ops().floor_divide(self, other)

    def __rfloordiv__(self, other: Any) -> Any:
        return _ops().floor_divide(other, self)

    def __mod__(self, other: Any) -> Any:
        return _ops().mod(self, other)

    def __rmod__(self, other: Any) -> Any:
        return _ops().mod(other, self)

    def __pow__(self, other: Any) -> Any:
        return _ops().power(self, other)

    def __rpow__(self, other: Any) -> Any:
        return _ops().power(other, self)

    def __neg__(self) -> Any:
        return _ops().negative(self)

    def __abs__(self) -> Any:
        return _ops().absolute(self)

    def __invert__(self) -> Any:
        return _ops().logical_not(self)

    def __and__(self, other: Any) -> Any:
        return _ops().logical_and(self, other)

    def __rand__(self, other: Any) -> Any:
        return _ops().logical_and(other, self)

    def __or__(self, other: Any) -> Any:
        return _ops().logical_or(self, other)

    def __ror__(self, other: Any) -> Any:
        return _ops().logical_or(other, self)

    def __xor__(self, other: Any) -> Any:
        return _ops().logical_xor(self, other)

    def __rxor__(self, other: Any) -> Any:
        return _ops().logical_xor(other, self)

    def __lt__(self, other: Any) -> Any:
        return _ops().less(self, other)

    def __le__(self, other: Any) -> Any:
        return _ops().less_equal(self, other)

    def __gt__(self, other: Any) -> Any:
        return _ops().greater(self, other)

    def __ge__(self, other: Any) -> Any:
        return _ops().greater_equal(self, other)

    def __ne__(self, other: object) -> Any:
        return _ops().not_equal(self, other)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> Any:
        return self is other


_NO_VALUE = (
    "A KerasTensor is symbolic: it's a placeholder for a shape and a dtype. It doesn't have any "
    "actual numerical value. You cannot convert it to {}."
)


def any_symbolic_tensors(args: Any = (), kwargs: Any = None) -> bool:
    """Whether a KerasTensor is among nested arguments."""
    return any(isinstance(leaf, KerasTensor) for leaf in nest.flatten((args, kwargs or {})))


def is_keras_tensor(x: Any) -> bool:
    """Whether this is a KerasTensor."""
    return isinstance(x, KerasTensor)


def _ops() -> Any:
    from tfjs.keras import ops

    return ops
