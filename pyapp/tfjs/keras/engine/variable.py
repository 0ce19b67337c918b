"""`tf.keras.Variable`: a `tf.Variable` with a path, a regularizer and a constraint."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge
from tfjs._operators import Operators
from tfjs.keras._names import auto_name
from tfjs.keras.engine.context import current_path
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable as TensorFlowVariable

if TYPE_CHECKING:
    from collections.abc import Callable


class Variable(TensorFlowVariable):
    """The state of a layer, a metric or an optimizer.

    Args:
        initializer: The first value, or what makes it: called with `(shape, dtype=dtype)`.
        shape: Of the value; needed with an initializer that is called.
        dtype: Its name; that of the value, or the session's floating one, if None.
        trainable: Whether gradients change it.
        autocast: Kept; every floating dtype computes in float32 here.
        aggregation: Kept; there is one device.
        synchronization: Kept; there is one device.
        name: Last part of its path; made if None.
    """

    autocast: bool
    path: str
    """Names of the scopes it was made in, and its own: "model/dense/kernel"."""
    regularizer: Any
    overwrite_with_gradient: bool

    def __init__(
        self,
        initializer: Any,
        shape: Any = None,
        dtype: Any = None,
        trainable: bool = True,
        autocast: bool = True,
        aggregation: Any = "none",
        synchronization: Any = "auto",
        name: Any = None,
        **kwargs: Any,
    ) -> None:
        name = name or auto_name(type(self).__name__)
        if not isinstance(name, str) or "/" in name:
            raise ValueError(
                "Argument `name` must be a string and cannot contain character `/`. "
                f"Received: name={name}"
            )
        kind = None if dtype is None else standardize_dtype(dtype)
        if not isinstance(trainable, bool):
            raise ValueError(
                "Invalid value for argument `trainable`. Expected a boolean. "
                f"Received: trainable={trainable}"
            )
        super().__init__(_first_value(initializer, shape, kind), trainable=trainable, dtype=kind)
        prefix = current_path()
        self.name = name
        self.path = f"{prefix}/{name}" if prefix else name
        self.autocast = autocast
        self.regularizer = None
        self.overwrite_with_gradient = False
        self.aggregation = aggregation
        self.synchronization = synchronization

    @property
    def value(self) -> Tensor:  # type: ignore[override]
        """The value of this moment, as Keras 3 has it; a `tf.Variable` has a method instead."""
        return self.read_value()

    @property
    def trainable(self) -> bool:
        """Whether gradients change it; tapes watch it by themselves if so."""
        return self._trains

    @trainable.setter
    def trainable(self, value: bool) -> None:
        value = bool(value)
        known = getattr(self, "_trains", None)
        self._trains = value
        if known is not None and known != value:
            _bridge.set_trainable(self._cell._slot, value)

    def assign(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """Give the variable another value, which is cast to its dtype.

        Raises:
            ValueError: A value of another shape.
        """
        if type(value) is not Tensor or value.dtype is not self._cell.dtype:
            value = _of_kind(value, self._cell.dtype)
        if value.shape != self._cell.shape:
            raise ValueError(
                "The shape of the target variable and the shape of the target value in "
                f"`variable.assign(value)` must match. variable.shape={tuple(self.shape)}, "
                f"Received: value.shape={tuple(value.shape)}. Target variable: {self!r}"
            )
        return super().assign(value, *args, **kwargs)

    def assign_add(self, value: Any, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Add a value, which is cast to the variable's dtype."""
        return super().assign_add(_of_kind(value, self._cell.dtype), *args, **kwargs)

    def assign_sub(self, value: Any, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Subtract a value, which is cast to the variable's dtype."""
        return super().assign_sub(_of_kind(value, self._cell.dtype), *args, **kwargs)

    # Keras's variables become tensors there, where TensorFlow's raise.
    __iadd__, __isub__, __imul__ = Operators.__add__, Operators.__sub__, Operators.__mul__
    __itruediv__, __ipow__ = Operators.__truediv__, Operators.__pow__

    def __repr__(self) -> str:
        return (
            f"<Variable path={self.path}, shape={tuple(self.shape)}, dtype={self.dtype.name}, "
            f"value={self.numpy()}>"
        )

    __str__ = __repr__

    def __deepcopy__(self, memo: Any) -> "Variable":
        twin = Variable(self.read_value(), trainable=self.trainable, name=self.name)
        twin.path, twin.regularizer = self.path, self.regularizer
        twin.constraint = self.constraint
        twin.overwrite_with_gradient = self.overwrite_with_gradient
        return twin

    def __reduce__(self) -> Any:
        rest = self.path, self.regularizer, self.constraint, self.overwrite_with_gradient
        return _restored, (self.numpy(), self.dtype.name, self.trainable, self.name, *rest)


def _restored(
    values: Any,
    dtype: str,
    trainable: bool,
    name: str,
    path: str,
    regularizer: Any,
    constraint: Any,
    overwrite: bool,
) -> Variable:
    variable = Variable(values, dtype=dtype, trainable=trainable, name=name)
    variable.path, variable.regularizer, variable.constraint = path, regularizer, constraint
    variable.overwrite_with_gradient = overwrite
    return variable


def _of_kind(value: Any, kind: Any) -> Tensor:
    if isinstance(value, Tensor | TensorFlowVariable):
        return cast(value, kind) if value.dtype is not kind else convert_to_tensor(value)
    return convert_to_tensor(value, dtype=kind)


def _first_value(initializer: Any, shape: Any, kind: str | None) -> Any:
    if not callable(initializer):
        return initializer if kind is None else cast(convert_to_tensor(initializer), kind)
    if shape is None:
        raise ValueError(
            "When creating a Variable from an initializer, the `shape` argument should be "
            f"specified. Received: initializer={initializer} and shape={shape}"
        )
    sizes = tuple(shape)
    if None in sizes:
        raise ValueError(
            "Shapes used to initialize variables must be fully-defined (no `None` dimensions). "
            f"Received: shape={sizes}"
        )
    make: Callable[..., Any] = initializer
    return make(sizes, dtype=kind or standardize_dtype(None))
