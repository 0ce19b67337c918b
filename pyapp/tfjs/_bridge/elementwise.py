"""The hot path: an element-wise operation of two tensors, from call to kernel in one function.

Everything else goes through `Instruction`. Here a call of a Python function is worth a tenth of
the kernel's own time (tests/bench, "a + b"), so checks, crossing and result stand in one body.
"""

from collections.abc import Callable
from typing import Any

from tfjs._bridge import faults, handles
from tfjs._bridge.host import JsException, host
from tfjs._bridge.instruction import declare, describe


def elementwise(  # noqa: C901 - one body, because every call in it costs
    kernel: str,
    op: str,
    *,
    tensor: Callable[[int, Any], Any],
    direct: frozenset[Any],
    result: Any,
    general: Callable[[Any, Any], Any],
) -> Callable[..., Any]:
    """A function of two tensors, or of one and a number, that runs `kernel`.

    Args:
        kernel: TF.js's kernel, with inputs `a` and `b`.
        op: TensorFlow's name.
        tensor: The class of tensors, called with slot and dtype.
        direct: Dtypes that need no care before or after.
        result: Dtype of the result; that of the arguments if None.
        general: Takes every other call.
    """
    cross: Callable[[int, int], int]
    with_number: Callable[[int, float], int]
    number_with: Callable[[int, float], int]

    def function(x: Any, y: Any, name: str | None = None) -> Any:
        if type(x) is tensor:
            dtype = x.dtype
            if type(y) is tensor:
                if dtype is not y.dtype or dtype not in direct:
                    return general(x, y)
                if len(dropped) >= batch:
                    handles.flush()
                try:
                    slot = cross(x._slot, y._slot)
                except JsException as error:
                    faults.fail(error, op, describe((x._slot, y._slot), ()))
                return tensor(slot if slot >= 0 else handles.large(slot), result or dtype)
            if (type(y) is float or type(y) is int) and dtype in floats:
                return numbered(with_number, x, y)
        elif (type(x) is float or type(x) is int) and type(y) is tensor and y.dtype in floats:
            return numbered(number_with, y, x)
        return general(x, y)

    def numbered(run: Callable[[int, float], int], x: Any, number: float) -> Any:
        """A tensor and a number of Python, which takes the tensor's dtype."""
        if len(dropped) >= batch:
            handles.flush()
        try:
            slot = run(x._slot, number)
        except JsException as error:
            faults.fail(error, op, describe((x._slot,), (number,)))
        return tensor(slot if slot >= 0 else handles.large(slot), result or x.dtype)

    def unresolved(a: int, b: int) -> int:
        resolve()
        return cross(a, b)

    def first_with_number(x: int, number: float) -> int:
        resolve()
        return with_number(x, number)

    def first_number_with(x: int, number: float) -> int:
        resolve()
        return number_with(x, number)

    def resolve() -> None:
        nonlocal cross, with_number, number_with
        if cross is unresolved:
            cross = host.binary(kernel)
            with_number = host.binary_number(kernel, False)
            number_with = host.binary_number(kernel, True)

    cross, with_number, number_with = unresolved, first_with_number, first_number_with
    floats = frozenset(dtype for dtype in direct if dtype.is_floating)
    dropped, batch = handles._dropped, handles._BATCH
    declare(kernel, "kernel", resolve)
    return function


def elementwise_unary(
    kernel: str,
    op: str,
    *,
    tensor: Callable[[int, Any], Any],
    direct: frozenset[Any],
    result: Any,
    general: Callable[[Any], Any],
) -> Callable[..., Any]:
    """A function of one tensor that runs `kernel`, whose input is `x`.

    Args:
        kernel: TF.js's kernel.
        op: TensorFlow's name.
        tensor: The class of tensors, called with slot and dtype.
        direct: Dtypes that need no care before or after.
        result: Dtype of the result; that of the argument if None.
        general: Takes every other call.
    """
    cross: Callable[[int], int]

    def function(x: Any, name: str | None = None) -> Any:
        if type(x) is tensor and x.dtype in direct:
            if len(dropped) >= batch:
                handles.flush()
            try:
                slot = cross(x._slot)
            except JsException as error:
                faults.fail(error, op, describe((x._slot,), ()))
            return tensor(slot if slot >= 0 else handles.large(slot), result or x.dtype)
        return general(x)

    def unresolved(x: int) -> int:
        resolve()
        return cross(x)

    def resolve() -> None:
        nonlocal cross
        if cross is unresolved:
            cross = host.unary(kernel)

    cross = unresolved
    dropped, batch = handles._dropped, handles._BATCH
    declare(kernel, "kernel", resolve)
    return function


def product() -> Callable[[int, int, bool, bool], int]:
    """Slots of two float matrices, and which to transpose -> slot; 0 if they are not that."""
    cross: Callable[[int, int, bool, bool], int] | None = None

    def resolve() -> None:
        nonlocal cross
        cross = cross or host.product()

    def run(a: int, b: int, transpose_a: bool, transpose_b: bool) -> int:
        if len(dropped) >= batch:
            handles.flush()
        if cross is None:
            resolve()
        try:
            slot = cross(a, b, bool(transpose_a), bool(transpose_b))  # type: ignore[misc]
        except JsException as error:
            faults.fail(error, "matmul", describe((a, b), ()))
        return slot if slot >= 0 else handles.large(slot)

    dropped, batch = handles._dropped, handles._BATCH
    declare("BatchMatMul", "kernel", resolve)
    return run


def reduction(function: str, op: str) -> Callable[[int, int | None, bool], int]:
    """Slot, axis (None for all), keepdims -> slot; 0 for an empty tensor or a wrong axis."""
    cross: Callable[[int, int | None, bool], int] | None = None

    def resolve() -> None:
        nonlocal cross
        cross = cross or host.reduction(function)

    def run(x: int, axis: int | None, keepdims: bool) -> int:
        if len(dropped) >= batch:
            handles.flush()
        if cross is None:
            resolve()
        try:
            slot = cross(x, axis, keepdims)  # type: ignore[misc]
        except JsException as error:
            faults.fail(error, op, describe((x,), (axis, keepdims)))
        return slot if slot >= 0 else handles.large(slot)

    dropped, batch = handles._dropped, handles._BATCH
    declare(function, "tensors", resolve)
    return run
