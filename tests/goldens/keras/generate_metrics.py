"""Ask Keras for the values of its metrics: writes metrics.json; see ../README.md.

    python generate_metrics.py

A case is a metric with its arguments and the names of what it is updated with, twice. Answers: the
result after each update, the variables' names and last values, and the configuration. A case of a
function holds its values.
"""

from __future__ import annotations

import json
import os
import warnings
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf
from generate_losses import rounded, waves

HERE = Path(__file__).resolve().parent


def arrays() -> dict[str, Any]:
    """Everything that cases refer to by name; `x_2` is what `x` is followed by."""
    found: dict[str, Any] = {}
    for turn, pace in (("", 1.7), ("_2", 2.9)):
        shares = waves(8, 4, low=0.02, high=1.0, pace=pace)
        odds = waves(8, low=0.0, high=1.0, pace=pace)
        odds[2], odds[5] = 1.0, 0.0
        classes = (np.arange(8) * 3 + (turn == "_2")) % 4
        labels = (np.arange(24).reshape(8, 3) * 7 % 5 % 2).astype(np.float32)
        found |= {
            f"real{turn}": waves(8, 3, pace=pace),
            f"guess{turn}": waves(8, 3, pace=pace + 0.13),
            f"real_1{turn}": waves(8, pace=pace),
            f"guess_1{turn}": waves(8, 1, pace=pace + 0.2),
            f"series{turn}": waves(2, 3, 4, pace=pace),
            f"series_guess{turn}": waves(2, 3, 4, pace=pace + 0.2),
            f"bits{turn}": ((np.arange(8) * (3 if turn else 5)) % 3 == 0).astype(np.int32),
            f"odds{turn}": odds,
            f"odds_column{turn}": odds[:, None],
            f"logits{turn}": waves(8, low=-4, high=4, pace=pace),
            f"labels{turn}": labels,
            f"label_odds{turn}": waves(8, 3, low=0, high=1, pace=pace),
            f"label_logits{turn}": waves(8, 3, low=-4, high=4, pace=pace),
            f"classes{turn}": classes.astype(np.int32),
            f"classes_column{turn}": classes.astype(np.int64)[:, None],
            f"hot{turn}": np.eye(4, dtype=np.float32)[classes],
            f"shares{turn}": shares / shares.sum(-1, keepdims=True),
            f"scores{turn}": waves(8, 4, low=-4, high=4, pace=pace),
            f"guess_classes{turn}": ((classes + (np.arange(8) % 3 == 0)) % 4).astype(np.int32),
            f"map{turn}": (np.arange(12).reshape(2, 2, 3) * 5 % 4).astype(np.int32),
            f"map_shares{turn}": tf.nn.softmax(waves(2, 2, 3, 4, pace=pace)).numpy(),
            f"map_guess{turn}": (np.arange(12) * 5 // 2 % 4).reshape(2, 2, 3).astype(np.int32),
            f"signs{turn}": np.sign(waves(8, 3, pace=pace)),
            f"counts{turn}": np.abs(np.round(waves(8, 3, low=0, high=6, pace=pace))),
            f"rates{turn}": waves(8, 3, low=0.1, high=6, pace=pace + 0.3),
            f"w{turn}": waves(8, low=0.1, high=2, pace=pace),
            f"w_int{turn}": (np.arange(8) % 3).astype(np.int32),
            f"w_series{turn}": waves(2, 3, low=0, high=2, pace=pace),
            f"w_rows{turn}": waves(2, low=0, high=2, pace=pace),
            f"w_map{turn}": (np.arange(12).reshape(2, 2, 3) % 2).astype(np.int32),
            f"w_labels{turn}": waves(8, 3, low=0.1, high=2, pace=pace),
            f"mask_series{turn}": np.bool_([[True, False, True], [True, True, False]]),
            f"sorted{turn}": np.argsort(-shares, -1).astype(np.float32),
        }
    return found


Case = tuple[str, dict[str, Any], str | None, str, dict[str, str]]
W = {"weight": "w"}


def means() -> list[Case]:
    """Metrics that average something."""
    rows: list[Case] = [
        ("Mean", {}, None, "real_1", {}),
        ("Mean", {}, None, "real", {"weight": "w"}),
        ("Mean", {}, None, "series", {"weight": "w_series"}),
        ("Mean", {}, None, "series", {"weight": "w_rows"}),
        ("Sum", {}, None, "real", {}),
        ("Sum", {}, None, "series", {"weight": "w_series"}),
        ("Sum", {}, None, "series", {"weight": "w_rows"}),
        ("Accuracy", {}, "classes", "guess_classes", {}),
        ("Accuracy", {}, "classes_column", "guess_classes", W),
        ("BinaryAccuracy", {}, "bits", "odds", {}),
        ("BinaryAccuracy", {"threshold": 0.3}, "bits", "odds_column", W),
        ("BinaryAccuracy", {}, "labels", "label_odds", {"weight": "w"}),
        ("CategoricalAccuracy", {}, "hot", "shares", {}),
        ("CategoricalAccuracy", {}, "hot", "shares", W),
        ("SparseCategoricalAccuracy", {}, "classes", "shares", {}),
        ("SparseCategoricalAccuracy", {}, "classes_column", "shares", W),
        ("SparseCategoricalAccuracy", {}, "map", "map_shares", {}),
        ("SparseCategoricalAccuracy", {}, "map", "map_shares", {"weight": "w_map"}),
        ("TopKCategoricalAccuracy", {"k": 2}, "hot", "shares", {}),
        ("TopKCategoricalAccuracy", {}, "hot", "shares", W),
        ("SparseTopKCategoricalAccuracy", {"k": 2}, "classes", "shares", {}),
        ("SparseTopKCategoricalAccuracy", {"k": 3}, "map", "map_shares", {}),
        (
            "SparseTopKCategoricalAccuracy",
            {"k": 2, "from_sorted_ids": True},
            "classes",
            "sorted",
            W,
        ),
        ("MeanSquaredError", {}, "series", "series_guess", {"weight": "w_series"}),
        ("MeanSquaredError", {}, "series", "series_guess", {"mask": "mask_series"}),
        (
            "MeanSquaredError",
            {},
            "series",
            "series_guess",
            {"weight": "w_series", "mask": "mask_series"},
        ),
        ("RootMeanSquaredError", {}, "series", "series_guess", {"weight": "w_rows"}),
        ("CosineSimilarity", {"axis": 1}, "series", "series_guess", {}),
        ("KLDivergence", {}, "hot", "shares", {}),
        ("KLDivergence", {}, "hot", "shares", W),
        ("Poisson", {}, "counts", "rates", W),
        ("BinaryCrossentropy", {}, "labels", "label_odds", W),
        ("BinaryCrossentropy", {"from_logits": True}, "labels", "label_logits", {}),
        ("BinaryCrossentropy", {"label_smoothing": 0.2}, "labels", "label_odds", {}),
        ("CategoricalCrossentropy", {}, "hot", "shares", W),
        ("CategoricalCrossentropy", {"from_logits": True}, "hot", "scores", {}),
        ("CategoricalCrossentropy", {"label_smoothing": 0.1}, "hot", "shares", {}),
        ("SparseCategoricalCrossentropy", {}, "classes", "shares", W),
        ("SparseCategoricalCrossentropy", {"from_logits": True}, "classes", "scores", {}),
        ("SparseCategoricalCrossentropy", {"ignore_class": 1}, "map", "map_shares", {}),
        (
            "SparseCategoricalCrossentropy",
            {"ignore_class": 1},
            "map",
            "map_shares",
            {"weight": "w_map"},
        ),
        ("Hinge", {}, "signs", "guess", {}),
        ("SquaredHinge", {}, "labels", "guess", W),
        ("CategoricalHinge", {}, "hot", "scores", {}),
        ("PearsonCorrelation", {}, "real", "guess", {}),
        ("PearsonCorrelation", {"axis": 0}, "real", "guess", {}),
        ("ConcordanceCorrelation", {}, "real", "guess", W),
    ]
    for name in (
        "MeanSquaredError",
        "MeanAbsoluteError",
        "MeanAbsolutePercentageError",
        "MeanSquaredLogarithmicError",
        "RootMeanSquaredError",
        "CosineSimilarity",
        "LogCoshError",
    ):
        rows += [(name, {}, "real", "guess", W), (name, {}, "real_1", "guess_1", {})]
    return rows


def counting() -> list[Case]:
    """Metrics that count."""
    rows: list[Case] = []
    even = [i / 10 for i in range(11)]
    for name in ("TruePositives", "FalsePositives", "TrueNegatives", "FalseNegatives"):
        rows += [
            (name, {}, "bits", "odds", {}),
            (name, {"thresholds": [0.2, 0.5, 0.9]}, "labels", "label_odds", {"weight": "w"}),
            (name, {"thresholds": even}, "bits", "odds_column", W),
        ]
    for name in ("Precision", "Recall"):
        rows += [
            (name, {}, "bits", "odds", {}),
            (name, {}, "bits", "odds_column", W),
            (name, {"thresholds": [0.2, 0.5]}, "labels", "label_odds", {}),
            (name, {"thresholds": 0.7}, "labels", "label_odds", {"weight": "w_labels"}),
            (name, {"thresholds": even}, "bits", "odds", W),
            (name, {"class_id": 2}, "labels", "label_odds", W),
            (name, {"top_k": 2}, "hot", "shares", {}),
            (name, {"top_k": 2, "class_id": 1}, "hot", "shares", W),
        ]
    for name, argument in (
        ("SensitivityAtSpecificity", "specificity"),
        ("SpecificityAtSensitivity", "sensitivity"),
        ("PrecisionAtRecall", "recall"),
        ("RecallAtPrecision", "precision"),
    ):
        rows += [
            (name, {argument: 0.6}, "bits", "odds", {}),
            (name, {argument: 0.4, "num_thresholds": 20}, "bits", "odds", W),
            (name, {argument: 0.5, "num_thresholds": 1}, "bits", "odds", {}),
            (name, {argument: 0.5, "class_id": 1}, "labels", "label_odds", {}),
        ]
    for curve in ("ROC", "PR", "PRGAIN"):
        for method in ("interpolation", "majoring", "minoring"):
            own: dict[str, Any] = {"curve": curve, "summation_method": method}
            rows += [
                ("AUC", own | {"num_thresholds": 30}, "bits", "odds", W),
                (
                    "AUC",
                    own | {"multi_label": True, "num_labels": 3, "num_thresholds": 20},
                    "labels",
                    "label_odds",
                    {},
                ),
            ]
    few = {"num_thresholds": 10}
    rows += [
        ("AUC", {}, "bits", "odds_column", {}),
        ("AUC", few | {"from_logits": True}, "bits", "logits", {}),
        ("AUC", {"thresholds": [0.1, 0.35, 0.9]}, "bits", "odds", W),
        ("AUC", {"thresholds": [0.25, 0.5, 0.75]}, "bits", "odds", {}),
        ("AUC", few | {"multi_label": True}, "labels", "label_odds", {}),
        (
            "AUC",
            few | {"multi_label": True, "label_weights": [0.2, 1.0, 3.0]},
            "labels",
            "label_odds",
            {},
        ),
        (
            "AUC",
            few | {"multi_label": True, "curve": "PR", "label_weights": [0.2, 1.0, 3.0]},
            "labels",
            "label_odds",
            {},
        ),
        ("AUC", few | {"label_weights": [0.2, 1.0, 3.0]}, "labels", "label_odds", {}),
        (
            "AUC",
            {"multi_label": True, "thresholds": [0.1, 0.3, 0.8]},
            "labels",
            "label_odds",
            {},
        ),
    ]
    for average in (None, "micro", "macro", "weighted"):
        rows += [
            ("F1Score", {"average": average}, "hot", "shares", {}),
            ("FBetaScore", {"average": average, "beta": 2.0}, "hot", "shares", W),
            (
                "FBetaScore",
                {"average": average, "beta": 0.5, "threshold": 0.6},
                "labels",
                "label_odds",
                W,
            ),
        ]
    for aggregation in (None, "uniform_average", "variance_weighted_average"):
        own = {"class_aggregation": aggregation}
        rows += [
            ("R2Score", own, "real", "guess", {}),
            ("R2Score", own | {"num_regressors": 2}, "real", "guess", W),
        ]
    rows += [
        ("R2Score", {"num_regressors": 40}, "real", "guess", {}),
        ("IoU", {"num_classes": 4, "target_class_ids": [0, 2]}, "classes", "guess_classes", {}),
        (
            "IoU",
            {"num_classes": 4, "target_class_ids": [1], "sparse_y_pred": False},
            "map",
            "map_shares",
            {},
        ),
        ("BinaryIoU", {"threshold": 0.3}, "bits", "odds", {}),
        ("BinaryIoU", {"target_class_ids": [1], "dtype": "float32"}, "bits", "odds", W),
        ("MeanIoU", {"num_classes": 4}, "classes", "guess_classes", {"weight": "w_int"}),
        ("MeanIoU", {"num_classes": 4, "ignore_class": 2}, "map", "map_guess", {}),
        ("MeanIoU", {"num_classes": 6}, "map", "map_guess", {"weight": "w_map"}),
        ("MeanIoU", {"num_classes": 3}, "map", "map_guess", {}),
        ("OneHotIoU", {"num_classes": 4, "target_class_ids": [0, 3]}, "hot", "shares", {}),
        ("OneHotMeanIoU", {"num_classes": 4}, "hot", "shares", {"weight": "w_int"}),
        (
            "OneHotMeanIoU",
            {"num_classes": 4, "sparse_y_pred": True},
            "hot",
            "guess_classes",
            {},
        ),
    ]
    return rows


def functions() -> list[tuple[str, dict[str, Any], str, str]]:
    """Functions of `keras.metrics`."""
    return [
        ("binary_accuracy", {}, "labels", "label_odds"),
        ("categorical_accuracy", {}, "hot", "shares"),
        ("categorical_accuracy", {}, "series", "series_guess"),
        ("sparse_categorical_accuracy", {}, "classes_column", "shares"),
        ("sparse_categorical_accuracy", {}, "map", "map_shares"),
        ("top_k_categorical_accuracy", {"k": 2}, "hot", "shares"),
        ("top_k_categorical_accuracy", {"k": 2}, "series", "series_guess"),
        ("sparse_top_k_categorical_accuracy", {"k": 2}, "map", "map_shares"),
        ("pearson_correlation", {}, "real", "guess"),
        ("concordance_correlation", {}, "real", "guess"),
        ("huber", {"delta": 0.2}, "real", "guess"),
        ("binary_crossentropy", {}, "labels", "label_odds"),
        ("mean_squared_error", {}, "real", "guess"),
    ]


def answer(case: Case, known: dict[str, Any]) -> dict[str, Any]:
    """What Keras says to a case."""
    name, config, y_true, y_pred, more = case
    metric = getattr(keras.metrics, name)(**config)
    results = []
    for turn in ("", "_2"):
        output = tf.constant(known[y_pred + turn])
        if "mask" in more:
            keras.src.backend.set_keras_mask(output, tf.constant(known[more["mask"] + turn]))
        weight = known[more["weight"] + turn] if "weight" in more else None
        given = (output,) if y_true is None else (known[y_true + turn], output)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            metric.update_state(*given, sample_weight=weight)
            results.append(rounded(metric.result()))
    settings = metric.get_config()
    if settings.get("label_weights") is not None:
        settings["label_weights"] = rounded(settings["label_weights"])
    settings = {k: v for k, v in settings.items() if k not in ("fn", "thresholds")}
    return {
        "metric": name,
        "config": config,
        "y_true": y_true,
        "y_pred": y_pred,
        **more,
        "results": results,
        "dtype": keras.backend.standardize_dtype(tf.convert_to_tensor(metric.result()).dtype),
        "variables": [[v.name, rounded(v)] for v in metric.variables],
        "settings": settings | {"name": None},
    }


def values(case: tuple[str, dict[str, Any], str, str], known: dict[str, Any]) -> dict[str, Any]:
    """What a function says to a case."""
    name, config, y_true, y_pred = case
    found = getattr(keras.metrics, name)(known[y_true], known[y_pred], **config)
    return {
        "function": name,
        "config": config,
        "y_true": y_true,
        "y_pred": y_pred,
        "values": rounded(found),
    }


if __name__ == "__main__":
    known = arrays()
    answers = {
        "keras": keras.__version__,
        "names": sorted(n for n in dir(tf.keras.metrics) if not n.startswith("_")),
        "arrays": {n: [str(a.dtype), rounded(a)] for n, a in known.items()},
        "cases": [answer(case, known) for case in [*means(), *counting()]],
        "functions": [values(case, known) for case in functions()],
    }
    for case in answers["cases"]:
        if case["metric"].endswith(("Specificity", "Sensitivity", "AtRecall", "AtPrecision")):
            case["variables"] = [[name, None] for name, _ in case["variables"]]
    text = json.dumps(answers, separators=(",", ":"))
    (HERE / "metrics.json").write_text(text + "\n", encoding="utf-8")
