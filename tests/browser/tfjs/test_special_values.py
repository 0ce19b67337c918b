"""NaN, infinities, zeros with signs and the largest numbers: the same answers as TensorFlow's.

Values and gradients of every element-wise operation, reduction and activation. What may differ is
in special_excuses.py, each with its reason.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, use_or_skip
from tests.browser.tfjs.special_excuses import EXCUSES, PRECISE


def sources(tf: Any, name: str) -> list[Any]:
    given = load("specials/specials")["inputs"][name]
    return [tf.constant(np.asarray(side["values"], side["dtype"])) for side in given]


def answers(tf: Any, row: dict[str, Any], replayed: bool = False) -> dict[str, list[Any]]:
    """Our results and gradients, as the file has them."""
    given = sources(tf, row["of"])

    def computed(*given: Any) -> tuple[list[Any], list[Any]]:
        names = dict(zip("xy", given, strict=False)) | {"tf": tf, "np": np}
        watched = [x for x in given if x.dtype.is_floating]
        with tf.GradientTape() as tape:
            tape.watch(watched)
            results = tf.nest.flatten(eval(row["call"], names))
        if "gradients" not in row:
            return results, []
        floating = [y for y in results if y.dtype.name == "float32"]
        found = tape.gradient(floating, watched)
        return results, [None if g is None else tf.convert_to_tensor(g) for g in found]

    run = tf.function(computed) if replayed else computed
    for _ in range(2 if replayed else 1):
        results, gradients = run(*given)
    return {"results": results} | ({"gradients": gradients} if "gradients" in row else {})


def places(row: dict[str, Any], part: str, wanted: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Which numbers each element was computed of; nothing where that cannot be said."""
    given = [side["values"] for side in load("specials/specials")["inputs"][row["of"]]]
    count = len(wanted["values"])
    if not given:
        return [()] * count
    if row["of"] in ("rows", "labeled"):
        rows = len(given[0])
        if wanted["shape"] and wanted["shape"][0] == rows:
            each = count // rows
            return [tuple(given[0][i // each]) for i in range(count)]
    elif wanted["shape"] and wanted["shape"][0] == len(given[0]) and count == len(given[0]):
        return list(zip(*given, strict=True))
    return [()] * count


def wrong(
    backend: str, row: dict[str, Any], part: str, mine: Any, wanted: dict[str, Any] | None
) -> list[str]:
    """Elements that differ without an excuse."""
    if wanted is None or mine is None:
        if wanted is None and mine is None:
            return []
        values = np.asarray(wanted["values"] if wanted else mine.numpy(), float)
        return [] if not np.any(values) else [f"{part}: one of both has none"]
    kind = (mine.dtype.name, list(mine.shape))
    if kind != (wanted["dtype"], wanted["shape"]):
        return [f"{part}: expected {wanted['dtype'], wanted['shape']}, got {kind}"]
    if mine.dtype.name == "string":
        texts = [item.decode() for item in mine.numpy().reshape(-1).tolist()]
        return [] if texts == wanted["values"] else [f"{part}: got {texts}"]
    found = np.asarray(mine.numpy(), np.float64).reshape(-1)
    theirs = np.asarray(wanted["values"], np.float64)
    tolerance = 2e-5 if backend in PRECISE else 3e-3
    with np.errstate(all="ignore"):
        close = np.isclose(found, theirs, rtol=tolerance, atol=tolerance / 10, equal_nan=True)
    if mine.dtype.name in ("float16", "bfloat16"):  # computed in float32 here
        with np.errstate(all="ignore"):
            close |= np.isclose(found, theirs, rtol=1e-2)
    of = places(row, part, wanted)
    rules = [e for e in EXCUSES if e.covers(backend, row["call"], row["of"], part)]
    return [
        f"{part} of {of[i]}: expected {theirs[i]}, got {found[i]}"
        for i in np.flatnonzero(~close)
        if not any(rule.holds(of[i]) for rule in rules)
    ]


def complaints(tf: Any, backend: str, row: dict[str, Any], replayed: bool) -> list[str]:
    if "error" in row:
        try:
            answers(tf, row)
        except Exception:
            return []
        return [f"expected {row['error']}"]
    try:
        ours = answers(tf, row, replayed)
    except Exception as error:
        if row["of"] == "beyond":  # int64 has 32 bits here: refused, or right
            return []
        return [f"raised {type(error).__name__}: {error}"]
    found = []
    for part, values in ours.items():
        for mine, wanted in zip(values, row[part], strict=True):
            found += wrong(backend, row, part, mine, wanted)
    return found


def check(backend: str, only: str = "", replayed: bool = False) -> None:
    import tfjs as tf

    use_or_skip(backend)
    failures = []
    for row in load("specials/specials")["rows"]:
        if not re.search(only, f"{row['call']} of {row['of']}"):
            continue
        found = complaints(tf, backend, row, replayed)
        if found:
            failures.append(f"{row['call']} of {row['of']}\n    " + "\n    ".join(found[:6]))
    assert not failures, f"{len(failures)} on {backend}:\n" + "\n".join(failures)


@pytest.mark.deadline(60)
@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_special_values_and_their_gradients_are_those_of_tensorflow(backend: str) -> None:
    check(backend)


ON_WEBGL = (
    r"of (points|pairs|whole|powers|divided|wide|outside)$"
    r"|^tf\.(math\.reduce_(max|min|mean)|nn\.(log_)?softmax|arg\w+|nn\.spar\w+)\(.*of rows$"
)
"""A software GPU takes a second for what sorts, segments and convolutions are made of."""


@pytest.mark.deadline(90)
@in_browser
def test_special_values_on_webgl() -> None:
    import tfjs as tf

    use_or_skip("webgl")
    flags = tf.backend.flags
    before = flags["WEBGL_CPU_FORWARD"]
    flags["WEBGL_CPU_FORWARD"] = False  # small tensors too are computed by the GPU
    try:
        check("webgl", ON_WEBGL)
    finally:
        flags["WEBGL_CPU_FORWARD"] = before


@pytest.mark.deadline(60)
@in_browser
def test_programs_give_the_same_special_values_when_they_are_replayed() -> None:
    # Those whose kernels are fused into one pass.
    kernels = r"abs|add|subtract|multiply|div|maximum|minimum|square|sqrt|relu|clip|negative|x - x"
    check("wasm", rf"({kernels}|\*|/|pow).* of (points|pairs)$", replayed=True)
