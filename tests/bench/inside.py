"""Runs in the worker: each measurement alternates between plain TF.js and the library."""

import json
import time
from statistics import median

import numpy as np
import plain_js

import tfjs as tf
from tfjs import _bridge

ROUNDS = 25


def timed(work, count):
    started = time.perf_counter()
    for _ in range(count):
        work()
    return (time.perf_counter() - started) * 1000 / count


def compare(plain, ours, count, rounds=ROUNDS):
    """Medians of alternating rounds, in milliseconds per call."""
    plain(count)
    timed(ours, count)
    pairs = [(plain(count), timed(ours, count)) for _ in range(rounds)]
    theirs, mine = (median(column) for column in zip(*pairs, strict=True))
    return {"plain_ms": theirs, "ours_ms": mine, "ratio": mine / theirs}


def eager_add():
    a, b = tf.constant([1.0]), tf.constant([1.0])

    def work():
        a + b

    return compare(plain_js.add, work, 2000)


def arranging(name):
    """One tensor in another shape or order, or a part of it."""
    t, wide = tf.random.normal([6, 4]), tf.random.normal([1, 6, 4])
    works = {
        "reshape": lambda: tf.reshape(t, [4, 6]),
        "transpose": lambda: tf.transpose(t),
        "expand_dims": lambda: tf.expand_dims(t, 0),
        "squeeze": lambda: tf.squeeze(wide, 0),
        "t[1:3]": lambda: t[1:3],
        "t[2]": lambda: t[2],
        "t[:, 0]": lambda: t[:, 0],
    }

    def plain(count):
        return plain_js.arrange(name, count)

    return compare(plain, works[name], 1000)


def bandwidth():
    array = np.ones(1 << 20, np.float32)

    def work():
        tf.constant(array).numpy()

    return compare(plain_js.copy, work, 10)


async def inference(url, photo):
    await plain_js.load(url.lstrip("/"))
    model = tf.io.load_graph_model(url)
    x = np.asarray(photo, np.float32)[None] / np.float32(255)
    plain_js.photo(np.ascontiguousarray(x).reshape(-1))
    tensor = tf.constant(x)

    def work():
        model(tensor).numpy()

    return compare(plain_js.infer, work, 4, rounds=60)


def full_size(text):
    """MobileNet v1 with alpha 1.0 from that with 0.25: four times the channels, random weights."""
    document = json.loads(text)

    def widened(value, key=""):
        if isinstance(value, dict):
            return {k: widened(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [widened(v, key) for v in value]
        grows = key in ("filters", "target_shape") and isinstance(value, int)
        return value * 4 if grows and value not in (1, 1000) else value

    document["modelTopology"] = widened(document["modelTopology"])
    random = np.random.default_rng(0)
    data = []
    specs = [spec for group in document["weightsManifest"] for spec in group["weights"]]
    for spec in specs:
        spec["shape"] = [n * 4 if n > 3 and n != 1000 else n for n in spec["shape"]]
        name = spec["name"].rsplit("/", 1)[-1]
        if name in ("beta", "bias", "moving_mean"):
            values = np.zeros(spec["shape"])
        elif name in ("gamma", "moving_variance"):
            values = np.ones(spec["shape"])
        else:
            fan_in = np.prod(spec["shape"][:3]) if name == "kernel" else 9
            values = random.normal(0, (2 / fan_in) ** 0.5, spec["shape"])
        data.append(values.astype(np.float32).tobytes())
    document["weightsManifest"] = [{"paths": ["weights.bin"], "weights": specs}]
    return json.dumps(document), b"".join(data)


async def full_size_inference(url, photo):
    from pyodide.http import pyfetch

    text, weights = full_size(await (await pyfetch(plain_js.resolve(url.lstrip("/")))).string())
    await plain_js.build(text, weights)
    model = tf.io.load_layers_model({"model.json": text.encode(), "weights.bin": weights})
    x = np.asarray(photo, np.float32)[None] / np.float32(127.5) - 1
    plain_js.photo(np.ascontiguousarray(x).reshape(-1))
    tensor = tf.constant(x)

    def work():
        model(tensor).numpy()

    return compare(plain_js.infer, work, 2, rounds=25)


def classification(url, photo):
    classifier = tf.tasks.ImageClassifier.load(version=1, url=url, input_range=(0, 1))
    pixels = np.asarray(photo, np.uint8)
    height, width, _ = pixels.shape
    flat = np.ascontiguousarray(pixels).reshape(-1)

    def plain(count):
        return plain_js.classify(flat, width, height, count)

    def work():
        classifier(pixels, top_k=5)

    return compare(plain, work, 4)


def flat_memory(url, photo, count=1000):
    classifier = tf.tasks.ImageClassifier.load(version=1, url=url, input_range=(0, 1))
    pixels = np.asarray(photo, np.uint8)
    for _ in range(3):
        classifier(pixels)
    before = json.loads(_bridge.census())
    for _ in range(count):
        classifier(pixels)
    after = json.loads(_bridge.census())
    grown = {k: after[k] - before[k] for k in before if isinstance(before[k], int | float)}
    return {"classifications": count, "grown": {k: v for k, v in grown.items() if v}}
