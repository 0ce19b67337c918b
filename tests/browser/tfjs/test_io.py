"""`tf.io`: sources, checks, errors, progress, the model cache."""

from __future__ import annotations

import json

import pytest

from tests.browser.harness import in_browser

TINY = ("tiny_colors_layers", "tiny_colors_graph")


def read(path):
    """A file of the site."""
    from tfjs import _bridge

    ids = _bridge.fetch([path], "test")
    try:
        return _bridge.read_blob(ids[0])
    finally:
        _bridge.free_blobs(*ids)


def files_of(folder):
    """The files of a model that the site serves, by name."""
    document = read(f"/models/{folder}/model.json")
    names = [p for group in json.loads(document)["weightsManifest"] for p in group["paths"]]
    return {
        "model.json": document,
        **{name: read(f"/models/{folder}/{name}") for name in names},
    }


def changed(files, change):
    """The files, with model.json changed by a function on the parsed document."""
    document = json.loads(files["model.json"])
    change(document)
    return {**files, "model.json": json.dumps(document).encode()}


@pytest.mark.parametrize("folder", TINY)
@in_browser
def test_all_kinds_of_sources_load_the_same_model(folder):
    import io
    import zipfile
    from pathlib import Path

    import numpy as np

    import tfjs as tf
    from tfjs import _bridge

    files = files_of(folder)
    archive = io.BytesIO()
    place = Path("/tmp") / folder
    place.mkdir(exist_ok=True)
    with zipfile.ZipFile(archive, "w") as bundle:
        for name, data in files.items():
            bundle.writestr(f"{folder}/{name}", data)
            (place / name).write_bytes(data)
    absolute = _bridge.resolve_url(f"/models/{folder}")
    relative = f"models/{folder}/model.json"
    nested = {f"{folder}/{name}": memoryview(data) for name, data in files.items()}
    sources = [f"/models/{folder}", f"/models/{folder}/", relative, absolute, files, nested]
    sources += [archive.getvalue(), place, place / "model.json"]
    x = np.random.default_rng(0).random((2, 8, 8, 3)).astype(np.float32)
    expected = None
    for source in sources:
        y = tf.io.load_model(source)(x).numpy()
        expected = y if expected is None else expected
        np.testing.assert_array_equal(y, expected)


@in_browser
def test_tfhub_pages_become_file_addresses():
    from tfjs.io._source import Web, address_of

    hub = "https://tfhub.dev/google/imagenet/mobilenet_v2_100_224/classification/2"
    url = address_of(hub, "load_model")
    assert url == f"{hub}/model.json?tfjs-format=file"
    assert Web(url).beside("group1-shard1of4") == f"{hub}/group1-shard1of4?tfjs-format=file"
    assert address_of("models/x/", "load_model") == "models/x/model.json"
    assert address_of("a/nanodet-m.json?v=1", "load_model") == "a/nanodet-m.json?v=1"


@in_browser
def test_progress_counts_all_bytes():
    import tfjs as tf

    seen = []
    tf.io.clear_model_cache()
    model = tf.io.load_model("/models/tiny_colors_layers", progress=lambda *at: seen.append(at))
    assert seen[-1] == (model.num_bytes, model.num_bytes)
    assert all(total == model.num_bytes for _, total in seen)
    assert [loaded for loaded, _ in seen] == sorted(loaded for loaded, _ in seen)


@in_browser
def test_what_progress_raises_stops_the_download():
    import tfjs as tf

    def stop(loaded, total):
        raise ZeroDivisionError("enough")

    tf.io.clear_model_cache()
    with pytest.raises(ZeroDivisionError, match="enough"):
        tf.io.load_model("/models/tiny_colors_layers", progress=stop)
    assert tf.io.cached_models() == []


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/models/nothing_here", "NotFoundError", "HTTP 404"),
        ("/models/broken_html", "ModelFormatError", "expected JSON. Received: a web page"),
        ("/models/broken_json", "ModelFormatError", "expected JSON"),
        ("/models/broken_cut_off", "DataLossError", "cut off"),
        ("http://127.0.0.1:9/model.json", "UnavailableError", "could not be reached"),
        ("/models/index.json", "ModelFormatError", "no TensorFlow.js model"),
        ("", "InvalidArgumentError", "expected an address"),
    ],
)
@in_browser
def test_bad_addresses(path, kind, words):
    import tfjs as tf

    error = getattr(tf.errors, kind)
    with pytest.raises(error) as caught:
        tf.io.load_model(path)
    assert words in str(caught.value)
    if kind in ("NotFoundError", "UnavailableError"):
        assert caught.value.url
        assert "--models DIR" in str(caught.value)


def _drop(key):
    return lambda document: document.pop(key)


def _set(key, value):
    return lambda document: document.__setitem__(key, value)


def _weight(key, value):
    return lambda d: d["weightsManifest"][0]["weights"][0].__setitem__(key, value)


CHANGES = {
    "no topology": (_drop("modelTopology"), "expected `modelTopology`"),
    "no manifest": (_drop("weightsManifest"), "expected `weightsManifest`"),
    "unknown format": (_set("format", "pytorch"), "Received: 'pytorch'"),
    "other format": (_set("format", "graph-model"), "is that of a layers-model"),
    "unknown dtype": (_weight("dtype", "float8"), "Received: 'float8'"),
    "no name": (_weight("name", ""), "expected weights with a name"),
    "bad shape": (_weight("shape", [-1, 3]), "expected a shape of whole numbers"),
    "twice": (_weight("name", "colors/bias"), "is there twice"),
    "bad quantization": (_weight("quantization", {"dtype": "int4"}), "quantized to 'int4'"),
    "bad paths": (lambda d: d["weightsManifest"][0].pop("paths"), "expected `paths`"),
    "larger weight": (_weight("shape", [192, 4]), "cut off"),
    "smaller weight": (_weight("shape", [192, 2]), "too long"),
    "unknown layer": (
        lambda d: d["modelTopology"]["model_config"]["config"]["layers"][1].update(
            class_name="Denser"
        ),
        "cannot build this layers-model: Unknown layer: Denser",
    ),
    "other weights": (_weight("name", "colours/kernel"), "cannot build this layers-model"),
}


@pytest.mark.parametrize("name", CHANGES)
@in_browser
def test_bad_models_are_refused_before_or_without_a_trace(name):
    import tfjs as tf

    change, words = CHANGES[name]
    files = changed(files_of("tiny_colors_layers"), change)
    with pytest.raises((tf.errors.ModelFormatError, tf.errors.DataLossError)) as caught:
        tf.io.load_model(files)
    assert words in str(caught.value)


@in_browser
def test_all_issues_are_listed():
    import tfjs as tf

    files = changed(files_of("tiny_colors_layers"), _weight("dtype", "float8"))
    files = changed(files, _set("format", "pytorch"))
    with pytest.raises(tf.errors.ModelFormatError) as caught:
        tf.io.load_model(files)
    assert len(caught.value.issues) == 2


@in_browser
def test_graph_without_some_weights_is_refused():
    import tfjs as tf

    files = changed(files_of("tiny_colors_graph"), _weight("name", "elsewhere"))
    with pytest.raises(tf.errors.ModelFormatError, match="lacks the weights colors/kernel"):
        tf.io.load_model(files)


@in_browser
def test_missing_files_are_named():
    import tfjs as tf

    files = files_of("tiny_colors_layers")
    del files["shard2.bin"]
    with pytest.raises(tf.errors.NotFoundError, match=r"needs shard2\.bin"):
        tf.io.load_model(files)
    with pytest.raises(tf.errors.NotFoundError, match=r"expected model\.json among the files"):
        tf.io.load_model({"shard1.bin": b""})


@in_browser
def test_loaders_of_one_format_refuse_the_other():
    import tfjs as tf

    with pytest.raises(tf.errors.ModelFormatError, match=r"Use tf\.io\.load_model"):
        tf.io.load_graph_model("/models/tiny_colors_layers")
    with pytest.raises(tf.errors.ModelFormatError, match=r"Use tf\.io\.load_model"):
        tf.io.load_layers_model("/models/tiny_colors_graph")


@in_browser
def test_loaded_models_are_kept_and_used_without_a_network():
    import numpy as np

    import tfjs as tf
    from tfjs import _bridge

    tf.io.clear_model_cache()
    x = np.ones((1, 8, 8, 3), np.float32)
    expected = tf.io.load_model("/models/tiny_colors_graph")(x).numpy()
    [kept] = tf.io.cached_models()
    assert kept.url.endswith("/models/tiny_colors_graph/model.json")
    assert kept.num_bytes == sum(len(data) for data in files_of("tiny_colors_graph").values())

    def gone(urls, label, **options):
        raise _bridge.TransferError(_bridge.resolve_url(urls[0]), 0, "Failed to fetch")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_bridge, "fetch", gone)
        again = tf.io.load_model("/models/tiny_colors_graph")(x).numpy()
        with pytest.raises(tf.errors.UnavailableError):
            tf.io.load_model("/models/tiny_colors_layers")
    np.testing.assert_array_equal(again, expected)
    assert tf.io.clear_model_cache("/models/tiny_colors_graph") == 3
    assert tf.io.cached_models() == []


@in_browser
def test_a_model_that_was_not_complete_is_not_kept():
    import tfjs as tf

    tf.io.clear_model_cache()
    with pytest.raises(tf.errors.DataLossError):
        tf.io.load_model("/models/broken_cut_off")
    assert tf.io.cached_models() == []
