"""Cases of the layers that bring values to a common scale."""

from __future__ import annotations

from layer_case import case, floats, literal, made, whole

TRAINING = {"training": True}
MASK = literal([[True, True, False], [True, False, False]], "bool")
REGULARIZED = {
    "beta_regularizer": made("regularizers.L2", l2=0.1),
    "gamma_regularizer": made("regularizers.L1", l1=0.1),
    "beta_constraint": made("constraints.NonNeg"),
    "gamma_constraint": made("constraints.MaxNorm", max_value=2.0),
    "beta_initializer": made("initializers.Constant", value=0.1),
    "gamma_initializer": made("initializers.Constant", value=0.7),
}

CASES = [
    case("BatchNormalization", {}, floats(4, 3)),
    case("BatchNormalization", {}, floats(4, 3), call=TRAINING),
    case("BatchNormalization", {}, floats(2, 3, 2, 4), call=TRAINING, calls=3),
    case("BatchNormalization", {"axis": 1}, floats(2, 3, 2, 4), call=TRAINING),
    case("BatchNormalization", {"axis": 1}, floats(2, 3, 2, 4)),
    case("BatchNormalization", {"axis": 2}, floats(2, 3, 4), call=TRAINING),
    case("BatchNormalization", {"center": False, "momentum": 0.8}, floats(4, 3), call=TRAINING),
    case("BatchNormalization", {"scale": False, "epsilon": 0.1}, floats(4, 3), call=TRAINING),
    case("BatchNormalization", {"center": False, "scale": False}, floats(4, 3)),
    case("BatchNormalization", {"trainable": False}, floats(4, 3), call=TRAINING),
    case("BatchNormalization", REGULARIZED, floats(4, 3), call=TRAINING),
    case("BatchNormalization", {}, floats(2, 3, 4), call={"training": True, "mask": MASK}),
    case("BatchNormalization", {}, floats(2, 3, 4), call={"mask": MASK}),
    case("BatchNormalization", {}, floats(2, 3, 2, 4), call={"mask": MASK}, raises="one dimension"),
    case("BatchNormalization", {"renorm": True}, floats(6, 3), call=TRAINING, calls=2),
    case("BatchNormalization", {"renorm": True}, floats(6, 3)),
    case(
        "BatchNormalization",
        {
            "renorm": True,
            "renorm_momentum": 0.7,
            "renorm_clipping": {"rmax": 1.5, "rmin": 0.5, "dmax": 0.3},
        },
        floats(2, 3, 4),
        call=TRAINING,
    ),
    case(
        "BatchNormalization",
        {"renorm": True, "renorm_clipping": {"rmax": 1, "rmin": 2}},
        floats(2, 3),
        raises="rmax should be greater",
    ),
    case(
        "BatchNormalization",
        {"renorm": True, "renorm_clipping": {"max": 1}},
        floats(2, 3),
        raises="invalid keys",
    ),
    case("LayerNormalization", {}, floats(2, 3, 4)),
    case("LayerNormalization", {"axis": 1}, floats(2, 3, 4)),
    case("LayerNormalization", {"axis": [1, 2]}, floats(2, 3, 4)),
    case("LayerNormalization", {"axis": [1, 2, 3]}, floats(2, 3, 4, 2)),
    case("LayerNormalization", {"center": False, "epsilon": 0.01}, floats(2, 5)),
    case("LayerNormalization", {"scale": False}, floats(2, 5)),
    case("LayerNormalization", {"rms_scaling": True}, floats(2, 5)),
    case("LayerNormalization", REGULARIZED, floats(2, 5)),
    case("LayerNormalization", {"axis": "1"}, floats(2, 5), raises="Expected an int or a list"),
    case("GroupNormalization", {"groups": 2}, floats(2, 3, 4)),
    case("GroupNormalization", {"groups": 3}, floats(2, 2, 3, 6)),
    case("GroupNormalization", {"groups": 2, "axis": 1}, floats(2, 4, 2, 3)),
    case("GroupNormalization", {"groups": -1}, floats(2, 3, 2, 2)),
    case("GroupNormalization", {"groups": 1, "scale": False}, floats(2, 3, 4)),
    case("GroupNormalization", {"groups": 2, "center": False}, floats(2, 2, 2, 2, 4)),
    case("GroupNormalization", {"groups": 2, **REGULARIZED}, floats(3, 4)),
    case("GroupNormalization", {"groups": 5}, floats(2, 3, 4), raises="cannot be more than"),
    case("GroupNormalization", {"groups": 3}, floats(2, 3, 4), raises="must be a multiple"),
    case("GroupNormalization", {"groups": 0}, floats(2, 3, 4), raises="positive integer"),
    case("RMSNormalization", {}, floats(2, 3, 4)),
    case("RMSNormalization", {"axis": [1, 2], "epsilon": 0.01}, floats(2, 3, 4)),
    case("UnitNormalization", {}, floats(2, 3, 4)),
    case("UnitNormalization", {"axis": 1}, floats(2, 3, 4)),
    case("UnitNormalization", {"axis": [1, 2]}, floats(2, 3, 4)),
    case("UnitNormalization", {"axis": "1"}, floats(2, 3), raises="expected an int or a list"),
    # The configuration of the layer inside tells the shape that it was built for.
    case(
        "SpectralNormalization",
        {"layer": made("layers.Dense", units=3)},
        floats(2, 4),
        config_check=False,
    ),
    case(
        "SpectralNormalization",
        {"layer": made("layers.Dense", units=3), "power_iterations": 3},
        floats(2, 4),
        call=TRAINING,
        calls=2,
        rtol=1e-4,
        config_check=False,
    ),
    case(
        "SpectralNormalization",
        {"layer": made("layers.Embedding", input_dim=5, output_dim=3)},
        whole(2, 4, below=5, dtype="float32"),
        call=TRAINING,
        gradients=False,
        config_check=False,
    ),
    case(
        "SpectralNormalization",
        {"layer": made("layers.Dense", units=3), "power_iterations": 0},
        floats(2, 4),
        raises="greater than zero",
    ),
    case(
        "SpectralNormalization",
        {"layer": made("layers.Flatten")},
        floats(2, 4),
        raises="no attribute 'kernel' nor 'embeddings'",
    ),
]
