"""Cases of the layers that keep a model from learning by heart."""

from __future__ import annotations

from layer_case import case, floats

TRAINING = {"training": True}

CASES = [
    case("Dropout", {"rate": 0.5, "seed": 7}, floats(4, 5), call=TRAINING),
    case("Dropout", {"rate": 0.5, "seed": 7}, floats(4, 5), call=TRAINING, calls=3),
    case(
        "Dropout",
        {"rate": 0.3, "seed": 9, "noise_shape": [None, 1, 3]},
        floats(4, 5, 3),
        call=TRAINING,
    ),
    case(
        "Dropout",
        {"rate": 0.3, "seed": 9, "noise_shape": [4, 1, 3]},
        floats(4, 5, 3),
        call=TRAINING,
    ),
    case("Dropout", {"rate": 0.5, "seed": 7}, floats(2, 3)),
    case("Dropout", {"rate": 0, "seed": 7}, floats(2, 3), call=TRAINING),
    case("Dropout", {"rate": 1.0, "seed": 7}, floats(2, 3), call=TRAINING),
    case("Dropout", {"rate": 1.5}, floats(2, 3), raises="Expected a float value between 0 and 1"),
    case(
        "Dropout", {"rate": 0.5, "noise_shape": [0]}, floats(2, 3), raises="negative or zero value"
    ),
    case(
        "Dropout",
        {"rate": 0.5, "noise_shape": "a"},
        floats(2, 3),
        raises="Expected a tuple or list",
    ),
    case("SpatialDropout1D", {"rate": 0.5, "seed": 3}, floats(2, 3, 4), call=TRAINING),
    case("SpatialDropout2D", {"rate": 0.5, "seed": 3}, floats(2, 2, 3, 4), call=TRAINING),
    case(
        "SpatialDropout2D",
        {"rate": 0.5, "seed": 3, "data_format": "channels_first"},
        floats(2, 4, 3, 2),
        call=TRAINING,
    ),
    case("SpatialDropout3D", {"rate": 0.5, "seed": 4}, floats(2, 2, 2, 2, 3), call=TRAINING),
    case("SpatialDropout1D", {"rate": 0.5}, floats(2, 3), raises="expected ndim=3"),
    case("GaussianDropout", {"rate": 0.4, "seed": 11}, floats(3, 4), call=TRAINING, calls=2),
    case("GaussianDropout", {"rate": 0.4, "seed": 11}, floats(3, 4)),
    case("GaussianDropout", {"rate": -0.4}, floats(3, 4), raises="Expected a float value between"),
    case("GaussianNoise", {"stddev": 0.4, "seed": 11}, floats(3, 4), call=TRAINING, calls=2),
    case("GaussianNoise", {"stddev": 0.4, "seed": 11}, floats(3, 4)),
    case("GaussianNoise", {"stddev": 2}, floats(3, 4), raises="Expected a float value between"),
    case("AlphaDropout", {"rate": 0.4, "seed": 5}, floats(3, 4), call=TRAINING, calls=2),
    case(
        "AlphaDropout", {"rate": 0.4, "seed": 5, "noise_shape": [3, 1]}, floats(3, 4), call=TRAINING
    ),
    case("AlphaDropout", {"rate": 0.4, "seed": 5}, floats(3, 4)),
    case("ActivityRegularization", {"l1": 0.1, "l2": 0.2}, floats(3, 4)),
    case("ActivityRegularization", {"l1": 0.1}, floats(3, 4, 2)),
]
