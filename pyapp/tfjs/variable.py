"""`tf.Variable`: a cell that holds a tensor and can be given another."""

import enum
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn
from weakref import WeakValueDictionary

from tfjs import _bridge, _operators
from tfjs._scopes import scope_prefix
from tfjs._variable_scatter import ScatterUpdates
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.tensor import Reference, Tensor
from tfjs.tensor_shape import TensorShape

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike


_live: "WeakValueDictionary[int, Variable]" = WeakValueDictionary()
"""Slot of the cell -> variable, for tapes and programs, which know slots."""


class VariableSynchronization(enum.Enum):
    """When copies of a variable on several devices agree; there is one device here."""

    AUTO = 0
    NONE = 1
    ON_WRITE = 2
    ON_READ = 3


class VariableAggregation(enum.Enum):
    """How the copies of a variable on several devices are combined; there is one device here."""

    NONE = 0
    SUM = 1
    MEAN = 2
    ONLY_FIRST_REPLICA = 3


class Variable(ScatterUpdates):
    """A tensor that can be assigned to; operations read its value of the moment.

    Args:
        initial_value: The first value, or a function of no arguments that gives it.
        trainable: Whether a tape watches it by itself; yes if None.
        validate_shape: Whether later values must have the shape of the first one, which is so.
        caching_device: Ignored: there is one device.
        name: For people; any number of variables may share one. `tf.name_scope` goes before it.
        variable_def: Not supported.
        dtype: Of the values; that of `initial_value` if None.
        import_scope: Ignored.
        constraint: Kept for an optimizer, which applies it after each update.
        synchronization: Kept; there is one device.
        aggregation: Kept; there is one device.
        shape: What every value's shape must agree with; that of the first value if None.
            `tf.TensorShape(None)` takes values of any shape.

    Raises:
        ValueError: No initial value, or one of another shape.
    """

    __slots__ = (
        "__weakref__",
        "_cell",
        "_declared",
        "aggregation",
        "constraint",
        "name",
        "synchronization",
        "trainable",
    )
    __array_priority__ = 100

    name: str
    trainable: bool

    def __init__(
        self,
        initial_value: "TensorLike | Callable[[], TensorLike] | None" = None,
        trainable: bool | None = None,
        validate_shape: bool = True,
        caching_device: Any = None,
        name: str | None = None,
        variable_def: None = None,
        dtype: "DTypeLike | None" = None,
        import_scope: str | None = None,
        constraint: Callable[[Tensor], Tensor] | None = None,
        synchronization: VariableSynchronization = VariableSynchronization.AUTO,
        aggregation: VariableAggregation = VariableAggregation.NONE,
        shape: Any = None,
        experimental_enable_variable_lifting: bool = True,
    ) -> None:
        if initial_value is None:
            raise ValueError(
                "The `initial_value` arg to `tf.Variable` must be specified. Received: "
                "initial_value=None."
            )
        if constraint is not None and not callable(constraint):
            raise ValueError(
                f"Argument `constraint` must be None or a callable. Received: {constraint!r}"
            )
        value = initial_value() if callable(initial_value) else initial_value
        tensor = _operators.ops.convert_to_tensor(value, dtype=dtype)
        declared = None if shape is None and validate_shape else TensorShape(shape)
        if declared is not None and not declared.is_compatible_with(tensor.shape):
            raise ValueError(
                f"In this `tf.Variable` creation, the initial value's shape ({tensor.shape}) is "
                f"not compatible with the explicitly supplied `shape` argument ({shape})."
            )
        if trainable is None:
            trainable = synchronization is not VariableSynchronization.ON_READ
        self.trainable = bool(trainable)
        slot = _bridge.make_variable(tensor._slot, self.trainable)
        flexible = declared is not None and not declared.is_fully_defined()
        self._cell = (_FlexibleCell if flexible else _Cell)(slot, tensor.dtype)
        self._declared = declared if flexible else None
        self.name = f"{scope_prefix()}{name or 'Variable'}:0"
        self.constraint = constraint
        self.synchronization = synchronization
        self.aggregation = aggregation
        _live[self._cell._slot] = self

    @staticmethod
    def _of_slot(slot: int) -> "Variable | None":
        """The variable whose cell has this slot."""
        return _live.get(slot)

    @property
    def dtype(self) -> DType:
        """The dtype of the values; it never changes."""
        return self._cell.dtype

    @property
    def shape(self) -> TensorShape:
        """The shape that every value agrees with."""
        return self._cell.shape if self._declared is None else self._declared

    def get_shape(self) -> TensorShape:
        """The shape of the values."""
        return self.shape

    @property
    def ndim(self) -> int:
        """Number of dimensions."""
        return len(self.shape)

    @property
    def device(self) -> str:
        """Where the values are: the backend in use."""
        return self._cell.device

    @property
    def handle(self) -> Tensor:
        """The value's cell, which TensorFlow's own functions take for the variable."""
        return self._cell

    @property
    def initial_value(self) -> NoReturn:
        """Raise a RuntimeError, as in TensorFlow: the first value is not kept."""
        raise RuntimeError("This property is not supported when eager execution is enabled.")

    def is_initialized(self, name: str | None = None) -> Tensor:
        """True: a variable is made with its first value."""
        return _operators.ops.constant(True)  # type: ignore[no-any-return]

    def set_shape(self, shape: Any) -> None:
        """Check that `shape` agrees with the variable's."""
        if not self.shape.is_compatible_with(shape):
            raise ValueError(f"Shapes {self.shape} and {TensorShape(shape)} are not compatible")

    def read_value(self) -> Tensor:
        """The value of this moment, which later assignments leave alone."""
        return _operators.ops.identity(self._cell)  # type: ignore[no-any-return]

    def value(self) -> Tensor:
        """The same as `read_value`; a variable of Keras has a property of that name."""
        return self.read_value()

    def numpy(self) -> Any:
        """The value as an ndarray, or a NumPy scalar."""
        return self._cell.numpy()

    def sparse_read(self, indices: "TensorLike", name: str | None = None) -> Tensor:
        """Rows of the value."""
        return _operators.ops.sparse_read(self._cell, indices)  # type: ignore[no-any-return]

    def gather_nd(self, indices: "TensorLike", name: str | None = None) -> Tensor:
        """Elements or slices of the value by coordinates."""
        return _operators.ops.read_nd(self._cell, indices)  # type: ignore[no-any-return]

    def __getitem__(self, key: Any) -> "VariableSlice":
        part = _operators.ops.getitem(self, key)
        taken = VariableSlice(_bridge.clone(part._slot), part.dtype)
        taken._variable, taken._key = self, key
        return taken

    def assign(
        self,
        value: "TensorLike",
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> "Variable | None":
        """Give the variable a new value, of a shape that agrees with its own.

        Args:
            value: Of the variable's dtype.
            use_locking: Ignored.
            name: Ignored.
            read_value: Whether the variable is returned.

        Returns:
            The variable, or None if `read_value` is False.

        Raises:
            ValueError: Another shape.
        """
        tensor = _operators.ops.as_tensor(value, self.dtype, op="assign")
        if tensor.shape != self._cell.shape and (
            self._declared is None or not self._declared.is_compatible_with(tensor.shape)
        ):
            raise ValueError(
                f"Cannot assign value to variable '{self.name}': Shape mismatch. The variable "
                f"shape {self.shape}, and the assigned value shape {tensor.shape} are incompatible."
            )
        _bridge.assign(self._cell._slot, tensor._slot)
        return self if read_value else None

    def assign_add(
        self,
        delta: "TensorLike",
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> "Variable | None":
        """Add `delta`, which has the shape of the value."""
        return self._update(_operators.ops.add, delta, read_value)

    def assign_sub(
        self,
        delta: "TensorLike",
        use_locking: bool = False,
        name: str | None = None,
        read_value: bool = True,
    ) -> "Variable | None":
        """Subtract `delta`, which has the shape of the value."""
        return self._update(_operators.ops.subtract, delta, read_value)

    def _update(self, operation: Any, delta: "TensorLike", read_value: bool) -> "Variable | None":
        tensor = _operators.ops.as_tensor(delta, self.dtype, op="assign")
        if tensor.shape != self._cell.shape:
            raise InvalidArgumentError(
                f"Cannot update variable with shape {self._cell.shape.as_list()} using a Tensor "
                f"with shape {tensor.shape.as_list()}, shapes must be equal.",
                op="assign",
            )
        updated = operation(self._cell, tensor)
        _bridge.assign(self._cell._slot, updated._slot)
        return self if read_value else None

    def _given(self, value: Tensor) -> "Variable":
        _bridge.assign(self._cell._slot, value._slot)
        return self

    def ref(self) -> Reference:
        """A hashable stand-in for this variable, for use as a key."""
        return Reference(self)

    experimental_ref = ref

    def __tf_tensor__(self) -> Tensor:
        return self.read_value()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        return self._cell.__array__(dtype, copy)

    def __iter__(self) -> Iterator[Tensor]:
        return iter(self._cell)

    def __bool__(self) -> bool:
        return bool(self._cell)

    def __int__(self) -> int:
        return int(self._cell)

    def __float__(self) -> float:
        return float(self._cell)

    def __complex__(self) -> complex:
        return complex(self._cell)

    def __index__(self) -> int:
        return self._cell.__index__()

    def __format__(self, spec: str) -> str:
        return format(self._cell, spec) if spec else repr(self)

    def __iadd__(self, other: Any) -> Any:
        _no_change("+", "assign_add")

    def __isub__(self, other: Any) -> Any:
        _no_change("-", "assign_sub")

    def __imul__(self, other: Any) -> Any:
        _no_change("*")

    def __itruediv__(self, other: Any) -> Any:
        _no_change("/")

    def __ipow__(self, other: Any) -> Any:
        _no_change("**")

    def __hash__(self) -> NoReturn:
        raise TypeError("Variable is unhashable. Instead, use variable.ref() as the key.")

    def __deepcopy__(self, memo: Any) -> "Variable":
        twin = Variable(
            self.read_value(),
            self.trainable,
            constraint=self.constraint,
            synchronization=self.synchronization,
            aggregation=self.aggregation,
            shape=self._declared,
        )
        twin.name = self.name
        return twin

    def __reduce__(self) -> Any:
        return _restored, (
            self.numpy(),
            self.dtype.name,
            self.trainable,
            self.name,
            self._declared,
        )

    def __repr__(self) -> str:
        value = repr(self._cell).partition("numpy=")[2]
        return (
            f"<tf.Variable '{self.name}' shape={self.shape} dtype={self.dtype.name}, numpy={value}"
        )


class _Cell(Tensor):
    """The variable's slot as a tensor; its values change with assignments."""

    __slots__ = ()

    def __del__(self, _free: Callable[[int], None] = _bridge.free_variable) -> None:
        _free(self._slot)


class _FlexibleCell(_Cell):
    """The cell of a variable whose values may change their shape."""

    __slots__ = ()

    @property
    def shape(self) -> TensorShape:
        """Shape of the value of this moment."""
        if _bridge.is_recording():
            _operators.ops.identity(self)  # replays compare the shapes of variables that they read
        return TensorShape(_bridge.shape_of(self._slot))


class VariableSlice(Tensor):
    """Part of a variable's value, as `v[1:3]` gives it: a tensor that can also be assigned to."""

    __slots__ = ("_key", "_variable")

    _variable: Variable
    _key: Any

    def assign(self, value: "TensorLike", name: str | None = None) -> Variable:
        """Replace this part of the variable by `value`, which is broadcast to it.

        Raises:
            InvalidArgumentError: `value` does not broadcast to this part.
        """
        variable = self._variable
        whole = _operators.ops.with_slice(variable._cell, self._key, value, "assign")
        return variable._given(whole)


def _restored(
    values: Any, dtype: str, trainable: bool, name: str, shape: TensorShape | None = None
) -> Variable:
    variable = Variable(values, trainable, dtype=dtype, shape=shape)
    variable.name = name
    return variable


def _no_change(sign: str, method: str = "") -> NoReturn:
    call = f"{method}(value)" if method else f"assign(variable {sign} value)"
    raise RuntimeError(
        f"`variable {sign}= value` with `tf.Variable`s is not supported. Use `variable.{call}` to "
        f"modify the variable, or `out = variable {sign} value` if you need to get a new Tensor."
    )
