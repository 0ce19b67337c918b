"""Visits after the first: Python comes out of a snapshot with the library in it."""

from __future__ import annotations

import pytest

from tests.app.console_page import ConsolePage
from tests.support.chromium import chromium
from tests.support.site import serving_site

KEPT = (
    "caches.open('tfjs-snapshot-1').then((c) => c.keys()).then((k) => arguments[0](k.length > 0))"
)
SPOIL = """
const [done, name] = [arguments[1], arguments[0]];
(async () => {
  const cache = await caches.open(name);
  const [request] = await cache.keys();
  const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
  await cache.put(request, new Response(bytes.slice(0, bytes.length / 2).fill(1, 0, 64)));
})().then(() => done(true));
"""
SAME = """
import random

import numpy as np
import tfjs as tf

tf.keras.utils.set_random_seed(3)
[random.random(), float(np.random.rand()), tf.random.normal([2]).numpy().tolist()]
"""
PARTS = {
    "'json' in [found.name for found in importlib.import_module('pkgutil').iter_modules()]": True,
    "tf.reduce_sum(tf.ones([2, 3])).numpy().tolist()": 6.0,
    "np is tf.dtypes.np and __import__('numpy') is np": True,
    "np.random.default_rng(1).integers(10, size=3).tolist()": [4, 5, 7],
    "np.fft.fft([1, 0, 0]).real.tolist()": [1.0, 1.0, 1.0],
    "'def one_hot' in inspect.getsource(tf.one_hot)": True,
    "'def _frombuffer' in inspect.getsource(np._core.numeric._frombuffer)": True,
    "tf.keras.layers.Dense(2)(tf.ones([1, 3])).shape.as_list()": [1, 2],
    "tf.keras.utils.array_to_img(np.zeros([2, 3, 3])).size": [3, 2],
    "importlib.metadata.version('numpy') == np.__version__": True,
    "importlib.import_module('numpy.testing').assert_equal(1, 1)": None,
    "importlib.import_module('tfjs._bridge.host').run_sync is "
    "importlib.import_module('studio.stopping').run_sync": True,  # or Stop misses who waits in it
    "len(importlib.import_module('tfjs.tasks._labels').imagenet())": 1000,
    "'ImageClassifier' in importlib.import_module('studio.programs').source('classify')": True,
}


def report(page: ConsolePage) -> dict:
    return page.driver.execute_async_script("py.report().then(arguments[0])")


def value(page: ConsolePage, code: str):
    script = "py(arguments[0]).then(arguments[1], (e) => arguments[1](e.traceback))"
    return page.driver.execute_async_script(script, code)


@pytest.fixture(scope="module")
def page(world):
    """The console on a second visit."""
    with serving_site(None) as site, chromium(flags=(world.flag,)) as driver:
        page = ConsolePage(driver, site).open()
        assert not report(page)["restored"]
        first = driver.execute_async_script("py(arguments[0]).then(arguments[1])", SAME)
        page.wait(lambda: driver.execute_async_script(KEPT), "No snapshot was kept", 180)
        page.open()
        page.first_visit = first
        yield page


def test_everything_is_there(page):
    assert report(page)["restored"]
    numbers = [value(page, "__import__('random').random()")]
    value(page, "[exec('import importlib.metadata, inspect, numpy as np, tfjs as tf')]")
    for code, wanted in PARTS.items():
        found = value(page, code)
        assert found == wanted, (code, found)
    script = "py(arguments[0]).then(arguments[1])"
    assert page.driver.execute_async_script(script, SAME) == page.first_visit
    page.run("def half(x):\n    return tf.reshape(x, [5])\n")
    page.run("half(tf.ones([4]))")
    assert page.part("fault-type").text == "InvalidArgumentError"
    page.begin("n = 0\nprint('going')\nwhile True:\n    n += 1")
    page.wait(lambda: "going" in page.output(), "The loop did not begin")
    page.after_run(lambda: page.press("c", control=True), 10)
    assert value(page, "n > 0") is True
    page.find("restart").click()
    page.wait(lambda: page.state != "ready", "Python did not restart")
    page.wait_until_ready()
    assert report(page)["restored"]
    assert value(page, "__import__('random').random()") not in numbers
    assert [c for c in page.complaints() if "InvalidArgument" not in c] == []


@pytest.mark.parametrize("name", ["tfjs-bytecode-2", "tfjs-snapshot-1"])
def test_what_is_spoiled_is_not_used(page, name):
    page.driver.execute_async_script(SPOIL, name)
    page.open()
    assert page.run("import tfjs as tf\nint(tf.reduce_sum([1, 2]))") == "3"
    logs = [entry["message"] for entry in page.driver.get_log("browser")]
    assert any("could not be used" in message for message in logs)
