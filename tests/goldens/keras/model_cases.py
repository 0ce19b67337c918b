"""Models that are built here and in Keras: each a function of the namespace `keras`.

Names are those that both give; weights get values by `weight_value`, inputs by `inputs_of`.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def sequential(keras: Any) -> Any:
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input([6]),
            layers.Dense(8, activation="relu", name="hidden"),
            layers.Dropout(0.5),
            layers.Dense(3, activation="softmax"),
        ],
        name="stack",
    )


def sequential_without_input(keras: Any) -> Any:
    model = keras.Sequential([keras.layers.Dense(4, activation="tanh"), keras.layers.Dense(2)])
    model.build((None, 5))
    return model


def shared(keras: Any) -> Any:
    left, right = keras.Input([4], name="left"), keras.Input([4], name="right")
    encoder = keras.layers.Dense(5, activation="sigmoid", name="encoder")
    merged = keras.layers.Concatenate()([encoder(left), encoder(right)])
    return keras.Model([left, right], keras.layers.Dense(1)(merged), name="twins")


def named_ends(keras: Any) -> Any:
    text = keras.Input([3], name="text")
    image = keras.Input([2, 2], name="image")
    flat = keras.layers.Flatten()(image)
    both = keras.layers.Concatenate(name="both")([text, flat])
    ends = {"score": keras.layers.Dense(1, name="score")(both), "features": both}
    return keras.Model({"text": text, "image": image}, ends, name="ends")


def nested(keras: Any) -> Any:
    inner_input = keras.Input([4], name="inner_input")
    body = keras.layers.Dense(4, activation="relu", name="body")(inner_input)
    inner = keras.Model(inner_input, [body, keras.layers.Dense(2, name="arm")(body)], name="inner")
    head = keras.Sequential([keras.layers.Dense(3, name="head_dense")], name="head")
    outer_input = keras.Input([4], name="outer_input")
    first, second = inner(outer_input)
    again, _ = inner(first)
    return keras.Model(outer_input, [head(again), second], name="outer")


def operators(keras: Any) -> Any:
    ops = keras.ops
    x = keras.Input([4], name="x")
    y = keras.Input([4], name="y")
    z = (x + 2.0) * y - x / (ops.absolute(y) + 1.0)
    z = ops.concatenate([z, x[:, 1:3], -y], axis=-1)
    z = ops.reshape(z, (-1, 5, 2))
    total = ops.sum(z, axis=1)
    scaled = ops.softmax(ops.matmul(z, ops.transpose(z, (0, 2, 1))), axis=-1)
    return keras.Model([x, y], [total**2, ops.mean(scaled, axis=(1, 2))], name="operators")


def residual(keras: Any) -> Any:
    x = start = keras.Input([6], name="start")
    for number in range(3):
        y = keras.layers.Dense(6, activation="relu", name=f"block{number}")(x)
        x = keras.layers.Add(name=f"sum{number}")([x, y])
    return keras.Model(start, keras.layers.Dense(2, name="out")(x), name="residual")


def embedded(keras: Any) -> Any:
    words = keras.Input([None], dtype="int32", name="words")
    x = keras.layers.Embedding(7, 3, name="table")(words)
    x = keras.layers.Dense(4, name="per_word")(x)
    return keras.Model(words, keras.layers.Dense(1, name="score")(x), name="embedded")


def masked(keras: Any) -> Any:
    words = keras.Input([None], dtype="int32", name="words")
    x = keras.layers.Embedding(7, 3, mask_zero=True, name="table")(words)
    x = keras.layers.LSTM(4, name="memory")(keras.layers.Dense(3, name="per_word")(x))
    return keras.Model(words, keras.layers.Dropout(0.5, name="drop")(x), name="masked")


LOADED = {"masked": masked}
"""Models of which only Keras's config is compared: it has operations for masks, ours has not."""

CASES = {
    function.__name__: function
    for function in (
        *(sequential, sequential_without_input, shared, named_ends, nested, operators, residual),
        embedded,
    )
}


def weight_value(index: int, shape: tuple[int, ...]) -> np.ndarray:
    """Values of a weight, by its place among the model's."""
    count = int(np.prod(shape, dtype=np.int64))
    return (0.3 * np.sin(1.0 + index + np.arange(count))).astype(np.float32).reshape(shape)


def inputs_of(model: Any) -> Any:
    """Two samples for the model's inputs, in the structure that it takes."""

    def values(place: int, tensor: Any) -> np.ndarray:
        shape = [2] + [3 if size is None else size for size in tensor.shape[1:]]
        count = np.arange(int(np.prod(shape)))
        if "int" in str(tensor.dtype):
            return ((count * 3 + place) % 7).astype(np.int32).reshape(shape)
        return np.cos(0.7 * count + place).astype(np.float32).reshape(shape)

    found = [values(place, tensor) for place, tensor in enumerate(model.inputs)]
    names = [tensor.name for tensor in model.inputs]
    if isinstance(getattr(model, "_inputs_struct", None), dict):
        return dict(zip(names, found, strict=True))
    return found[0] if len(found) == 1 else found


def outputs_of(result: Any) -> list[Any]:
    """The outputs as a flat list, dicts in the order of their keys."""
    if isinstance(result, dict):
        return [result[key] for key in sorted(result)]
    return list(result) if isinstance(result, list | tuple) else [result]


def stripped(config: Any) -> Any:
    """A config without what differs by version: compile configs, and names that count up."""
    if isinstance(config, dict):
        return {k: stripped(v) for k, v in config.items() if k not in ("compile_config",)}
    if isinstance(config, list | tuple):
        return [stripped(item) for item in config]
    return config
