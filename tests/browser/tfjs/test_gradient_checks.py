"""Gradients against differences of values, and the list of kernels that have none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.browser.harness import in_browser

if TYPE_CHECKING:
    from collections.abc import Callable

# Far enough apart for float32: the error of the differences is that of rounding, about 1e-7 / STEP,
# plus STEP**4 times a fifth derivative.
STEP = 2.0**-5
TOLERANCE = 2e-3

RANDOM = np.random.default_rng(11)
BASE = RANDOM.uniform(0.3, 0.9, (3, 4)).astype(np.float32)
SIGNED = RANDOM.uniform(-2, 2, (3, 4)).astype(np.float32)
IMAGE = RANDOM.uniform(-1, 1, (1, 4, 4, 2)).astype(np.float32)
FILTER = RANDOM.uniform(-1, 1, (2, 2, 2, 3)).astype(np.float32)

# expression of x -> where
SMOOTH: dict[str, Any] = {
    "tf.exp(x)": SIGNED,
    "tf.math.log(x)": BASE,
    "tf.math.log1p(x)": BASE,
    "tf.math.expm1(x)": SIGNED,
    "tf.sqrt(x)": BASE,
    "tf.math.rsqrt(x)": BASE,
    "tf.math.reciprocal(x)": BASE,
    "tf.square(x)": SIGNED,
    "tf.sin(x)": SIGNED,
    "tf.cos(x)": SIGNED,
    "tf.tan(x)": BASE,
    "tf.asin(x)": BASE - 0.2,
    "tf.acos(x)": BASE - 0.2,
    "tf.atan(x)": SIGNED,
    "tf.sinh(x)": SIGNED,
    "tf.cosh(x)": SIGNED,
    "tf.tanh(x)": SIGNED,
    "tf.asinh(x)": SIGNED,
    "tf.acosh(x + 1.0)": BASE,
    "tf.atanh(x)": BASE - 0.3,
    "tf.math.erf(x)": SIGNED,
    "tf.sigmoid(x)": SIGNED,
    "tf.math.softplus(x)": SIGNED,
    "tf.nn.gelu(x)": SIGNED,
    "tf.nn.silu(x)": SIGNED,
    "tf.nn.softmax(x)": SIGNED,
    "tf.nn.log_softmax(x)": SIGNED,
    "tf.pow(x, 2.5)": BASE,
    "tf.pow(2.0, x)": SIGNED,
    "tf.pow(x, x)": BASE,
    "x / (x + 1.0)": BASE,
    "tf.math.atan2(x, 0.5)": SIGNED,
    "tf.math.squared_difference(x, x[:1])": SIGNED,
    "tf.reduce_prod(x, 0)": SIGNED,
    "tf.math.reduce_logsumexp(x, 1)": SIGNED,
    "tf.math.reduce_std(x)": SIGNED,
    "tf.math.reduce_euclidean_norm(x, 0)": SIGNED,
    "tf.math.cumsum(x * x, 1, reverse=True)": SIGNED,
    "tf.math.cumprod(x, 1)": BASE,
    "tf.matmul(x, x, transpose_b=True)": SIGNED,
    "tf.einsum('ij,ik->jk', x, x)": SIGNED,
    "tf.tile(x, [2, 1]) ** 2.0": SIGNED,
    "tf.gather(x, [0, 2, 2]) ** 2.0": SIGNED,
    "tf.gather_nd(x, [[0, 1], [2, 2]]) ** 3.0": SIGNED,
    "tf.scatter_nd([[1], [1], [0]], x * x, [2, 4])": SIGNED,
    "tf.pad(x * x, [[1, 1], [2, 0]], 'REFLECT')": SIGNED,
    "x[::2, ::-1] ** 3.0": SIGNED,
    "tf.transpose(x) * tf.reshape(x, [4, 3])": SIGNED,
    "tf.concat([x, x * x], 0)": SIGNED,
    "tf.stack(tf.unstack(x)) ** 2.0": SIGNED,
    "tf.sort(x) ** 2.0": SIGNED,
    "tf.nn.conv2d(x, w, 1, 'SAME') ** 2.0": IMAGE,
    "tf.nn.conv2d(image, x, 2, 'VALID') ** 2.0": FILTER,
    "tf.nn.depthwise_conv2d(x, w, [1, 1, 1, 1], 'SAME') ** 2.0": IMAGE,
    "tf.nn.avg_pool2d(x, 3, 2, 'SAME') ** 2.0": IMAGE,
    "tf.nn.local_response_normalization(x)": IMAGE,
    "tf.image.resize(x, [3, 5]) ** 2.0": IMAGE,
    "tf.image.crop_and_resize(x, [[0.1, 0.2, 0.8, 0.9]], [0], [3, 3]) ** 2.0": IMAGE,
    "tf.nn.softmax_cross_entropy_with_logits(tf.eye(3, 4), x)": SIGNED,
    "tf.nn.sigmoid_cross_entropy_with_logits(tf.sigmoid(x * 0.5), x)": SIGNED,
    "tf.nn.moments(x, [0])[1]": SIGNED,
    "tf.linalg.norm(x)": SIGNED,
}

# Kernels that TensorFlow differentiates once only.
ONLY_FIRST = ("local_response_normalization", "crop_and_resize")


def of_sum(tf: Any, expression: str) -> Callable[[Any], Any]:
    """A weighted sum of an expression's elements."""
    names = {"tf": tf, "w": tf.constant(FILTER), "image": tf.constant(IMAGE)}

    def f(x: Any) -> Any:
        y = eval(expression, {**names, "x": x})
        weights = np.cos(np.arange(np.prod(y.shape)) + 1.0).reshape(tuple(y.shape))
        return tf.reduce_sum(y * weights.astype(np.float32))

    return f


def gradient_of(tf: Any, f: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def gradient(x: Any) -> Any:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        found = tape.gradient(y, x)
        return None if found is None else tf.convert_to_tensor(found)

    return gradient


def differences(tf: Any, f: Callable[[Any], Any], x: np.ndarray) -> np.ndarray:
    """Gradient by values at four places around each element; fourth order."""
    found = np.zeros_like(x)
    for at in np.ndindex(*x.shape):
        values = []
        for steps in (-2, -1, 1, 2):
            moved = x.copy()
            moved[at] += steps * STEP
            values.append(float(f(tf.constant(moved))))
        a, b, c, d = values
        found[at] = (a - 8 * b + 8 * c - d) / (12 * STEP)
    return found


def close(found: np.ndarray, wanted: np.ndarray) -> bool:
    return np.allclose(found, wanted, atol=TOLERANCE * max(1.0, float(np.abs(wanted).max())))


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_gradients_are_what_differences_say(backend: str) -> None:
    import tfjs as tf

    tf.backend.use(backend)
    failures = []
    for expression, x in SMOOTH.items():
        f = of_sum(tf, expression)
        found = gradient_of(tf, f)(tf.constant(x)).numpy()
        wanted = differences(tf, f, x)
        if not close(found, wanted):
            failures.append(f"{expression}: {np.abs(found - wanted).max():.2g}")
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_second_gradients_are_what_differences_of_the_first_say(backend: str) -> None:
    import tfjs as tf

    tf.backend.use(backend)
    weights = {x.shape: np.sin(np.arange(x.size) + 0.5).reshape(x.shape) for x in SMOOTH.values()}
    failures = []
    for expression, x in SMOOTH.items():
        if any(name in expression for name in ONLY_FIRST):
            continue
        first = gradient_of(tf, of_sum(tf, expression))
        weight = tf.constant(weights[x.shape].astype(np.float32))

        def total(x: Any, first: Any = first, weight: Any = weight) -> Any:
            return tf.reduce_sum(first(x) * weight)

        found = gradient_of(tf, total)(tf.constant(x))
        found = np.zeros_like(x) if found is None else found.numpy()
        wanted = differences(tf, total, x)
        if not close(found, wanted):
            failures.append(f"{expression}: {np.abs(found - wanted).max():.2g}")
    assert not failures, "\n".join(failures)


@in_browser
def test_every_kernel_has_a_gradient_or_a_reason_for_having_none() -> None:
    import tfjs as tf

    facts = json.loads(tf._bridge.gradient_facts())
    assert facts["undecided"] == []
    reasons = {**facts["none"], **facts["undefined"]}
    assert all(len(reason.split()) > 2 for reason in reasons.values())


@in_browser
def test_nothing_flows_through_what_is_piecewise_constant() -> None:
    import tfjs as tf

    x = tf.constant([0.25, 1.5, -2.75])
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        steps = [tf.floor(x), tf.math.ceil(x), tf.round(x), tf.zeros_like(x), x // 2.0]
        steps += [tf.cast(x > 0.0, tf.float32), tf.one_hot(tf.argmax(x), 3)]
    assert [tape.gradient(y, x) for y in steps] == [None] * len(steps)
