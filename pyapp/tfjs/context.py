"""What TensorFlow programs say about graphs and eager execution; here everything runs in order.

Functions of Python inside a computation (`py_function`) are steps of a `tf.function`'s program: a
replay calls them where they stand. Variables hold what they held when the call began, because
assignments take place at the end of a replay.
"""

import builtins
import functools
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs._dispatch import Composite
from tfjs._scopes import scope_prefix
from tfjs.indexed_slices import IndexedSlices
from tfjs.ops._arguments import as_tensor, owned
from tfjs.ops._shapes import broadcast_shape, static_ints
from tfjs.ops.casting import cast, identity
from tfjs.ops.shaping import shape
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike


def executing_eagerly() -> bool:
    """Whether operations run at once and nothing more; False while a `tf.function` is traced."""
    return not _bridge.is_recording()


@contextmanager
def init_scope() -> Iterator[None]:
    """A context in which TensorFlow leaves the graph; here nothing changes."""
    yield


@contextmanager
def control_dependencies(control_inputs: Any) -> Iterator[None]:
    """A context that follows `control_inputs`, as everything does here that is written later."""
    yield


def no_op(name: str | None = None) -> None:
    """Do nothing."""


def group(*inputs: Any, **kwargs: Any) -> None:
    """Wait for all inputs, which have been computed when this is called."""


def identity_n(input: "Sequence[TensorLike]", name: str | None = None) -> list[Tensor]:
    """Tensors with the same values as those given."""
    return [identity(item) for item in input]


def timestamp(name: str | None = None) -> Tensor:
    """Seconds since 1970, float64.

    Differs from TensorFlow: float64 has 24 bits of precision here, which is some two minutes;
    `time.time()` is exact. A `tf.function` that asks for the time is run, not replayed.
    """
    _bridge.refuse_recording("tf.timestamp reads the clock")
    return as_tensor(np.float64(time.time()))


def tuple(tensors: Sequence[Any], control_inputs: Any = None, name: str | None = None) -> list[Any]:
    """The same values as a list, all of them computed."""
    return list(tensors)


def shape_n(
    input: "Sequence[TensorLike]", out_type: "DTypeLike" = dtypes.int32, name: str | None = None
) -> list[Tensor]:
    """The shape of each tensor, as a vector."""
    return [shape(item, out_type) for item in input]


def broadcast_dynamic_shape(shape_x: "TensorLike", shape_y: "TensorLike") -> Tensor:
    """The shape that two shapes, given as vectors, broadcast to, as a vector."""
    one = static_ints(shape_x, "broadcast_dynamic_shape", "shape_x")
    two = static_ints(shape_y, "broadcast_dynamic_shape", "shape_y")
    return as_tensor(np.asarray(broadcast_shape(one, two, "broadcast_dynamic_shape"), np.int32))


def get_current_name_scope() -> str:
    """The scopes that a name made now begins with, without the last slash."""
    return scope_prefix().rstrip("/")


def inside_function() -> bool:
    """Whether a `tf.function` is being traced."""
    return _bridge.is_recording()


def is_tensor(x: Any) -> bool:
    """Whether this is a tensor, a variable, or a ragged or sparse tensor."""
    return isinstance(x, Tensor | Variable | Composite | IndexedSlices)


def is_symbolic_tensor(tensor: Any) -> bool:
    """False: a tensor always has values here, even while a function is traced."""
    return False


def get_static_value(tensor: Any, partial: bool = False) -> Any:
    """The values of a tensor if they can be known beforehand; None for a variable."""
    if isinstance(tensor, Tensor):
        return None if _bridge.is_recording() else tensor.numpy()
    return None if isinstance(tensor, Variable) else tensor


def make_ndarray(tensor: Any) -> "np.ndarray[Any, Any]":
    """The values of a tensor as an ndarray.

    Differs from TensorFlow: takes tensors, because there are no protocol buffers.
    """
    return np.asarray(tensor.numpy() if hasattr(tensor, "numpy") else tensor)


def py_function(
    func: Callable[..., Any] | None = None,
    inp: Sequence[Any] | None = None,
    Tout: Any = None,  # noqa: N803 - TensorFlow's name
    name: str | None = None,
) -> Any:
    """Call a function of Python on tensors.

    Args:
        func: Takes one tensor per input, and returns values of the dtypes `Tout`.
        inp: What it is called with.
        Tout: A dtype, or a list of them; an empty one if `func` returns nothing.

    Returns:
        A tensor for one dtype, else a list of them. Without `func`, a decorator for functions that
        are then called with tensors.
    """
    if func is None:
        return _decorator(py_function, Tout)
    if inp is None:
        raise ValueError("py_function: expected the inputs `inp` of the function. Received: None.")
    given = [as_tensor(item) for item in inp]
    if _bridge.is_recording():
        if not _bridge.is_inside_part() and not _bridge.is_taping():
            return _recorded("py_function", func, given, Tout)
        _bridge.refuse_recording("tf.py_function calls Python in a loop, a branch or under a tape")
    return _outputs(func(*given), Tout)


def numpy_function(
    func: Callable[..., Any] | None = None,
    inp: Sequence[Any] | None = None,
    Tout: Any = None,  # noqa: N803 - TensorFlow's name
    stateful: bool = True,
    name: str | None = None,
) -> Any:
    """Call a function of Python on ndarrays; see `py_function`."""
    if func is None:
        return _decorator(numpy_function, Tout)
    if inp is None:
        raise ValueError("numpy_function: expected the inputs `inp` of the function.")
    given = [as_tensor(item) for item in inp]
    if _bridge.is_recording() and not _bridge.is_inside_part():
        return _recorded("numpy_function", func, given, Tout)
    if _bridge.is_recording():
        _bridge.refuse_recording("tf.numpy_function calls Python in a loop or branch")
    return _outputs(func(*[tensor.numpy() for tensor in given]), Tout)


def _recorded(name: str, func: Callable[..., Any], given: list[Tensor], kinds: Any) -> Any:
    """A function of Python as a step of the program that is being recorded."""
    dtypes_in = [tensor.dtype for tensor in given]
    several = isinstance(kinds, list | builtins.tuple)

    def action(slots: list[int]) -> list[int]:
        tensors = owned(slots, dtypes_in)
        values = tensors if name == "py_function" else [tensor.numpy() for tensor in tensors]
        found = _outputs(func(*values), kinds)
        return [_bridge.clone(t._slot) for t in (found if several else [found])]

    slots = _bridge.record_call(
        name,
        (name, getattr(func, "__code__", func)),
        action,
        [tensor._slot for tensor in given],
        gives=True,
        own_gradient=name == "py_function",
    )
    wanted = [dtypes.as_dtype(kind) for kind in (kinds if several else [kinds])]
    made = owned(slots, wanted)
    return made if several else made[0]


def _decorator(call: Callable[..., Any], kinds: Any) -> Callable[..., Any]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def decorated(*inputs: Any) -> Any:
            return call(function, inputs, kinds)

        return decorated

    return decorate


def _outputs(values: Any, kinds: Any) -> Any:
    if not isinstance(kinds, list | builtins.tuple):
        return _of_kind(values, kinds)
    if len(kinds) == 0:
        return []
    if not isinstance(values, list | builtins.tuple):
        values = [values]
    if len(values) != len(kinds):
        raise ValueError(
            f"py_function: expected {len(kinds)} results, as Tout says. Received: {len(values)}."
        )
    return [_of_kind(value, kind) for value, kind in zip(values, kinds, strict=True)]


def _of_kind(value: Any, kind: Any) -> Tensor:
    tensor = as_tensor(value, hint=dtypes.as_dtype(kind))
    return cast(tensor, kind)
