"""The form of a layer's case, and the numbers in it: read by the generator and by the tests.

A family of cases is a file `layer_cases_<family>.py` beside this one with a list `CASES`:

    CASES = [
        case("Dense", {"units": 4, "activation": "relu"}, floats(2, 3)),
        case("Embedding", {"input_dim": 9, "output_dim": 2}, whole(2, 5, below=9)),
        case("Add", {}, [floats(2, 3), floats(2, 3)]),                   # one argument, a list
        case("Attention", {"use_scale": True}, [floats(2, 4, 5), floats(2, 6, 5)]),
        case("MultiHeadAttention", {"num_heads": 2, "key_dim": 3}, floats(2, 4), floats(2, 4)),
        case("Dropout", {"rate": 0.5, "seed": 7}, floats(2, 3), call={"training": True}),
        case("TimeDistributed", {"layer": made("layers.Dense", units=2)}, floats(2, 3, 4)),
        case("Masking", {}, literal([[[0.0], [1.0]]])),
        case("Dense", {"units": 2}, floats(3), raises="min_ndim=2"),
    ]

No number is drawn: inputs, weights and the weights of the outputs in the gradients' target are the
same formula on both sides.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

OUTPUT_SALT = 900
WEIGHT_SALT = 50


def case(
    layer: str,
    config: dict[str, Any] | None = None,
    *inputs: Any,
    call: dict[str, Any] | None = None,
    **options: Any,
) -> dict[str, Any]:
    """A case.

    Args:
        layer: Class in `keras.layers`.
        config: Arguments of the class; `made` for objects among them.
        inputs: Positional arguments of the call: specifications, or lists and dicts of them.
        call: Further arguments of the call, values or specifications.
        options: weights: "own" keeps the initial ones (None: the formula); weight_scale: of the
            formula, 0.5; adapt: data for `adapt` before the call; calls: how often to call, 1;
            gradients, symbolic, config_check: False to leave these out; raises: words of the error
            (outputs are then not looked at); rtol, atol: tolerances of the comparison, 2e-5, 2e-6.
    """
    return {"layer": layer, "config": config or {}, "inputs": list(inputs), "call": call or {}} | (
        {"options": options} if options else {}
    )


def floats(*shape: int, scale: float = 1.0, shift: float = 0.0) -> dict[str, Any]:
    """Numbers in `shift ± scale`, no two alike below 1009 of them, none 0."""
    spec: dict[str, Any] = {"spec": "floats", "shape": list(shape)}
    return spec | ({} if scale == 1.0 else {"scale": scale}) | ({"shift": shift} if shift else {})


def whole(*shape: int, below: int, dtype: str = "int32") -> dict[str, Any]:
    """Whole numbers from 0 up to `below`, which is left out."""
    return {"spec": "whole", "shape": list(shape), "below": below, "dtype": dtype}


def literal(values: Any, dtype: str = "float32") -> dict[str, Any]:
    """These values; dtype may be "string" or "bool" too."""
    return {"spec": "literal", "values": values, "dtype": dtype}


def made(name: str, **config: Any) -> dict[str, Any]:
    """An object such as `layers.LSTM` with these arguments."""
    return {"spec": "made", "name": name, "config": config}


def numbers(count: int, salt: int) -> np.ndarray:
    """`count` numbers within (-1, 1), a function of their place and of `salt`."""
    places = np.arange(count, dtype=np.int64)
    return (((places * 7919 + salt * 104729) % 1009 - 504.25) / 504.5).astype(np.float32)


def array_of(spec: dict[str, Any], salt: int) -> np.ndarray:
    """The values that a specification stands for."""
    kind = spec["spec"]
    if kind == "literal":
        dtype = np.dtype(object) if spec["dtype"] == "string" else np.dtype(spec["dtype"])
        return np.array(spec["values"], dtype)
    shape = tuple(spec["shape"])
    count = int(np.prod(shape))
    if kind == "whole":
        places = np.arange(count, dtype=np.int64)
        return (
            ((places * 7919 + salt * 31) % 1009 % spec["below"])
            .astype(spec["dtype"])
            .reshape(shape)
        )
    values = numbers(count, salt) * np.float32(spec.get("scale", 1.0))
    return (values + np.float32(spec.get("shift", 0.0))).astype(np.float32).reshape(shape)


def weight_value(name: str, shape: tuple[int, ...], place: int, scale: float) -> np.ndarray:
    """The value of the layer's weight number `place`; variances are positive."""
    values = numbers(int(np.prod(shape)), WEIGHT_SALT + place).reshape(shape)
    return np.abs(values) + np.float32(0.5) if "variance" in name else values * np.float32(scale)


def filled_in(value: Any, keras: Any, tensor: Any, salt: list[int]) -> Any:
    """`value` with every specification in it replaced by what it stands for."""
    if isinstance(value, dict):
        kind = value.get("spec")
        if kind == "made":
            made_from = keras
            for part in value["name"].split("."):
                made_from = getattr(made_from, part)
            return made_from(**filled_in(value["config"], keras, tensor, salt))
        if kind is not None:
            salt[0] += 1
            return tensor(array_of(value, salt[0]), value)
        return {key: filled_in(v, keras, tensor, salt) for key, v in value.items()}
    if isinstance(value, list):
        return [filled_in(v, keras, tensor, salt) for v in value]
    return value


def leaves(value: Any) -> list[Any]:
    """What lists, tuples and dicts hold, in order (dicts by key)."""
    if isinstance(value, dict):
        return [leaf for key in sorted(value) for leaf in leaves(value[key])]
    if isinstance(value, list | tuple):
        return [leaf for v in value for leaf in leaves(v)]
    return [] if value is None else [value]


def path_of(path: str) -> str:
    """A weight's path without the numbers that Keras gives to names."""
    return re.sub(r"_\d+(?=/|$)", "", path)


def plain(config: Any) -> Any:
    """A configuration as JSON would hold it, its given names without their numbers.

    What a layer inside was built for is left out: it depends on the batch of the last call.
    """
    if isinstance(config, dict):
        return {
            key: path_of(v) if key == "name" and isinstance(v, str) else plain(v)
            for key, v in config.items()
            if key != "build_config"
        }
    return [plain(v) for v in config] if isinstance(config, list | tuple) else config


def seeded_losses(keras: Any) -> list[float]:
    """Losses of a fit in which all that draws follows one seed: the same program for both."""
    layers = keras.layers
    keras.utils.set_random_seed(7)
    model = keras.Sequential(
        [
            keras.Input((6, 6, 1)),
            layers.Conv2D(4, 3, activation="relu"),
            layers.Dropout(0.3),
            layers.Flatten(),
            layers.Dense(8, activation="gelu", kernel_regularizer="l2"),
            layers.GaussianNoise(0.1),
            layers.Dense(3, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    x = numbers(40 * 36, 1).reshape(40, 6, 6, 1)
    y = np.arange(40, dtype=np.int32) * 7 % 3
    fit = model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0)
    return [float(loss) for loss in fit.history["loss"]]
