"""Every layer against Keras's own answers; tests/goldens/keras/layer_case.py has the form."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser, use_or_skip
from tests.goldens.keras.layer_case import (
    OUTPUT_SALT,
    filled_in,
    leaves,
    numbers,
    path_of,
    plain,
    weight_value,
)

RTOL, ATOL = 2e-5, 2e-6


def families() -> list[tuple[str, str]]:
    """Family and class of every golden."""
    found = []
    for path in sorted((FOLDER / "keras").glob("layers_*.json")):
        rows = json.loads(path.read_text(encoding="utf-8"))["cases"]
        family = path.stem.removeprefix("layers_")
        found += [(family, name) for name in dict.fromkeys(row["layer"] for row in rows)]
    return found


def tensor(values: np.ndarray, spec: dict[str, Any]) -> Any:
    import tfjs as tf

    return tf.constant(values.tolist() if values.dtype == object else values)


def symbol(values: np.ndarray, spec: dict[str, Any]) -> Any:
    import tfjs as tf

    dtype = "string" if spec.get("dtype") == "string" else values.dtype.name
    return tf.keras.KerasTensor((None, *values.shape[1:]), dtype=dtype)


def built(row: dict[str, Any]) -> Any:
    import tfjs as tf

    config = filled_in(row["config"], tf.keras, tensor, [700])
    layer = getattr(tf.keras.layers, row["layer"])(**config)
    adapt = row.get("options", {}).get("adapt")
    if adapt is not None:
        layer.adapt(filled_in(adapt, tf.keras, tensor, [800]))
    return layer


def same(found: Any, wanted: dict[str, Any] | None, row: dict[str, Any], what: str) -> None:
    """Compare a result with Keras's."""
    import tfjs as tf

    if wanted is None or found is None:
        assert (found is None) == (wanted is None), f"{what}: {found} where Keras has {wanted}"
        return
    if "ragged" in wanted:
        assert found.to_list() == wanted["ragged"], what
        return
    if isinstance(found, tf.SparseTensor):
        found = tf.sparse.to_dense(found)
    found = tf.convert_to_tensor(found)
    assert list(found.shape) == wanted["shape"], f"{what}: shape {found.shape}"
    assert found.dtype.name == wanted["dtype"], f"{what}: dtype {found.dtype.name}"
    values = found.numpy()
    if wanted["dtype"] == "string":
        flat = [v.decode() if isinstance(v, bytes) else v for v in np.ravel(values).tolist()]
        assert flat == wanted["values"], what
        return
    expected = np.array(wanted["values"], values.dtype).reshape(wanted["shape"])
    options = row.get("options", {})
    np.testing.assert_allclose(
        values,
        expected,
        rtol=options.get("rtol", RTOL),
        atol=options.get("atol", ATOL) * max(1.0, float(np.abs(expected).max(initial=0))),
        err_msg=what,
    )


def check(row: dict[str, Any]) -> None:
    """Everything that Keras says about a case."""
    import tfjs as tf

    options, answer = row.get("options", {}), row["answer"]
    layer = built(row)
    inputs = filled_in(row["inputs"], tf.keras, tensor, [0])
    call = filled_in(row["call"], tf.keras, tensor, [100])
    layer(*inputs, **call)
    found = [[path_of(w.path), list(w.shape), w.trainable] for w in layer.weights]
    assert found == answer["weights"], "weights"
    if options.get("weights") != "own":
        set_weights(layer, options.get("weight_scale", 0.5))
    sources = [t for t in leaves(inputs) if t.dtype.is_floating]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(sources)
        for _ in range(options.get("calls", 1)):
            result = layer(*inputs, **call)
        losses = layer.losses
        outputs = leaves(result)
        target = tf.add_n([tf.constant(0.0), *losses])
        for place, out in enumerate(outputs):
            if isinstance(out, tf.Tensor) and out.dtype.is_floating:
                weights = numbers(int(np.prod(out.shape)), OUTPUT_SALT + place)
                target += tf.reduce_sum(out * weights.reshape(tuple(out.shape)))
    everything("output", outputs, answer["outputs"], row)
    if "masks" in answer:
        masks = [getattr(out, "_keras_mask", None) for out in outputs]
        everything("mask", masks, answer["masks"], row)
    everything("loss", losses, answer.get("losses", []), row)
    if options.get("gradients", True):
        found = tape.gradient(target, sources)
        everything("gradient of input", found, answer["input_gradients"], row)
        found = tape.gradient(target, layer.trainable_weights)
        everything("gradient of weight", found, answer["weight_gradients"], row)
    if "after" in answer:
        everything("weight after", layer.weights, answer["after"], row)
    if answer.get("repeatable"):
        program = tf.function(lambda *inputs: layer(*inputs, **call))
        program(*inputs)
        everything("replayed output", leaves(program(*inputs)), answer["outputs"], row)


def set_weights(layer: Any, scale: float) -> None:
    """Give the layer the weights that Keras had."""
    for place, weight in enumerate(layer.weights):
        if "float" in str(weight.dtype):
            weight.assign(weight_value(weight.path, tuple(weight.shape), place, scale))


def everything(what: str, found: list[Any], wanted: list[Any], row: dict[str, Any]) -> None:
    assert len(found) == len(wanted), f"{len(found)} times {what}, not {len(wanted)}"
    for place, (one, other) in enumerate(zip(found, wanted, strict=True)):
        same(one, other, row, f"{what} {place}")


def check_form(row: dict[str, Any]) -> None:
    """Shapes of a symbolic call, and the configuration there and back."""
    import tfjs as tf

    answer = row["answer"]
    layer = built(row)
    if "symbolic" in answer:
        result = layer(
            *filled_in(row["inputs"], tf.keras, symbol, [0]),
            **filled_in(row["call"], tf.keras, symbol, [100]),
        )
        found = [[list(t.shape), getattr(t.dtype, "name", t.dtype)] for t in leaves(result)]
        assert found == answer["symbolic"], "symbolic call"
    if "get_config" in answer:
        wanted = plain(answer["get_config"])
        assert plain(layer.get_config()) == wanted, "get_config"
        again = type(layer).from_config(layer.get_config())
        assert plain(again.get_config()) == wanted, "from_config"


def check_refusal(row: dict[str, Any]) -> None:
    """The error that Keras raises, with its words."""
    import tfjs as tf

    with pytest.raises(Exception, match="") as caught:
        built(row)(
            *filled_in(row["inputs"], tf.keras, tensor, [0]),
            **filled_in(row["call"], tf.keras, tensor, [100]),
        )
    kinds = [kind.__name__ for kind in type(caught.value).__mro__]
    assert row["answer"]["error"] in kinds, f"{kinds[0]} where Keras raises {row['answer']}"
    assert row["options"]["raises"].lower() in str(caught.value).lower(), str(caught.value)


@pytest.mark.parametrize(("family", "name"), families())
@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_a_layer_agrees_with_keras(family, name, backend):
    use_or_skip(backend)
    for place, row in enumerate(load(f"keras/layers_{family}")["cases"]):
        if row["layer"] != name:
            continue
        try:
            if "error" not in row["answer"]:
                check(row)
            if backend == "cpu" and "error" in row["answer"]:
                check_refusal(row)
            elif backend == "cpu":
                check_form(row)
        except BaseException as error:
            asked = {k: v for k, v in row.items() if k != "answer"}
            error.add_note(f"case {place} of {family}: {asked}")
            raise
