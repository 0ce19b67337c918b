"""Gradients inside recorded programs, and of replays: those of TensorFlow again, for other values.

Every program is traced with other numbers than those it is checked with, so that a gradient that
looked at a value while it was recorded would give itself away.
"""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser
from tests.browser.tfjs import test_gradient_goldens as golden
from tests.browser.tfjs.test_goldens import flattened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FAMILIES = ["gradient_ties", "gradient_slopes", "gradient_moves", "gradient_images"]
FAMILIES += ["gradient_windows", "gradient_empties", "linalg", "nn"]


def assembled(value: Any, given: Any, places: Iterator[Any]) -> Any:
    """Arguments with other tensors in the places that have a gradient."""
    if isinstance(value, list):
        return [assembled(v, g, places) for v, g in zip(value, given, strict=True)]
    if isinstance(value, dict) and value["dtype"].startswith(("float", "bfloat", "complex")):
        return next(places)
    return given


def of_sources(tf: Any, case: dict[str, Any], sources: list[Any]) -> Callable[..., list[Any]]:
    """A case as a function of what it is differentiated by; gives its floating results."""
    args = [golden.decoded(tf, a, sources) for a in case["args"]]
    named = case.get("kwargs", {})
    kwargs = {name: golden.decoded(tf, named[name], sources) for name in sorted(named)}

    def f(*places: Any) -> list[Any]:
        left = iter(places)
        own = [assembled(v, g, left) for v, g in zip(case["args"], args, strict=True)]
        by_name = {name: assembled(named[name], kwargs[name], left) for name in kwargs}
        results = flattened(tf, golden.call(tf, case, own, by_name))
        return [y for y in results if y.dtype.is_floating or y.dtype.is_complex]

    return f


def others(tf: Any, sources: list[Any]) -> list[Any]:
    """Other values of the same shapes and dtypes."""
    return [tf.cast(tf.cast(x, tf.float32) * 0.5 + 0.375, x.dtype) for x in sources]


def inside(tf: Any, case: dict[str, Any]) -> list[Any]:
    """Tape and gradient in one program."""
    sources: list[Any] = []
    f = of_sources(tf, case, sources)
    connected: list[bool] = []

    @tf.function  # type: ignore[untyped-decorator]
    def gradients(*places: Any) -> list[Any]:
        with tf.GradientTape() as tape:
            tape.watch(list(places))
            results = f(*places)
        weights = [golden.weighted(tf, y) for y in results]
        found = tape.gradient(results, list(places), weights)
        connected[:] = [g is not None for g in found]
        return [g for g in found if g is not None]

    gradients(*others(tf, sources))
    found = iter(gradients(*sources))
    return [next(found) if there else None for there in connected]


def around(tf: Any, case: dict[str, Any]) -> list[Any]:
    """A tape around the replay of a program."""
    sources: list[Any] = []
    f = tf.function(of_sources(tf, case, sources))
    f(*others(tf, sources))
    with tf.GradientTape() as tape:
        tape.watch(sources)
        results = f(*sources)
    return tape.gradient(results, sources, [golden.weighted(tf, y) for y in results])


def check(family: str, backend: str, way: Callable[[Any, dict[str, Any]], list[Any]]) -> None:
    import tfjs as tf

    tf.backend.use(backend)
    rows = {row["case"]: row for row in load(f"gradients/{family}")["gradients"]}
    failures = []
    for case in load(family)["cases"]:
        wanted = rows.get(golden.checksum(case))
        if wanted is None or "error" in wanted or golden.differs_by_choice(case):
            continue
        wanted = golden.as_here(case, wanted)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that a function runs eagerly, which is right too
                found = way(tf, case)
            bounded = case["op"] in golden.BOUNDED
            wrong = golden.difference(found, wanted["first"], golden.TOLERANCE, bounded)
        except Exception as error:
            wrong = f"raised {type(error).__name__}: {error}"
        if wrong:
            what = json.dumps({"args": case["args"], **case.get("kwargs", {})})
            failures.append(f"{case['op']} {what:.160}\n    {wrong:.300}")
    assert not failures, f"{len(failures)} on {backend}:\n" + "\n".join(failures)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_a_program_computes_gradients(family: str, backend: str) -> None:
    check(family, backend, inside)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_a_tape_sees_through_a_replay(family: str, backend: str) -> None:
    check(family, backend, around)
