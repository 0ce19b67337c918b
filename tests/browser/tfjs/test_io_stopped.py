"""Loading that is stopped while it waits: nothing is left behind, and nothing half done."""

from __future__ import annotations

import json

import pytest

from tests.browser.harness import in_browser

MODEL = "/models/tiny_colors_graph"


def stopped(_):
    """In the place of a wait that Stop ends at once."""
    raise KeyboardInterrupt


def blobs():
    """Byte arrays that live on the host's side."""
    from tfjs import _bridge

    return json.loads(_bridge.census())["blobs"]


@in_browser
async def test_bytes_that_come_when_nobody_waits_any_more_are_freed():
    import asyncio

    import tfjs as tf
    from tfjs import _bridge
    from tfjs._bridge import blobs as owned

    tf.io.load_model(MODEL)
    urls, before = [f"{MODEL}/shard1.bin", f"{MODEL}/shard2.bin"], blobs()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owned, "run_sync", stopped)
        for bring in (
            lambda: _bridge.kept([f"{MODEL}/model.json"], "index"),
            lambda: _bridge.fetch(urls, "test"),
        ):
            with pytest.raises(KeyboardInterrupt):
                bring()
    await asyncio.sleep(0.3)
    assert blobs() == before


@in_browser
async def test_a_model_whose_keeping_is_not_waited_for_is_kept_whole():
    import asyncio

    import tfjs as tf
    from tfjs._bridge import models

    tf.io.clear_model_cache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "run_sync", stopped)
        with pytest.raises(KeyboardInterrupt):
            tf.io.load_model(MODEL)
    await asyncio.sleep(0.3)
    [kept] = tf.io.cached_models()
    assert kept.num_bytes == tf.io.load_model(MODEL).num_bytes


@in_browser
def test_bytes_and_models_go_with_the_last_who_knows_them():
    from tfjs import _bridge

    before = json.loads(_bridge.census())
    held = _bridge.keep_blobs([b"abc", b"de"])
    assert [_bridge.blob_size(blob) for blob in held] == [3, 2]
    assert blobs() == before["blobs"] + 2
    del held
    document = json.dumps(
        {
            "modelTopology": {"node": [], "versions": {}, "library": {}},
            "weightsManifest": [{"paths": [], "weights": []}],
        }
    )
    model = _bridge.build_model("graph-model", document, _bridge.keep_blobs([b""]))
    assert json.loads(_bridge.census())["models"] == before["models"] + 1
    del model
    assert json.loads(_bridge.census()) == before
