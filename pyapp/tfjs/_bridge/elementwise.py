"""The hot path: an element-wise operation of two tensors, from call to kernel in one function.

Everything else goes through `Instruction`. Here a call of a Python function is worth a tenth of
the kernel's own time (tests/bench, "a + b"), so checks, crossing and result stand in one body.
"""

from collections.abc import Callable, Container
from typing import Any

from tfjs._bridge import faults, handles
from tfjs._bridge.host import JsException, host
from tfjs._bridge.instruction import declare, describe


def elementwise(
    kernel: str,
    op: str,
    *,
    tensor: Callable[[int, Any], Any],
    direct: Container[Any],
    result: Any,
    general: Callable[[Any, Any], Any],
) -> Callable[..., Any]:
    """A function of two tensors that runs `kernel`.

    Args:
        kernel: TF.js's kernel, with inputs `a` and `b`.
        op: TensorFlow's name.
        tensor: The class of tensors, called with slot and dtype.
        direct: Dtypes that need no care before or after.
        result: Dtype of the result; that of the arguments if None.
        general: Takes every other call.
    """
    cross: Callable[[int, int], int]

    def function(x: Any, y: Any, name: str | None = None) -> Any:
        if type(x) is tensor and type(y) is tensor:
            dtype = x.dtype
            if dtype is y.dtype and dtype in direct:
                if len(dropped) >= batch:
                    handles.flush()
                try:
                    slot = cross(x._slot, y._slot)
                except JsException as error:
                    faults.fail(error, op, describe((x._slot, y._slot), ()))
                return tensor(slot if slot >= 0 else handles.large(slot), result or dtype)
        return general(x, y)

    def unresolved(a: int, b: int) -> int:
        resolve()
        return cross(a, b)

    def resolve() -> None:
        nonlocal cross
        if cross is unresolved:
            cross = host.binary(kernel)

    cross = unresolved
    dropped, batch = handles._dropped, handles._BATCH
    declare(kernel, "kernel", resolve)
    return function
