"""Gradients of every operation against TensorFlow's own; tests/goldens says how they were made."""

from __future__ import annotations

import json
import zlib
from typing import Any

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser, use_or_skip
from tests.browser.tfjs.test_goldens import flattened

FAMILIES = sorted(path.stem for path in (FOLDER / "gradients").glob("*.json"))

# Relative to the largest value of a gradient.
TOLERANCE = 5e-5
SECOND_TOLERANCE = 2e-4

# Operations that lose more digits, each with its reason.
LOOSER: dict[str, float] = {}

# Second gradients that differ: TensorFlow leaves out terms there, and these are whole.
WHOLE_SECOND = {
    "nn.moments": "TensorFlow takes the mean inside the variance for a constant",
    "math.multiply_no_nan": "what is infinite times 0 is taken for 0 here",
    "nn.softmax_cross_entropy_with_logits": "TensorFlow leaves out how labels change the first one",
}

# Where TensorFlow's gradient is infinite or NaN and this one is not: only the others are compared.
BOUNDED = {
    "nn.log_poisson_loss": "0 * log(0) in the branch that is not taken",
    "math.multiply_no_nan": "the gradient of what is infinite times 0",
    "math.segment_prod": "TensorFlow divides the product by each factor",
    "math.unsorted_segment_prod": "TensorFlow divides the product by each factor",
    "math.angle": "there is no angle at 0",
    "math.bessel_i1": "0 / 0 at 0",
    "math.bessel_i1e": "0 / 0 at 0",
    "math.special.bessel_j1": "0 / 0 at 0",
    "math.special.spence": "0 / 0 at 1",
}

# Gradients that can be taken once only.
ONCE = {"linalg.norm": "the spectral norm is computed by numpy, with a gradient by hand"}

# Where TensorFlow has no gradient, and the composition here has one.
MORE = {"image.hsv_to_rgb", "image.draw_bounding_boxes"}


def differs_by_choice(case: dict[str, Any]) -> bool:
    """Cases in which there is no one gradient, or TensorFlow's is documented to be wrong."""
    if case["op"] == "image.rgb_to_hsv":  # no hue where two channels are equal
        colors = np.sort(np.reshape(case["args"][0]["tensor"], (-1, 3)), -1)
        return bool(np.any(np.diff(colors, axis=-1) == 0))
    if case["op"] in ("nn.max_pool3d", "nn.max_pool", "nn.pool"):
        # Each of equal values gets the whole gradient there, where the first one gets it here.
        size = np.size(case["args"][0]["tensor"])
        deep = len(case["args"][0]["shape"]) == 5
        return deep and np.unique(case["args"][0]["tensor"]).size < size
    return False


def weights(count: int) -> np.ndarray:
    return ((np.arange(count) * 7) % 19 - 9) / 8 + 0.0625


def checksum(case: dict[str, Any]) -> str:
    asked = [case["op"], case["args"], case.get("kwargs", {})]
    return f"{zlib.crc32(json.dumps(asked).encode()):08x}"


def weighted(tf: Any, result: Any) -> Any:
    real = weights(int(np.prod(result.shape))).reshape(tuple(result.shape))
    return tf.constant(real * (1 - 0.5j) if result.dtype.is_complex else real, result.dtype)


def decoded(tf: Any, value: Any, sources: list[Any]) -> Any:
    """An argument; tensors that have a gradient are collected."""
    from tests.browser.tfjs import test_goldens

    if isinstance(value, list):
        return [decoded(tf, item, sources) for item in value]
    made = test_goldens.decoded(tf, value)
    if isinstance(value, dict) and (made.dtype.is_floating or made.dtype.is_complex):
        sources.append(made)
    return made


def call(tf: Any, case: dict[str, Any], args: list[Any], kwargs: dict[str, Any]) -> Any:
    if case["op"] == "getitem":
        return eval(f"x[{args[1]}]", {"x": args[0]})
    function = tf
    for part in case["op"].split("."):
        function = getattr(function, part)
    return function(*args, **kwargs)


def differentiated(
    tf: Any, case: dict[str, Any], run: Any, second: bool
) -> tuple[list[Any], list[Any]]:
    """First and second gradients of a case."""
    sources: list[Any] = []
    args = [decoded(tf, a, sources) for a in case["args"]]
    given = case.get("kwargs", {})
    named = {name: decoded(tf, given[name], sources) for name in sorted(given)}
    kwargs = {name: named[name] for name in given}
    with tf.GradientTape(persistent=True) as outer:
        outer.watch(sources)
        with tf.GradientTape(persistent=True) as inner:
            inner.watch(sources)
            result = run(tf, case, args, kwargs)
            results = [
                y for y in flattened(tf, result) if y.dtype.is_floating or y.dtype.is_complex
            ]
        first = inner.gradient(results, sources, [weighted(tf, y) for y in results])
        first = [None if g is None else tf.convert_to_tensor(g) for g in first]
    connected = [g for g in first if g is not None]
    if not second or not connected:
        return first, []
    return first, outer.gradient(connected, sources, [weighted(tf, g) for g in connected])


def is_whole(case: dict[str, Any]) -> bool:
    """Whether the second gradient has terms that TensorFlow leaves out."""
    if case["op"] == "math.reduce_prod":  # whose running products are not conjugated there
        return case["args"][0]["dtype"].startswith("complex")
    return case["op"] in WHOLE_SECOND


def as_here(case: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """TensorFlow's gradients, but for one that is another one's there."""
    options = [*case["args"], *case.get("kwargs", {}).values()]
    if case["op"] == "image.crop_and_resize" and "nearest" in options:
        # By the boxes, TensorFlow gives the gradient of "bilinear"; picked pixels have none.
        return {"first": [wanted["first"][0], *[None for _ in wanted["first"][1:]]]}
    return wanted


def difference(
    ours: list[Any], theirs: list[Any], tolerance: float, bounded: bool = False
) -> str | None:
    for i, (mine, wanted) in enumerate(zip(ours, theirs, strict=True)):
        if wanted is None or mine is None:
            if wanted is None and mine is None:
                continue
            values = mine.numpy() if mine is not None else np.asarray(wanted["values"])
            if np.any(np.abs(values) > 1e-6):  # zeros and no gradient come to the same
                which = "one" if wanted is None else "none"
                return f"{i}: expected {'none' if wanted is None else wanted}, got {which}"
            continue
        if hasattr(mine, "indices"):  # tf.IndexedSlices
            mine = mine.__tf_tensor__()
        if list(mine.shape) != wanted["shape"]:
            return f"{i}: expected shape {wanted['shape']}, got {mine.shape}"
        found = mine.numpy().reshape(-1)
        if found.dtype.kind == "c":
            found = np.stack([found.real, found.imag], -1).reshape(-1)
        values = np.asarray(wanted["values"], np.float64)
        if bounded:
            found = np.where(np.isfinite(values), found, values)
        finite = values[np.isfinite(values)]
        scale = max(1.0, float(np.abs(finite).max(initial=0)))
        if not np.allclose(found, values, rtol=tolerance, atol=tolerance * scale, equal_nan=True):
            return f"{i}: expected {wanted['values'][:12]}, got {found.tolist()[:12]}"
    return None


def complaint(tf: Any, case: dict[str, Any], wanted: dict[str, Any], run: Any) -> str | None:
    wanted = as_here(case, wanted)
    op, looser = case["op"], LOOSER.get(case["op"], 1.0)
    asks_second = "second" in wanted and not is_whole(case)
    first, second = differentiated(tf, case, run, asks_second)
    kept = [
        None if op in MORE and w is None else g for g, w in zip(first, wanted["first"], strict=True)
    ]
    wrong = difference(kept, wanted["first"], TOLERANCE * looser, op in BOUNDED)
    if wrong is None and asks_second:
        if op in ONCE and all(g is None for g in second):
            return None
        found = second or [None] * len(first)
        wrong = difference(found, wanted["second"], SECOND_TOLERANCE * looser, op in BOUNDED)
        return wrong and f"second gradient {wrong}"
    return wrong


def check(family: str, backend: str, run: Any = call, only: Any = None) -> None:
    import tfjs as tf

    tf.backend.use(backend)
    rows = {row["case"]: row for row in load(f"gradients/{family}")["gradients"]}
    failures, seen = [], 0
    for case in load(family)["cases"]:
        wanted = rows.get(checksum(case))
        if wanted is None or "error" in wanted or (only is not None and not only(wanted)):
            continue
        seen += 1
        if differs_by_choice(case):
            continue
        try:
            wrong = complaint(tf, case, wanted, run)
        except Exception as error:
            wrong = f"raised {type(error).__name__}: {error}"
        if wrong:
            what = json.dumps({"args": case["args"], **case.get("kwargs", {})})
            failures.append(f"{case['op']} {what:.160}\n    {wrong:.300}")
    if only is None:  # cases changed since wait for their gradients
        assert seen >= 0.8 * sum("error" not in row for row in rows.values()), "files disagree"
    assert not failures, f"{len(failures)} on {backend}:\n" + "\n".join(failures)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_gradients_are_those_of_tensorflow(family: str, backend: str) -> None:
    check(family, backend)


# A software GPU takes long to compile each shader: one case of each of these. Without gather_nd,
# of whose small tensors TF.js's kernel for WebGL keeps two for ever.
ON_GPU = [
    "math.reduce_max",
    "math.reduce_prod",
    "math.cumsum",
    "math.top_k",
    "clip_by_value",
    "nn.selu",
    "math.pow",
    "math.atan2",
    "tile",
    "pad",
    "gather",
    "scatter_nd",
    "getitem",
    "nn.conv2d",
    "nn.depthwise_conv2d",
    "nn.max_pool2d",
    "nn.avg_pool2d",
    "nn.softmax",
    "image.crop_and_resize",
    "image.resize",
]
GPU_TOLERANCE = 2e-3


@pytest.mark.deadline(180)
@pytest.mark.parametrize("backend", ["webgl", "webgpu"])
@in_browser
def test_each_kind_of_gradient_also_runs_on_a_gpu(backend: str) -> None:
    import tfjs as tf

    use_or_skip(backend)
    failures, left = [], set(ON_GPU)
    chosen = [name for name in FAMILIES if name.startswith("gradient_")]
    for family in (name for name in chosen if name != "gradient_complex"):
        rows = {row["case"]: row for row in load(f"gradients/{family}")["gradients"]}
        for case in load(family)["cases"]:
            wanted = rows.get(checksum(case))
            tied = case["op"] == "nn.max_pool2d" and np.size(case["args"][0]["tensor"]) < 10
            if case["op"] not in left or wanted is None or differs_by_choice(case) or tied:
                continue  # WebGL's kernel gives the gradient of equal values to the last
            left.remove(case["op"])
            first, _ = differentiated(tf, case, call, second=False)
            wrong = difference(first, as_here(case, wanted)["first"], GPU_TOLERANCE)
            if wrong:
                failures.append(f"{case['op']}: {wrong:.300}")
    assert not left
    assert not failures, "\n".join(failures)
