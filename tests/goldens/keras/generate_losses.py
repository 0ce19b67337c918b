"""Ask Keras for the values and gradients of its losses: writes losses.json; see ../README.md.

    python generate_losses.py

A case is a loss with its arguments, and the names of what it is called with; the arrays by those
names lie in the file too. Answers: the loss, and the gradient of its sum with respect to `y_pred`
(or to what is given to the activation before it).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf

HERE = Path(__file__).resolve().parent


def waves(*shape: int, low: float = -2.0, high: float = 2.0, pace: float = 1.7) -> Any:
    """Numbers that go up and down between two bounds, with three decimals."""
    count = int(np.prod(shape))
    wave = np.sin(np.arange(1, count + 1) * pace + 0.3) * 0.5 + 0.5
    return np.round(low + (high - low) * wave, 3).reshape(shape).astype(np.float32)


def arrays() -> dict[str, Any]:
    """Everything that cases refer to by name."""
    shares = waves(4, 3, low=0.05, high=1.0)
    shares_1 = waves(2, 3, 2, low=0.05, high=1.0)
    angles = waves(6, 4)
    return {
        "real": waves(4, 3),
        "guess": waves(4, 3, pace=2.3),
        "counts": np.float32([[0, 2, 5], [1, 1, 0], [3, 0, 4], [7, 1, 2]]),
        "rates": waves(4, 3, low=0.1, high=6.0),
        "whole": np.int32([[0, 2, -1], [1, 1, 0], [3, 0, 4], [-2, 1, 2]]),
        "real_1": waves(4),
        "guess_1": waves(4, 1, pace=2.3),
        "series": waves(2, 3, 4),
        "series_guess": waves(2, 3, 4, pace=2.3),
        "zeros": np.zeros((2, 3), np.float32),
        "signs": np.float32([[1, -1, 1], [-1, -1, 1], [1, 1, 1], [-1, 1, -1]]),
        "bits": np.float32([[1, 0, 1], [0, 0, 1], [1, 1, 1], [0, 1, 0]]),
        "bits_int": np.int32([[1, 0, 1], [0, 0, 1], [1, 1, 1], [0, 1, 0]]),
        "bits_1": np.float32([1, 0, 0, 1]),
        "odds": np.float32([[0.9, 0.2, 1.0], [0.0, 0.4, 0.75], [1.0, 0.6, 0.35], [0.1, 0.0, 0.5]]),
        "odds_1": np.float32([[0.9], [0.2], [0.6], [0.35]]),
        "logits": waves(4, 3, low=-4, high=4),
        "far": np.float32([[30, -20, 5], [-40, 60, 0], [100, 99, 98], [0, 0, 0]]),
        "logits_1": waves(4, 1, low=-4, high=4),
        "hot": np.float32([[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 0, 1]]),
        "hot_1": np.float32([[[1, 0], [0, 0], [0, 1]], [[0, 1], [1, 0], [0, 0]]]),
        "shares": shares / shares.sum(-1, keepdims=True),
        "loose_shares": shares,
        "shares_1": shares_1 / shares_1.sum(1, keepdims=True),
        "logits_axis": waves(2, 3, 2, low=-4, high=4),
        "classes": np.int32([0, 2, 1, 2]),
        "classes_column": np.int32([[0], [2], [1], [2]]),
        "classes_float": np.float32([0, 2, 1, 2]),
        "map": np.int32([[0, 2], [-1, 1], [2, 2]]),
        "map_scores": waves(3, 2, 3, low=-4, high=4),
        "map_shares": tf.nn.softmax(waves(3, 2, 3, low=-3, high=3)).numpy(),
        "labels": np.int32([0, 1, 0, 2, 1, 0]),
        "vectors": angles / np.linalg.norm(angles, axis=-1, keepdims=True),
        "image": np.float32(np.arange(24).reshape(2, 3, 4) % 3 == 0),
        "image_odds": waves(2, 3, 4, low=0.01, high=0.99),
        "sequences": np.int32([[1, 2, 1], [3, 0, 0], [2, 2, 0]]),
        "frames": waves(3, 6, 4, low=-3, high=3),
        "w_sequences": np.float32([1.0, 0.5, 2.0]),
        "w": np.float32([1.0, 0.5, 2.0, 0.0]),
        "w_column": np.float32([[1.0], [0.5], [2.0], [0.25]]),
        "w_int": np.int32([1, 0, 2, 3]),
        "w_series": np.float32([[1, 0.5, 2], [0, 1, 3]]),
        "w_rows": np.float32([2.0, 0.5]),
        "w_row_column": np.float32([[2.0], [0.5]]),
        "w_zero": np.zeros(4, np.float32),
        "w_labels": np.float32([1, 2, 0.5, 1, 0, 1]),
        "mask": np.bool_([True, False, True, True]),
        "mask_series": np.bool_([[True, False, True], [True, True, False]]),
        "mask_none": np.bool_([[False] * 3] * 2),
    }


Case = tuple[str, dict[str, Any], str, str, dict[str, str]]
REDUCTIONS = ("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none")


def cases() -> list[Case]:
    """Loss, its arguments, `y_true`, `y_pred`, and what else: weight, mask, activation."""
    none = {"reduction": "none"}
    rows: list[Case] = []
    for name in (
        "MeanSquaredError",
        "MeanAbsoluteError",
        "MeanAbsolutePercentageError",
        "MeanSquaredLogarithmicError",
        "CosineSimilarity",
        "Huber",
        "LogCosh",
    ):
        rows += [
            (name, {}, "real", "guess", {}),
            (name, none, "real", "guess", {"weight": "w"}),
            (name, {}, "whole", "guess", {"weight": "w_column"}),
            (name, {}, "real_1", "guess_1", {}),
            (name, none, "series", "series_guess", {}),
        ]
    for name in ("MeanSquaredError", "LogCosh"):
        for reduction in REDUCTIONS:
            own = {"reduction": reduction}
            rows += [
                (name, own, "series", "series_guess", {}),
                (name, own, "series", "series_guess", {"weight": "w_series"}),
                (name, own, "series", "series_guess", {"mask": "mask_series"}),
                (
                    name,
                    own,
                    "series",
                    "series_guess",
                    {"weight": "w_series", "mask": "mask_series"},
                ),
            ]
    rows += [
        ("MeanSquaredError", {}, "series", "series_guess", {"weight": "w_row_column"}),
        ("MeanSquaredError", {}, "series", "series_guess", {"mask": "mask_none"}),
        ("MeanSquaredError", {}, "real", "guess", {"mask": "mask", "weight": "w_int"}),
        ("MeanAbsoluteError", {"reduction": None}, "real", "guess", {"weight": "w_zero"}),
        (
            "MeanAbsoluteError",
            {"reduction": "mean_with_sample_weight"},
            "real",
            "guess",
            {"weight": "w_zero"},
        ),
        ("CosineSimilarity", {"axis": 1}, "series", "series_guess", {}),
        ("CosineSimilarity", none, "zeros", "zeros", {}),
        ("Huber", {"delta": 0.5}, "real", "guess", {}),
        ("LogCosh", none, "far", "real", {}),
        ("Poisson", none, "counts", "rates", {"weight": "w"}),
        ("Poisson", {}, "counts", "rates", {}),
        ("KLDivergence", none, "shares", "odds", {}),
        ("KLDivergence", {}, "hot", "shares", {"weight": "w"}),
    ]
    for name in ("Hinge", "SquaredHinge"):
        rows += [
            (name, {}, "signs", "guess", {}),
            (name, none, "bits", "guess", {"weight": "w"}),
            (name, none, "bits_int", "guess", {}),
            (name, none, "real", "guess", {}),
        ]
    rows += [
        ("CategoricalHinge", none, "hot", "guess", {}),
        ("CategoricalHinge", {}, "hot", "guess", {"weight": "w"}),
    ]
    for name in ("BinaryCrossentropy", "BinaryFocalCrossentropy"):
        rows += [
            (name, none, "bits", "odds", {}),
            (name, {}, "bits_int", "odds", {"weight": "w"}),
            (name, none | {"from_logits": True}, "bits", "logits", {}),
            (name, none | {"from_logits": True}, "bits", "far", {}),
            (name, none | {"label_smoothing": 0.2}, "bits", "odds", {}),
            (name, {"from_logits": True, "label_smoothing": 0.2}, "bits", "logits", {}),
            (name, {}, "bits_1", "odds_1", {}),
            (name, none | {"axis": 1}, "image", "image_odds", {}),
            (name, none, "bits", "logits", {"activation": "sigmoid"}),
        ]
    rows += [
        ("BinaryCrossentropy", none, "bits_1", "logits_1", {"activation": "sigmoid"}),
        ("BinaryCrossentropy", none, "bits", "far", {"activation": "sigmoid"}),
        (
            "BinaryFocalCrossentropy",
            none | {"apply_class_balancing": True, "alpha": 0.4, "gamma": 1.5},
            "bits",
            "odds",
            {},
        ),
    ]
    for name in ("CategoricalCrossentropy", "CategoricalFocalCrossentropy"):
        rows += [
            (name, none, "hot", "shares", {}),
            (name, {}, "hot", "loose_shares", {"weight": "w"}),
            (name, none, "hot", "odds", {}),
            (name, none | {"from_logits": True}, "hot", "logits", {}),
            (name, none | {"from_logits": True}, "hot", "far", {}),
            (name, none | {"label_smoothing": 0.1}, "hot", "shares", {}),
            (name, none | {"label_smoothing": 0.1, "from_logits": True}, "hot", "logits", {}),
            (name, none | {"axis": 1}, "hot_1", "shares_1", {}),
            (name, none | {"axis": 1, "from_logits": True}, "hot_1", "logits_axis", {}),
            (name, none, "hot", "logits", {"activation": "softmax"}),
        ]
    rows += [
        ("CategoricalCrossentropy", none, "hot", "far", {"activation": "softmax"}),
        ("CategoricalFocalCrossentropy", {"alpha": 0.5, "gamma": 1.0}, "hot", "shares", {}),
    ]
    sparse = "SparseCategoricalCrossentropy"
    ignoring = {"ignore_class": -1}
    rows += [
        (sparse, none, "classes", "shares", {}),
        (sparse, {}, "classes_column", "shares", {"weight": "w"}),
        (sparse, none, "classes_float", "loose_shares", {}),
        (sparse, none, "classes", "odds", {}),
        (sparse, none | {"from_logits": True}, "classes", "logits", {}),
        (sparse, none | {"from_logits": True}, "classes", "far", {}),
        (sparse, {"from_logits": True, "ignore_class": 2}, "classes", "logits", {}),
        (sparse, none | ignoring | {"from_logits": True}, "map", "map_scores", {}),
        (sparse, ignoring, "map", "map_shares", {}),
        (sparse, none, "classes", "logits", {"activation": "softmax"}),
        (sparse, none, "classes", "far", {"activation": "softmax"}),
        (sparse, ignoring, "map", "map_scores", {"activation": "softmax"}),
        ("CTC", {}, "sequences", "frames", {}),
        ("CTC", none, "sequences", "frames", {"weight": "w_sequences"}),
        ("Dice", {}, "image", "image_odds", {}),
        ("Dice", none | {"axis": (1, 2)}, "image", "image_odds", {"weight": "w_rows"}),
        ("Tversky", {}, "image", "image_odds", {}),
        (
            "Tversky",
            none | {"alpha": 0.3, "beta": 0.8, "axis": (1, 2)},
            "image",
            "image_odds",
            {},
        ),
        ("Circle", {}, "labels", "vectors", {}),
        ("Circle", none, "labels", "vectors", {"weight": "w_labels"}),
        ("Circle", {"gamma": 2.0, "margin": 0.1}, "labels", "vectors", {}),
        ("Circle", {"gamma": 2.0, "remove_diagonal": False}, "labels", "vectors", {}),
        ("CategoricalGeneralizedCrossEntropy", {"q": 0.7}, "classes", "shares", {}),
        ("CategoricalGeneralizedCrossEntropy", none, "classes", "shares", {"weight": "w"}),
    ]
    return rows


def rounded(values: Any) -> Any:
    """Nested lists with eight significant digits; NaN and infinities as JSON's extensions."""
    text = json.dumps(np.asarray(values).tolist())
    return json.loads(text, parse_float=lambda digits: float(f"{float(digits):.8g}"))


def answer(case: Case, known: dict[str, Any]) -> dict[str, Any]:
    """What Keras says to a case."""
    name, config, y_true, y_pred, more = case
    loss = getattr(keras.losses, name)(**config)
    given = tf.constant(known[y_pred])
    with tf.GradientTape() as tape:
        tape.watch(given)
        output = given
        if "activation" in more:
            output = keras.activations.get(more["activation"])(given)
        if "mask" in more:
            keras.src.backend.set_keras_mask(output, tf.constant(known[more["mask"]]))
        weight = known[more["weight"]] if "weight" in more else None
        value = loss(known[y_true], output, weight)
        total = tf.reduce_sum(value)
    gradient = tape.gradient(total, given)
    return {
        "loss": name,
        "config": config,
        "y_true": y_true,
        "y_pred": y_pred,
        **more,
        "value": rounded(value),
        "gradient": rounded(gradient),
    }


if __name__ == "__main__":
    known = arrays()
    answers = {
        "keras": keras.__version__,
        "names": sorted(n for n in dir(tf.keras.losses) if not n.startswith("_")),
        "arrays": {n: [str(a.dtype), rounded(a)] for n, a in known.items()},
        "cases": [answer(case, known) for case in cases()],
    }
    text = json.dumps(answers, separators=(",", ":"))
    (HERE / "losses.json").write_text(text + "\n", encoding="utf-8")
