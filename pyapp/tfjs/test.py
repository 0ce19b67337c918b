"""`tf.test`: tests of programs that compute with tensors."""

import unittest
from collections.abc import Callable
from typing import Any

import numpy as np

from tfjs import nest
from tfjs.gradients.tape import GradientTape
from tfjs.ops._arguments import as_tensor


def main(argv: Any = None) -> None:
    """Run the tests of the program."""
    unittest.main(argv=argv or ["test"], exit=False)


def gpu_device_name() -> str:
    """Name of the GPU; empty without one."""
    from tfjs import _devices

    found = _devices.list_logical_devices("GPU")
    return found[0].name if found else ""


def is_gpu_available(cuda_only: bool = False, min_cuda_compute_capability: Any = None) -> bool:
    """Whether computations run on a GPU; never on a CUDA one."""
    return not cuda_only and bool(gpu_device_name())


def is_built_with_cuda() -> bool:
    """False: browsers have no CUDA."""
    return False


def is_built_with_rocm() -> bool:
    """False: browsers have no ROCm."""
    return False


def is_built_with_xla() -> bool:
    """False."""
    return False


def is_built_with_gpu_support() -> bool:
    """True: WebGL and WebGPU are supported."""
    return True


def is_cpu_target_available(target: str) -> bool:
    """False: kernels are WebAssembly."""
    return False


def compute_gradient(
    f: Callable[..., Any], x: Any, delta: float | None = None
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Jacobians of a function, by its gradients and by differences.

    Args:
        f: Takes the tensors, gives one.
        x: A list of what it takes.
        delta: How far to move; 1/1024 if None.

    Returns:
        Two tuples of matrices `(numbers of the result, numbers of the argument)`.
    """
    step = 1.0 / 1024 if delta is None else delta
    given = [as_tensor(value) for value in x]
    exact, rough = [], []
    for place, tensor in enumerate(given):
        with GradientTape() as tape:
            tape.watch(given)
            y = f(*given)
        columns, rows = np.asarray(tensor.numpy()).size, np.asarray(y.numpy()).size
        slope = tape.jacobian(y, tensor)
        whole = np.zeros((rows, columns)) if slope is None else np.asarray(slope.numpy())
        exact.append(whole.reshape(rows, columns))
        moved = np.zeros((rows, columns))
        base = np.asarray(tensor.numpy(), np.float64)
        for at in range(columns):
            values = []
            for sign in (1, -1):
                other = base.reshape(-1).copy()
                other[at] += sign * step
                args = [*given]
                args[place] = as_tensor(other.reshape(base.shape), hint=tensor.dtype)
                values.append(np.asarray(f(*args).numpy(), np.float64).reshape(-1))
            moved[:, at] = (values[0] - values[1]) / (2 * step)
        rough.append(moved)
    return tuple(exact), tuple(rough)


class TestCase(unittest.TestCase):
    """A test case that compares tensors."""

    def evaluate(self, tensors: Any) -> Any:
        """Tensors of a structure as arrays."""
        return nest.map_structure(lambda t: t.numpy() if hasattr(t, "numpy") else t, tensors)

    def assertAllClose(  # noqa: N802 - TensorFlow's names
        self, a: Any, b: Any, rtol: float = 1e-6, atol: float = 1e-6, msg: Any = None
    ) -> None:
        """Check that structures of numbers are nearly equal."""
        if isinstance(a, dict | list | tuple) and not _is_plain(a):
            nest.assert_same_structure(a, b, check_types=False)
            for one, other in zip(nest.flatten(a), nest.flatten(b), strict=True):
                self.assertAllClose(one, other, rtol, atol, msg)
            return
        np.testing.assert_allclose(_array(a), _array(b), rtol, atol, err_msg=msg or "")

    def assertNotAllClose(  # noqa: N802
        self, a: Any, b: Any, rtol: float = 1e-6, atol: float = 1e-6, msg: Any = None
    ) -> None:
        """Check that they are not."""
        try:
            self.assertAllClose(a, b, rtol, atol)
        except AssertionError:
            return
        self.fail(msg or "The two values are close at all elements.")

    def assertAllEqual(self, a: Any, b: Any, msg: Any = None) -> None:  # noqa: N802
        """Check that arrays are equal."""
        np.testing.assert_array_equal(_array(a), _array(b), err_msg=msg or "")

    def assertNotAllEqual(self, a: Any, b: Any, msg: Any = None) -> None:  # noqa: N802
        """Check that they are not."""
        if np.array_equal(_array(a), _array(b)):
            self.fail(msg or "The two values are equal at all elements.")

    def assertAllInRange(  # noqa: N802
        self,
        target: Any,
        lower_bound: float,
        upper_bound: float,
        open_lower_bound: bool = False,
        open_upper_bound: bool = False,
    ) -> None:
        """Check that numbers lie between two bounds."""
        array = _array(target)
        low = array > lower_bound if open_lower_bound else array >= lower_bound
        high = array < upper_bound if open_upper_bound else array <= upper_bound
        self.assertTrue(bool((low & high).all()), f"{array} is not within the bounds")

    def assertAllGreater(self, a: Any, comparison_target: Any) -> None:  # noqa: N802
        """Check that all numbers are above one."""
        self.assertTrue(bool((_array(a) > comparison_target).all()))

    def assertAllLess(self, a: Any, comparison_target: Any) -> None:  # noqa: N802
        """Check that all numbers are below one."""
        self.assertTrue(bool((_array(a) < comparison_target).all()))

    def assertNear(self, f1: float, f2: float, err: float, msg: Any = None) -> None:  # noqa: N802
        """Check that two numbers are no more than `err` apart."""
        self.assertTrue(abs(float(f1) - float(f2)) <= err, msg or f"{f1} != {f2} +/- {err}")

    def assertShapeEqual(self, input_a: Any, input_b: Any, msg: Any = None) -> None:  # noqa: N802
        """Check that two have one shape."""
        self.assertEqual(tuple(np.shape(input_a)), tuple(np.shape(input_b)), msg)

    def assertDTypeEqual(self, target: Any, expected_dtype: Any) -> None:  # noqa: N802
        """Check the dtype of a tensor or array."""
        self.assertEqual(_array(target).dtype, np.dtype(expected_dtype))


def _array(value: Any) -> Any:
    return np.asarray(value.numpy() if hasattr(value, "numpy") else value)


def _is_plain(value: Any) -> bool:
    """Whether nested lists hold nothing but numbers."""
    if isinstance(value, dict):
        return False
    return all(isinstance(v, int | float | bool | complex) for v in nest.flatten(value))
