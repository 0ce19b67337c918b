"""Uniform operations: one line each where they are declared, one factory each here.

A factory makes a real function, with name, signature and docstring, whose fast way does nothing
but cross.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from tfjs import _bridge, dtypes
from tfjs._dispatch import NotDenseError, answered, declare_elementwise
from tfjs.dtypes import COMPLEX, DType
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops._shapes import canonical_axes, product
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import AxisLike, TensorLike


class UnaryOp(Protocol):
    """Element by element, one argument."""

    def __call__(self, x: "TensorLike", name: str | None = None) -> Tensor: ...


class BinaryOp(Protocol):
    """Element by element with broadcasting, two arguments of one dtype."""

    def __call__(self, x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor: ...


class ReductionOp(Protocol):
    """Over some axes, or all."""

    def __call__(
        self,
        input_tensor: "TensorLike",
        axis: "AxisLike" = None,
        keepdims: bool = False,
        name: str | None = None,
    ) -> Tensor: ...


def unary(
    name: str,
    kernel: str,
    *,
    accepts: frozenset[DType],
    doc: str,
    result: DType | None = None,
    wraps: bool = False,
    formula: Callable[[Tensor], Tensor] | None = None,
    argument: str = "x",
) -> UnaryOp:
    """Declare an element-wise operation of one argument.

    Args:
        name: TensorFlow's name.
        kernel: TF.js's kernel.
        accepts: Dtypes taken.
        doc: First line of the docstring.
        result: Dtype of the result; that of `x` if None.
        wraps: Whether the result can leave the range of a narrow integer dtype.
        formula: What to compute of complex numbers, where the kernel takes none.
        argument: TensorFlow's name of the argument.
    """
    run = _bridge.unary(kernel, name)
    if formula is not None:
        accepts |= COMPLEX

    direct = frozenset(
        d for d in accepts if not (wraps and d.wraps) and not (formula and d.is_complex)
    )

    def general(x: "TensorLike") -> Tensor:
        try:
            tensor = require_dtype(as_tensor(x, op=name), accepts, name)
        except NotDenseError as error:
            return answered(op, (x,), {}, error)  # type: ignore[no-any-return]
        if formula is not None and tensor.dtype.is_complex:
            return formula(tensor)
        out = Tensor(run(tensor._slot), result or tensor.dtype)
        return wrapped(out) if wraps else out

    op = _bridge.elementwise_unary(
        kernel, name, tensor=Tensor, direct=direct, result=result, general=general
    )
    declare_elementwise(name)
    op.__annotations__ = UnaryOp.__call__.__annotations__ | {"return": Tensor}
    _rename(op, {"x": argument})
    return _finish(op, name, f"{doc}\n\nShape of the result: that of `x`.")


def binary(
    name: str,
    kernel: str,
    *,
    accepts: frozenset[DType],
    doc: str,
    result: DType | None = None,
    wraps: bool = False,
    others: BinaryOp | None = None,
    arguments: tuple[str, str] = ("x", "y"),
) -> BinaryOp:
    """Declare an element-wise operation of two arguments, with NumPy's broadcasting.

    Args:
        name: TensorFlow's name.
        kernel: TF.js's kernel.
        accepts: Dtypes taken.
        doc: First line of the docstring.
        result: Dtype of the result; that of the arguments if None.
        wraps: Whether the result can leave the range of a narrow integer dtype.
        others: Takes what is neither of these dtypes nor a number of Python beside one.
        arguments: TensorFlow's names of both arguments.
    """
    run = _bridge.binary(kernel, name)
    direct = frozenset(d for d in accepts if not (wraps and d.wraps))

    def general(x: "TensorLike", y: "TensorLike") -> Tensor:
        try:
            if others is not None:
                return others(x, y)
            left, right = same_dtype(x, y, name)
        except NotDenseError as error:
            return answered(op, (x, y), {}, error)  # type: ignore[no-any-return]
        require_dtype(left, accepts, name)
        out = Tensor(run(left._slot, right._slot), result or left.dtype)
        return wrapped(out) if wraps else out

    def made(general: Callable[..., Any]) -> Callable[..., Any]:
        return _bridge.elementwise(
            kernel, name, tensor=Tensor, direct=direct, result=result, general=general
        )

    op = made(general)
    op.as_operator = lambda around: made(around(general))  # type: ignore[attr-defined]
    declare_elementwise(name)
    op.__annotations__ = BinaryOp.__call__.__annotations__ | {"return": Tensor}
    _rename(op, dict(zip(("x", "y"), arguments, strict=True)))
    one, other = arguments
    return _finish(op, name, f"{doc}\n\n`{one}` and `{other}` broadcast against each other.")


def reduction(
    name: str,
    function: str,
    *,
    accepts: frozenset[DType],
    doc: str,
    empty: Callable[[DType], float],
    wraps: bool = False,
) -> ReductionOp:
    """Declare a reduction over axes.

    Args:
        name: TensorFlow's name.
        function: TF.js's function `f(x, axis, keepDims)`.
        accepts: Dtypes taken.
        doc: First line of the docstring.
        empty: What the reduction of no elements gives.
        wraps: Whether the result can leave the range of a narrow integer dtype.
    """
    run = _bridge.Instruction(function, op=name)
    run_directly = _bridge.reduction(function, name)
    direct = frozenset(d for d in accepts if not (wraps and d.wraps))

    def op(
        input_tensor: "TensorLike",
        axis: "AxisLike" = None,
        keepdims: bool = False,
        name: str | None = None,
    ) -> Tensor:
        if (axis is None or type(axis) is int) and type(input_tensor) is Tensor:
            dtype = input_tensor.dtype
            if dtype in direct:
                slot = run_directly(input_tensor._slot, axis, bool(keepdims))
                if slot:
                    return Tensor(slot, dtype)
        try:
            x = require_dtype(as_tensor(input_tensor, op=op_name), accepts, op_name, "input_tensor")
        except NotDenseError as error:
            return answered(op, (input_tensor, axis, keepdims), {}, error)  # type: ignore[no-any-return]
        axes = canonical_axes(axis, x.ndim, op_name)
        if 0 in x.shape:
            whole = reduced_shape(x.shape, axes, keepdims)
            return filled(whole, empty(x.dtype), x.dtype, (x,))
        out = Tensor(run((x._slot,), (axes, bool(keepdims))), x.dtype)
        return wrapped(out) if wraps else out

    op_name = name
    extra = "Over all axes if `axis` is None. `keepdims` keeps the reduced axes with size 1."
    return _finish(op, name, f"{doc}\n\n{extra}")


def reduced_shape(
    shape: tuple[int | None, ...], axes: tuple[int, ...], keepdims: bool
) -> tuple[int, ...]:
    """Shape of a reduction's result."""
    if keepdims:
        return tuple(1 if i in axes else n or 0 for i, n in enumerate(shape))
    return tuple(n or 0 for i, n in enumerate(shape) if i not in axes)


_fill = _bridge.Instruction("fill", "attributes", op="fill")
_reshape = _bridge.Instruction("reshape", op="reshape")
_slice = _bridge.Instruction("slice", op="slice")
_pad = _bridge.Instruction("pad", op="pad")


def filled(
    shape: tuple[int, ...], value: float, dtype: DType, after: Sequence[Tensor] = ()
) -> Tensor:
    """One value everywhere, made where it is needed; not for strings.

    The gradient of what it comes `after`, an operation on no elements, is zeros instead of None.
    """
    if dtype.is_complex:
        array = np.full(shape, value, dtype.as_numpy_dtype)
        return Tensor(_bridge.upload(array, dtype.storage), dtype)
    out = Tensor(_fill((), (shape, value, dtype.storage)), dtype)
    if after and dtype.is_floating and (_bridge.is_taping() or _bridge.is_recording()):
        for x in after:
            if x.dtype.is_floating:
                out = Tensor(_add(_none_of(x, shape)._slot, out._slot), dtype)
    return out


def _none_of(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Zeros, around no element of `x`."""
    size = product(n or 0 for n in x.shape)
    none = Tensor(_reshape((x._slot,), ((size,),)), x.dtype)
    if size:
        none = Tensor(_slice((none._slot,), ((0,), (0,))), x.dtype)
    zeros = Tensor(_pad((none._slot,), (((0, product(shape)),), 0.0)), x.dtype)
    return Tensor(_reshape((zeros._slot,), (shape,)), x.dtype)


_lowest_and_count = {
    "int8": (-(2**7), 2**8),
    "int16": (-(2**15), 2**16),
    "uint8": (0, 2**8),
    "uint16": (0, 2**16),
}
_floor_mod = _bridge.binary("Mod", "floormod")
_add = _bridge.binary("Add", "add")
_subtract = _bridge.binary("Sub", "floormod")


def wrapped(tensor: Tensor) -> Tensor:
    """`tensor` with its values wrapped into the range of a narrow integer dtype."""
    if not tensor.dtype.wraps:
        return tensor
    lowest, count = _lowest_and_count[tensor.dtype.name]
    modulus = Tensor(_bridge.scalar(count, "int32"), dtypes.int32)
    if lowest == 0:
        return Tensor(_floor_mod(tensor._slot, modulus._slot), tensor.dtype)
    offset = Tensor(_bridge.scalar(-lowest, "int32"), dtypes.int32)
    shifted = Tensor(_add(tensor._slot, offset._slot), dtypes.int32)
    inside = Tensor(_floor_mod(shifted._slot, modulus._slot), dtypes.int32)
    return Tensor(_subtract(inside._slot, offset._slot), tensor.dtype)


_Op = TypeVar("_Op")


def _rename(op: Callable[..., Any], names: dict[str, str]) -> None:
    """Give parameters TensorFlow's names, which costs a call nothing."""
    code = op.__code__
    variables = tuple(names.get(variable, variable) for variable in code.co_varnames)
    op.__code__ = code.replace(co_varnames=variables)
    op.__annotations__ = {names.get(k, k): kind for k, kind in op.__annotations__.items()}


def _finish(op: _Op, name: str, doc: str) -> _Op:
    op.__name__ = op.__qualname__ = name  # type: ignore[attr-defined]
    op.__doc__ = inspect.cleandoc(doc)
    op.__module__ = "tfjs"
    return op
