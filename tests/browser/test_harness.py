"""The harness itself: what an ordinary pytest function may do in the worker."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.browser.harness import in_browser

NAMES = ("a", "b")


@in_browser
def test_runs_next_to_tensorflow_js():
    import sys

    import tfjs as tf

    assert sys.platform == "emscripten"
    assert float(tf.constant(2.0) + 1.0) == 3.0


@pytest.mark.parametrize(("values", "total"), [((1, 2), 3), ((math.inf,), math.inf)])
@in_browser
def test_parameters_arrive_as_they_are(values, total):
    assert isinstance(values, tuple)
    assert sum(values) == total


@pytest.mark.parametrize("function", [lambda x: x + 1, lambda x: x * 2])
@in_browser
def test_parameters_that_cannot_be_pickled_are_found_again(function):
    assert function(1) == 2


@pytest.mark.parametrize("array", [np.arange(3)])
@in_browser
def test_arrays_are_parameters_too(array):
    assert array.tolist() == [0, 1, 2]


@in_browser
async def test_async_functions_are_awaited():
    import asyncio

    await asyncio.sleep(0)


@in_browser
def test_expected_exceptions_are_caught():
    with pytest.raises(ZeroDivisionError, match="zero"):
        math.fmod(1 // 0, 1)


@pytest.mark.leak_exempt("the wrappers of Pyodide keep references from their first import on")
@in_browser
def test_listeners_are_counted():
    import js
    from pyodide.ffi.wrappers import add_event_listener, remove_event_listener

    from tests.browser import census

    def heard(_):
        pass

    here = js.globalThis  # one proxy: Pyodide knows a listener by that of its element
    before = census.take()
    add_event_listener(here, "message", heard)
    during = census.take()
    remove_event_listener(here, "message", heard)
    assert during["listeners"] == before["listeners"] + 1
    assert "listeners" in census.difference(before, during)
    assert census.take()["listeners"] == before["listeners"]
