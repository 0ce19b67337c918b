"""Every operation against TensorFlow's own answers; tests/goldens says how they were made."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser, use_or_skip

FAMILIES = sorted({path.stem for path in FOLDER.glob("*.json")})

# What a float may differ by, relative to the largest value of a result: float32 has 6e-8. GPUs
# compute some functions with less care than a CPU does.
GPU_TOLERANCE = 2e-3
TOLERANCE = 1e-6
TOLERANCE_OF = {
    # Long sums, series and iterations, which TensorFlow rounds on the way too.
    "math.igamma": 3e-6,
    "math.igammac": 3e-6,
    "reduce_sum": 5e-6,
    "nn.ctc_loss": 5e-6,
    "image.ssim": 2e-6,
    "image.ssim_multiscale": 5e-6,
    "signal.kaiser_window": 2e-6,
    "linalg.adjoint": 2e-6,
    "linalg.sqrtm": 2e-6,
    "math.asin": 2e-6,  # of complex numbers, by logarithms
    "math.special.fresnel_cos": 2e-6,
    # Steep near a pole: an argument's last bit shows.
    "math.tan": 1e-5,
}
# Dtypes of fewer bits in TensorFlow than float32, which computes them here; and complex numbers,
# whose functions are composed of others.
TOLERANCE_OF_DTYPE = {"float16": 2e-3, "bfloat16": 2e-2, "complex64": 5e-6, "complex128": 5e-6}

# A software GPU takes long to compile each shader: one operation of each kind is enough to notice
# a broken one. A family without any of these gives its first operation.
ON_GPU = [
    "math.add",
    "math.exp",
    "math.floormod",
    "math.reduce_sum",
    "math.argmax",
    "math.cumsum",
    "reshape",
    "transpose",
    "concat",
    "pad",
    "gather",
    "strided_slice",
    "linalg.matmul",
    "nn.conv2d",
    "nn.max_pool2d",
    "nn.softmax",
    "image.resize",
    "bitwise.bitwise_xor",
    "math.logical_xor",
    "math.lgamma",
    "math.igamma",
    "random.stateless_normal",
    "random.stateless_uniform",
]

# TensorFlow's name of an exception -> the builtin that ours is too.
BUILTIN = {
    "InvalidArgumentError": ValueError,
    "UnimplementedError": NotImplementedError,
    "FailedPreconditionError": RuntimeError,
}


def decoded(tf: Any, value: Any) -> Any:
    if isinstance(value, list):
        return [decoded(tf, item) for item in value]
    if not isinstance(value, dict):
        return value
    if value["dtype"] == "string":
        return tf.constant(value["tensor"])
    if value["dtype"].startswith("complex"):
        array = (np.asarray(value["tensor"], float).reshape(-1, 2) @ [1, 1j]).reshape(
            value["shape"]
        )
    else:
        kind = "float32" if value["dtype"] == "bfloat16" else value["dtype"]
        array = np.asarray(value["tensor"], kind).reshape(value["shape"])
    return tf.constant(array, value["dtype"])


def call(tf: Any, case: dict[str, Any]) -> Any:
    args = [decoded(tf, a) for a in case["args"]]
    kwargs = {name: decoded(tf, v) for name, v in case.get("kwargs", {}).items()}
    if case["op"] == "getitem":
        return eval(f"x[{args[1]}]", {"x": args[0]})
    if case["op"] == "eval":
        return eval(args[0], {"tf": tf, "np": np})
    function = tf
    for part in case["op"].split("."):
        function = getattr(function, part)
    return function(*args, **kwargs)


def flattened(tf: Any, result: Any) -> list[Any]:
    if isinstance(result, list | tuple) and not isinstance(result, tf.TensorShape):
        return [item for part in result for item in flattened(tf, part)]
    if isinstance(result, dict):
        return flattened(tf, [result[name] for name in sorted(result)])
    return parts(tf, result)


def parts(tf: Any, value: Any) -> list[Any]:
    """A tensor, or what a tensor made of several consists of."""
    kind = type(value).__name__
    if kind == "RaggedTensor":
        return [value.flat_values, *value.nested_row_splits]
    if kind == "SparseTensor":
        return [value.indices, value.values, value.dense_shape]
    if kind == "IndexedSlices":
        return [tf.convert_to_tensor(value.values), tf.convert_to_tensor(value.indices)]
    return [tf.convert_to_tensor(value)]


def complaint(tf: Any, case: dict[str, Any], backend: str) -> str | None:
    """What is wrong with our answer, if anything."""
    if "error" in case:
        kind = BUILTIN.get(case["error"]) or getattr(
            __import__("builtins"), case["error"], Exception
        )
        try:
            call(tf, case)
        except (kind, TypeError, ValueError) as error:
            own = getattr(tf.errors, case["error"], kind)
            return None if isinstance(error, own) else f"expected {case['error']}, got {error!r}"
        return f"expected {case['error']}, got no error"
    results = flattened(tf, call(tf, case))
    if len(results) != len(case["results"]):
        return f"expected {len(case['results'])} results, got {len(results)}"
    for ours, theirs in zip(results, case["results"], strict=True):
        kind, wanted = (ours.dtype.name, list(ours.shape)), (theirs["dtype"], theirs["shape"])
        if kind != wanted:
            return f"expected {wanted}, got {kind}"
        wrong = difference(ours, theirs, tolerance(case, theirs["dtype"], backend))
        if wrong:
            return wrong
    return None


def tolerance(case: dict[str, Any], dtype: str, backend: str) -> float:
    """What a value may differ by, relative to the largest one."""
    if backend not in ("cpu", "wasm"):
        return max(GPU_TOLERANCE, TOLERANCE_OF_DTYPE.get(dtype, 0.0))
    op = case["op"]
    if op == "eval":
        names = re.findall(r"tf\.([a-z][\w.]*)\(", case["args"][0])
        return max([tolerance({"op": name}, dtype, backend) for name in names], default=TOLERANCE)
    return TOLERANCE_OF_DTYPE.get(dtype, TOLERANCE_OF.get(op, TOLERANCE))


def difference(ours: Any, theirs: dict[str, Any], tolerance: float) -> str | None:
    # NumPy's own kind of bytes drops zeros at their end.
    kind = object if theirs["dtype"] == "string" else None
    mine = np.asarray(ours.numpy(), kind).reshape(-1)
    if mine.dtype.kind == "c":
        mine = np.stack([mine.real, mine.imag], -1).reshape(-1)
    if theirs["dtype"] == "string":
        texts = [item.decode(errors="backslashreplace") for item in mine.tolist()]
        same = texts == theirs["values"]
    elif mine.dtype.kind == "f":
        wanted = np.asarray(theirs["values"], np.float64)
        finite = wanted[np.isfinite(wanted)]
        scale = max(1.0, float(np.abs(finite).max(initial=0)))
        same = np.allclose(mine, wanted, rtol=tolerance, atol=tolerance * scale, equal_nan=True)
    elif tolerance > 1e-4:  # WebGL sums integers in float32
        same = np.allclose(mine, theirs["values"], rtol=1e-6, atol=0)
    else:
        same = mine.tolist() == theirs["values"]
    return None if same else f"expected {theirs['values'][:12]}, got {mine.tolist()[:12]}"


def check(family: str, backend: str, only: tuple[str, ...] = ()) -> None:
    import tfjs as tf

    tf.backend.use(backend)
    failures = []
    left = set(only)
    for case in load(family)["cases"]:
        if only and (case["op"] not in left or "error" in case):
            continue
        left.discard(case["op"])  # one of each: a GPU compiles a shader for every shape
        try:
            wrong = complaint(tf, case, backend)
        except Exception as error:
            wrong = f"raised {type(error).__name__}: {error}"
        if wrong:
            what = json.dumps({"args": case["args"], **case.get("kwargs", {})})
            failures.append(f"{case['op']} {what:.160}\n    {wrong:.300}")
    assert not failures, f"{len(failures)} on {backend}:\n" + "\n".join(failures)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_answers_are_those_of_tensorflow(family: str, backend: str) -> None:
    check(family, backend)


@pytest.mark.deadline(180)
@pytest.mark.parametrize("backend", ["webgl", "webgpu"])
@in_browser
def test_each_kind_of_operation_also_runs_on_a_gpu(backend: str) -> None:
    use_or_skip(backend)
    for family in FAMILIES:
        first = {case["op"]: case for case in reversed(load(family)["cases"])}
        some = next((op for op, case in first.items() if "error" not in case), None)
        chosen = tuple(op for op in ON_GPU if op in first) or (some,)
        if some is not None:
            check(family, backend, chosen)


@pytest.mark.deadline(120)
@pytest.mark.parametrize("family", [name for name in FAMILIES if name.startswith("wide_")])
@in_browser
def test_every_rank_and_dtype_is_computed_by_webgl(family: str) -> None:
    use_or_skip("webgl")
    check(family, "webgl")
