"""Names of `tf` that programs carry along from other times, and small helpers."""

import logging
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from tfjs import dtypes
from tfjs.gradients.custom import custom_gradient
from tfjs.gradients.tape import UnconnectedGradients
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._fingerprint import fingerprint64
from tfjs.ops._shapes import static_ints
from tfjs.ops.casting import identity
from tfjs.tensor import Tensor


class AggregationMethod:
    """How `tf.gradients` was to add; accepted."""

    ADD_N = 0
    DEFAULT = ADD_N
    EXPERIMENTAL_TREE = 1
    EXPERIMENTAL_ACCUMULATE_N = 2


class CriticalSection:
    """Runs one function at a time, as everything does here.

    Args:
        name: Of the section.
        shared_name: Ignored.
        critical_section_def: Not supported.
        import_scope: Ignored.
    """

    def __init__(
        self,
        name: str | None = None,
        shared_name: str | None = None,
        critical_section_def: None = None,
        import_scope: str | None = None,
    ) -> None:
        self._name = name or "critical_section"

    @property
    def name(self) -> str:
        """Name of the section."""
        return self._name

    def execute(
        self,
        fn: Callable[[], Any],
        exclusive_resource_access: bool = True,
        name: str | None = None,
    ) -> Any:
        """What a function of no arguments gives."""
        return fn()


def gradients(
    ys: Any,
    xs: Any,
    grad_ys: Any = None,
    name: str = "gradients",
    gate_gradients: bool = False,
    aggregation_method: int | None = None,
    stop_gradients: Any = None,
    unconnected_gradients: UnconnectedGradients = UnconnectedGradients.NONE,
) -> NoReturn:
    """TensorFlow 1's gradients of a graph.

    Raises:
        RuntimeError: Always: a tape has to record what gradients are wanted of.
    """
    raise RuntimeError(
        "tf.gradients is not supported when eager execution is enabled, nor in a tf.function here. "
        "Use tf.GradientTape instead."
    )


def hessians(
    ys: Any,
    xs: Any,
    gate_gradients: bool = False,
    aggregation_method: int | None = None,
    name: str = "hessians",
) -> NoReturn:
    """TensorFlow 1's second derivatives of a graph.

    Raises:
        RuntimeError: Always: see `gradients`.
    """
    raise RuntimeError(
        "tf.hessians is not supported when eager execution is enabled, nor in a tf.function here. "
        "Use two tf.GradientTape, and jacobian of the outer one."
    )


def grad_pass_through(f: Callable[..., Any]) -> Callable[..., Any]:
    """A function with the values of `f`, through which gradients pass as if it did nothing."""

    def passing(*args: Any, **kwargs: Any) -> Any:
        @custom_gradient
        def run(*inputs: Any) -> tuple[Any, Any]:
            return (
                f(*inputs, **kwargs),
                lambda *upstream, variables=None: (
                    (upstream, [None] * len(variables)) if variables is not None else upstream
                ),
            )

        return run(*args)

    return passing


def guarantee_const(input: Any, name: str | None = None) -> Tensor:
    """The same tensor: nothing is done with the promise."""
    return identity(as_tensor(input))


def no_gradient(op_type: str) -> None:
    """Accepted: kernels are not registered by name here; see `tf.custom_gradient`."""


def get_logger() -> logging.Logger:
    """The logger called "tensorflow"."""
    return logging.getLogger("tensorflow")


def fingerprint(data: Any, method: Any = "farmhash64", name: str | None = None) -> Tensor:
    """Eight bytes that tell rows apart.

    Args:
        data: Shape `(rows, ...)`, which is read; a row's bytes count.
        method: `"farmhash64"`.

    Returns:
        uint8, shape `(rows, 8)`.

    Raises:
        ValueError: Another method, or a scalar.
    """
    x = as_tensor(data, op="fingerprint")
    kind = str(method)
    if kind != "farmhash64" or not x.ndim:
        raise ValueError(
            f"fingerprint: expected rows and method 'farmhash64'. Received: {x.shape}, {method!r}."
        )
    if x.dtype is dtypes.string:
        flat = np.asarray(x.numpy(), object).reshape(int(x.shape[0] or 0), -1).tolist()
        if any(len(row) != 1 for row in flat):
            hashes = [[fingerprint64(text).to_bytes(8, "little") for text in row] for row in flat]
            rows = [b"".join(row) for row in hashes]
        else:
            rows = [row[0] for row in flat]
    else:
        rows = [np.ascontiguousarray(row).tobytes() for row in np.asarray(x.numpy())]
    whole = b"".join(fingerprint64(row).to_bytes(8, "little") for row in rows)
    array = np.frombuffer(whole, np.uint8).reshape(-1, 8)
    return from_array(array, dtypes.uint8, None, "fingerprint")


def required_space_to_batch_paddings(
    input_shape: Any, block_shape: Any, base_paddings: Any = None, name: str | None = None
) -> tuple[Tensor, Tensor]:
    """How much to pad before `space_to_batch`, and to crop after it.

    Args:
        input_shape: Sizes of the axes.
        block_shape: Into how many parts each is divided.
        base_paddings: What is padded anyway, before and after each axis; nothing if None.

    Returns:
        `paddings` and `crops`, int32, a pair for each axis.
    """
    op = "required_space_to_batch_paddings"
    sizes, blocks = static_ints(input_shape, op, "input_shape"), static_ints(block_shape, op, "b")
    base = np.zeros((len(sizes), 2), int)
    if base_paddings is not None:
        base = np.asarray(as_tensor(base_paddings, hint=dtypes.int32).numpy())
    whole = np.asarray(sizes) + base.sum(1)
    more = -whole % np.asarray(blocks)
    paddings = np.stack([base[:, 0], base[:, 1] + more], 1)
    crops = np.stack([more * 0, more], 1)
    return tuple(from_array(p.astype(np.int32), dtypes.int32, None, op) for p in (paddings, crops))  # type: ignore[return-value]


def register_tensor_conversion_function(
    base_type: Any, conversion_func: Callable[..., Any], priority: int = 100
) -> None:
    """Let objects of a class be given where tensors are.

    Args:
        base_type: The class, or a tuple of them.
        conversion_func: Called with the object, `dtype=None`, `name=None` and `as_ref=False`.
        priority: Ignored.

    Raises:
        TypeError: No class, no function, or a class that cannot be changed, as builtins are.
    """
    for kind in base_type if isinstance(base_type, tuple) else (base_type,):
        if not isinstance(kind, type):
            raise TypeError(f"Argument `base_type` must be a class, not {kind!r}.")
        if not callable(conversion_func):
            raise TypeError("Argument `conversion_func` must be callable.")

        def convert(self: Any) -> Any:
            return conversion_func(self, dtype=None, name=None, as_ref=False)

        try:
            kind.__tf_tensor__ = convert  # type: ignore[attr-defined]
        except TypeError as error:
            raise TypeError(
                f"{kind.__name__} cannot be changed. Convert its objects with tf.convert_to_tensor."
            ) from error
