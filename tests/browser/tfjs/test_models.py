"""Loaded models: inputs and outputs, calling, nodes in between, and every model at hand."""

from __future__ import annotations

import pytest

from tests.browser.harness import IN_WORKER, in_browser, no_new_tensors

TINY = ("tiny_colors_layers", "tiny_colors_graph")


def real_models():
    """Paths of all model.json files in the data folder, if there is one."""
    if IN_WORKER:
        return []
    from serving.models import list_models
    from tests.support import data

    folder = data.folder()
    if folder is None:
        return []
    return [str(entry["path"]) for entry in list_models(folder / "models")]


def blank(model):
    """Zeros for each input; 64 where a dimension is free."""
    import numpy as np

    def sizes(shape):
        return [(64 if place else 1) if n is None else n for place, n in enumerate(shape)]

    arrays = [np.zeros(sizes(t.shape), t.dtype.as_numpy_dtype) for t in model.inputs]
    return arrays if len(arrays) > 1 else arrays[0]


@pytest.mark.parametrize("path", real_models())
@pytest.mark.models
@in_browser
def test_every_model_loads_and_runs(path):
    import numpy as np

    import tfjs as tf

    model = tf.io.load_model(f"/models/{path}")
    outputs = model(blank(model))
    outputs = outputs if isinstance(outputs, list) else [outputs]
    assert len(outputs) == len(model.outputs)
    for output in outputs:
        assert np.isfinite(output.numpy()).all()
    assert model.num_bytes > 0
    assert repr(model).startswith(f"<{type(model).__name__} ")


def close(found, wanted):
    """Whether two results of a model agree, up to the order in which a kernel sums."""
    import numpy as np

    pairs = zip(found, wanted, strict=True) if isinstance(found, list) else [(found, wanted)]
    for one, other in pairs:
        scale = max(1.0, float(np.abs(other.numpy()).max(initial=0)))
        np.testing.assert_allclose(one.numpy(), other.numpy(), atol=1e-6 * scale)


@pytest.mark.parametrize("path", real_models())
@pytest.mark.models
@in_browser
def test_a_replay_of_a_model_computes_what_tfjs_computes(path):
    import numpy as np

    import tfjs as tf

    model = tf.io.load_model(f"/models/{path}")
    random = np.random.default_rng(3)

    def picture():
        """Numbers between 0 and 1, or few whole ones where a model takes those."""
        blanks = blank(model)
        several = isinstance(blanks, list)
        arrays = [
            random.uniform(0, 1, a.shape).astype(a.dtype)
            if a.dtype.kind == "f"
            else random.integers(0, 9, a.shape).astype(a.dtype)
            for a in (blanks if several else [blanks])
        ]
        return arrays if several else arrays[0]

    model(picture())  # is recorded
    x = picture()
    found = model(x)
    other = tf.io.load_model(f"/models/{path}")
    close(found, other(x))  # whose first call TF.js itself computes


@in_browser
def test_a_model_forgets_the_replays_of_old_shapes():
    import numpy as np

    import tfjs as tf

    model = tf.io.load_model("/models/tiny_colors_graph")
    weights = tf.backend.memory()
    random = np.random.default_rng(3)
    for size in [1, 2, 3, 4, 5, 6, 1, 2]:
        x = random.uniform(0, 1, (size, 8, 8, 3)).astype(np.float32)
        with tf.GradientTape():
            wanted = model(x)
        close(model(x), wanted)
        close(model(x), wanted)
    del wanted
    assert tf.backend.memory().num_bytes - weights.num_bytes < 100


@pytest.mark.parametrize("folder", TINY)
@in_browser
def test_inputs_and_outputs_are_described(folder):
    import tfjs as tf

    model = tf.io.load_model(f"/models/{folder}")
    assert [t.shape for t in model.inputs] == [(None, 8, 8, 3)]
    assert [t.dtype for t in model.inputs] == [tf.float32]
    assert model.outputs[0].shape in ((None, 3), None)
    lines = []
    model.summary(lines.append)
    assert folder in lines[0]
    assert len(lines) == 3


@pytest.mark.parametrize("folder", TINY)
@in_browser
def test_arrays_tensors_lists_and_names_are_taken(folder):
    import numpy as np

    import tfjs as tf

    model = tf.io.load_model(f"/models/{folder}")
    x = np.random.default_rng(0).random((2, 8, 8, 3)).astype(np.float32)
    expected = model(x).numpy()
    assert expected.shape == (2, 3)
    np.testing.assert_allclose(expected.sum(axis=1), 1, rtol=1e-5)
    forms = [tf.constant(x), [tf.constant(x)], {model.inputs[0].name: x}, x.tolist()]
    for form in forms:
        np.testing.assert_array_equal(model(form).numpy(), expected)
    np.testing.assert_array_equal(model.predict(x).numpy(), expected)


@pytest.mark.parametrize(
    ("shape", "dtype", "words"),
    [
        ((8, 8, 3), "float32", r"of shape \(None, 8, 8, 3\). Received: \(8, 8, 3\)"),
        ((1, 9, 8, 3), "float32", r"of shape \(None, 8, 8, 3\)"),
        ((1, 8, 8, 3), "bool", "of dtype float32. Received: bool"),
    ],
)
@in_browser
def test_wrong_inputs_are_named(shape, dtype, words):
    import numpy as np

    import tfjs as tf

    model = tf.io.load_model("/models/tiny_colors_layers")
    with pytest.raises(tf.errors.InvalidArgumentError, match=words):
        model(np.zeros(shape, dtype))


@in_browser
def test_wrong_names_are_named():
    import numpy as np

    import tfjs as tf

    model = tf.io.load_model("/models/tiny_colors_graph")
    with pytest.raises(
        tf.errors.InvalidArgumentError, match=r"1 inputs: images\. Received: inputs"
    ):
        model({"photo": np.zeros((1, 8, 8, 3), np.float32)})


@in_browser
def test_nodes_in_between():
    import numpy as np

    import tfjs as tf

    model = tf.io.load_graph_model("/models/tiny_colors_graph")
    x = np.random.default_rng(0).random((1, 8, 8, 3)).astype(np.float32)
    flat = model.execute(x, "flat")
    np.testing.assert_array_equal(flat.numpy().reshape(-1), x.reshape(-1))
    logits, scores = model.execute(x, ["logits", "scores"])
    e = np.exp(logits.numpy())
    np.testing.assert_allclose(scores.numpy(), e / e.sum(), rtol=1e-5)
    assert len(model.execute(x, ["scores"])) == 1
    weight = model.execute(x, "colors/kernel")
    del weight
    np.testing.assert_array_equal(model(x).numpy(), scores.numpy())


@in_browser
def test_unknown_nodes_are_named():
    import numpy as np

    import tfjs as tf

    model = tf.io.load_graph_model("/models/tiny_colors_graph")
    with pytest.raises(tf.errors.OpError, match="nowhere"):
        model.execute(np.zeros((1, 8, 8, 3), np.float32), "nowhere")


@pytest.mark.parametrize("folder", TINY)
@in_browser
def test_running_leaves_no_tensors(folder):
    import numpy as np

    import tfjs as tf

    model = tf.io.load_model(f"/models/{folder}")
    x = np.zeros((1, 8, 8, 3), np.float32)
    no_new_tensors(lambda: model(x), returns=1)


@pytest.mark.models
@in_browser
def test_graph_with_control_flow_runs():
    import numpy as np

    import tfjs as tf

    model = tf.io.load_model("/models/handtrack_ssd320_int8")
    x = np.zeros((1, 320, 320, 3), np.int32)
    first = [t.numpy() for t in model(x)]
    second = [t.numpy() for t in model(x)]
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.models
@in_browser
def test_two_inputs_go_by_order_or_name():
    import numpy as np

    import tfjs as tf

    model = tf.io.load_model("/models/cvae_quickdraw")
    latent = np.linspace(-1, 1, 16, dtype=np.float32)[None]
    label = np.eye(51, dtype=np.float32)[[3]]
    by_order = model([latent, label]).numpy()
    names = [t.name for t in model.inputs]
    by_name = model(dict(zip(reversed(names), [label, latent], strict=True))).numpy()
    np.testing.assert_array_equal(by_order, by_name)
    with pytest.raises(tf.errors.InvalidArgumentError, match="expected 2 inputs"):
        model(latent)
