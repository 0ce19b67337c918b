"""Randomness: seeded, it repeats wherever Python has come from; unseeded, it never does."""

from __future__ import annotations

import ast

from tests.app.console_page import ConsolePage
from tests.support.chromium import chromium
from tests.support.site import serving_site

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
KEPT = (
    "const done = arguments[0]; py.settled().then(async function look() {"
    "  const all = await Promise.all((await caches.keys())"
    "    .filter((name) => /^tfjs-(snapshot|bytecode)/.test(name))"
    "    .map((name) => caches.open(name).then((cache) => cache.keys())));"
    "  if (all.length === 2 && all.every((keys) => keys.length)) done(true);"
    "  else setTimeout(look, 200);"
    "})"
)
RESTORED = "import pyodide_js\nbool(getattr(pyodide_js._api.config, '_loadSnapshot', None))"


def test_seeds_repeat_after_a_restart_and_from_a_snapshot(world, models_folder):
    with serving_site(models_folder) as site, chromium(flags=(world.flag,)) as driver:
        page = ConsolePage(driver, site).open()
        seeded, free = [], []

        def look():
            free.append(ast.literal_eval(page.run(FREE)))
            seeded.append(page.run(DRAWS))

        look()
        zero, again, five, first, second, other = ast.literal_eval(seeded[0])
        assert (zero, first) == (again, second)
        assert first != other
        assert all(a != b for a, b in zip(zero, five, strict=True))
        assert page.run(RESTORED) == "False"

        page.find("restart").click()
        page.wait(lambda: page.state != "ready", "Python did not restart")
        page.wait_until_ready()
        look()

        assert driver.execute_async_script(KEPT)
        for _ in range(2):
            page.open()
            assert page.run(RESTORED) == "True"
            look()

        assert len(set(seeded)) == 1
        for draws in zip(*free, strict=True):
            assert len(set(draws)) == len(free)
