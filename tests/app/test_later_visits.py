"""Visits after the first: Python comes out of a snapshot with the library in it.

Randomness that is seeded repeats wherever Python has come from; unseeded, it never does.
"""

from __future__ import annotations

import ast

import pytest

from tests.app.console_page import ConsolePage
from tests.support.chromium import chromium
from tests.support.site import serving_site

KEPT = (
    "const done = arguments[0]; py.settled().then(async function look() {"
    "  const names = [];"
    "  for await (const name of (await starts()).keys()) names.push(name.split('-')[0]);"
    "  if (names.sort().join() === 'bytecode,snapshot') done(true);"
    "  else setTimeout(look, 200);"
    "})"
)
STARTS = (
    "globalThis.starts = async () =>"
    " (await navigator.storage.getDirectory()).getDirectoryHandle('starts', { create: true });"
)
SPOIL = """
const [kind, done] = arguments;
(async () => {
  for await (const [name, handle] of (await starts()).entries()) {
    if (!name.startsWith(kind)) continue;
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    const out = await handle.createWritable();
    await out.write(bytes.slice(0, bytes.length / 2).fill(1, 0, 64));
    await out.close();
    done(true);
  }
})();
"""
WORKERS = """
navigator.locks.query().then(({ held }) =>
  arguments[0](held.filter(({ name }) => name.startsWith("tfjs-worker")).length));
"""
"""How many Pythons have begun to start."""
SEEN = """
Object.defineProperty(document, "hidden", { value: !arguments[0], configurable: true });
document.dispatchEvent(new Event("visibilitychange"));
"""
DRAWS = """
import random
import numpy as np
import tfjs as tf

def draws(seed):
    tf.keras.utils.set_random_seed(seed)
    layer = tf.keras.layers.Dense(2)
    layer.build((None, 3))
    return [
        [random.random(), random.sample(range(99), 3)],
        np.random.rand(2).tolist(),
        tf.random.normal([2]).numpy().tolist(),
        layer.get_weights()[0].tolist(),
        [int(n) for n in tf.data.Dataset.range(8).shuffle(8)],
        tf.nn.dropout(tf.ones([12]), 0.5).numpy().tolist(),
    ]

def numbers(seed):
    tf.random.set_seed(seed)
    return tf.random.uniform([2]).numpy().tolist()

[draws(0), draws(0), draws(5), numbers(0), numbers(0), numbers(5)]
"""
FREE = """
import random, numpy as np, tfjs as tf
[random.random(), float(np.random.rand()), float(tf.random.uniform([])), hash(random.random())]
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


class Visits:
    """Several starts of one console, and what was drawn at random in each."""

    def __init__(self, page: ConsolePage) -> None:
        self.page = page
        self.seeded: list[str] = []
        self.free: list[list[float]] = []

    def draw(self) -> None:
        self.free.append(ast.literal_eval(self.page.run(FREE)))
        self.seeded.append(self.page.run(DRAWS))

    def restart(self) -> None:
        self.page.find("restart").click()
        self.page.wait(lambda: self.page.state != "ready", "Python did not restart")
        self.page.wait_until_ready()


@pytest.fixture(scope="module")
def visits(world):
    """A first visit, a restart in it, and the second visit, which goes on."""
    with serving_site(None) as site, chromium(flags=(world.flag,)) as driver:
        page = ConsolePage(driver, site).open()
        visits = Visits(page)
        visits.draw()
        visits.restart()
        assert not report(page)["restored"]
        visits.draw()
        assert driver.execute_async_script(STARTS + KEPT)
        page.open()
        yield visits


@pytest.fixture
def page(visits):
    return visits.page


def test_everything_is_there(page):
    assert report(page)["restored"]
    value(page, "[exec('import importlib.metadata, inspect, numpy as np, tfjs as tf')]")
    for code, wanted in PARTS.items():
        found = value(page, code)
        assert found == wanted, (code, found)
    page.run("def half(x):\n    return tf.reshape(x, [5])\n")
    page.run("half(tf.ones([4]))")
    assert page.part("fault-type").text == "InvalidArgumentError"
    page.begin("n = 0\nprint('going')\nwhile True:\n    n += 1")
    page.wait(lambda: "going" in page.output(), "The loop did not begin")
    page.after_run(lambda: page.press("c", control=True), 10)
    assert value(page, "n > 0") is True
    assert [c for c in page.complaints() if "InvalidArgument" not in c] == []


def test_seeds_repeat_after_a_restart_and_from_a_snapshot(visits):
    visits.draw()
    visits.restart()
    assert report(visits.page)["restored"]
    visits.draw()
    zero, again, five, first, second, other = ast.literal_eval(visits.seeded[0])
    assert (zero, first) == (again, second)
    assert first != other
    assert all(a != b for a, b in zip(zero, five, strict=True))
    assert len(set(visits.seeded)) == 1
    for draws in zip(*visits.free, strict=True):
        assert len(set(draws)) == len(visits.free) == 4


def test_a_restart_takes_a_python_that_waits_while_the_page_is_seen(visits):
    page = visits.page.open()
    if page.driver.execute_script("return navigator.deviceMemory") < 8:
        pytest.skip("a second Python waits only on machines with 8 GB of memory")
    page.run("gone = 1")
    for seen in (True, False, True):
        page.driver.execute_script(SEEN, seen)
        wanted = 2 if seen else 1
        page.wait(lambda n=wanted: page.driver.execute_async_script(WORKERS) == n, "No spare", 40)
    assert value(page, "__import__('js').self.name") == "tfjs"
    visits.restart()
    assert value(page, "__import__('js').self.name") == "tfjs spare"
    assert value(page, "'gone' in globals()") is False
    assert page.run("import tfjs as tf\nint(tf.reduce_sum([1, 2]))") == "3"
    assert page.complaints() == []


@pytest.mark.parametrize("kind", ["bytecode", "snapshot"])
def test_what_is_spoiled_is_not_used(page, kind):
    page.driver.execute_async_script(STARTS + SPOIL, kind)
    page.open()
    assert page.run("import tfjs as tf\nint(tf.reduce_sum([1, 2]))") == "3"
    logs = [entry["message"] for entry in page.driver.get_log("browser")]
    assert any("could not be used" in message for message in logs)
