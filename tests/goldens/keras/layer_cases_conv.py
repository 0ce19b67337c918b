"""Cases of the layers whose filters move over sequences, images and volumes."""

from __future__ import annotations

from layer_case import case, floats, made

FIRST = {"data_format": "channels_first"}
REGULARIZED = {
    "activity_regularizer": made("regularizers.L2", l2=0.1),
    "bias_regularizer": made("regularizers.L1", l1=0.2),
    "bias_constraint": "non_neg",
    "bias_initializer": made("initializers.Constant", value=0.5),
}
KERNEL = {
    "kernel_regularizer": made("regularizers.L1L2", l1=0.1, l2=0.2),
    "kernel_constraint": made("constraints.MaxNorm", max_value=2.0),
    "kernel_initializer": made("initializers.HeNormal", seed=3),
}

CASES = [
    case("Conv1D", {"filters": 3, "kernel_size": 2}, floats(2, 6, 4)),
    case(
        "Conv1D", {"filters": 3, "kernel_size": 3, "padding": "same", "strides": 2}, floats(2, 7, 2)
    ),
    case(
        "Conv1D",
        {"filters": 2, "kernel_size": 3, "padding": "causal", "dilation_rate": 2},
        floats(2, 6, 2),
    ),
    case(
        "Conv1D",
        {"filters": 2, "kernel_size": 2, "padding": "causal", "strides": 2},
        floats(1, 5, 2),
    ),
    case(
        "Conv1D",
        {"filters": 4, "kernel_size": 2, "groups": 2, "activation": "relu"},
        floats(2, 5, 4),
    ),
    case("Conv1D", {"filters": 2, "kernel_size": 2, "use_bias": False} | KERNEL, floats(1, 4, 2)),
    case(
        "Conv1D", {"filters": 2, "kernel_size": 2, "lora_rank": 2, "lora_alpha": 3}, floats(1, 4, 2)
    ),
    case("Conv2D", {"filters": 3, "kernel_size": 2}, floats(2, 4, 5, 2)),
    case("Conv2D", {"filters": 3, "kernel_size": 3, "activation": "relu"}, floats(2, 5, 4, 2)),
    case(
        "Conv2D",
        {"filters": 2, "kernel_size": [3, 2], "strides": [2, 1], "padding": "same"},
        floats(1, 5, 6, 3),
    ),
    case("Conv2D", {"filters": 2, "kernel_size": 2, "dilation_rate": [2, 3]}, floats(1, 6, 5, 2)),
    case(
        "Conv2D",
        {"filters": 4, "kernel_size": 3, "groups": 2, "padding": "same"},
        floats(1, 4, 4, 4),
    ),
    case("Conv2D", {"filters": 4, "kernel_size": 2, "groups": 4}, floats(1, 3, 4, 4)),
    case(
        "Conv2D",
        {"filters": 2, "kernel_size": 3, "activation": "sigmoid"} | FIRST,
        floats(2, 3, 5, 6),
    ),
    case(
        "Conv2D",
        {"filters": 2, "kernel_size": 3, "use_bias": False, "activation": "tanh"},
        floats(1, 4, 4, 1),
    ),
    case("Conv2D", {"filters": 2, "kernel_size": 2} | KERNEL | REGULARIZED, floats(2, 3, 3, 2)),
    case("Conv3D", {"filters": 2, "kernel_size": 2}, floats(1, 3, 4, 3, 2)),
    case(
        "Conv3D",
        {"filters": 2, "kernel_size": [1, 2, 3], "strides": 2, "padding": "same"},
        floats(1, 3, 4, 5, 1),
    ),
    case(
        "Conv3D",
        {"filters": 2, "kernel_size": 2, "dilation_rate": [1, 2, 1], "groups": 2},
        floats(1, 3, 4, 3, 2),
    ),
    case("Conv3D", {"filters": 2, "kernel_size": 2} | FIRST, floats(1, 2, 3, 3, 4)),
    case("Conv1DTranspose", {"filters": 3, "kernel_size": 2}, floats(2, 4, 2)),
    case(
        "Conv1DTranspose",
        {"filters": 2, "kernel_size": 3, "strides": 2, "padding": "same"},
        floats(1, 4, 2),
    ),
    case(
        "Conv1DTranspose",
        {"filters": 2, "kernel_size": 2, "dilation_rate": 2} | FIRST,
        floats(1, 2, 4),
    ),
    case("Conv2DTranspose", {"filters": 3, "kernel_size": 3}, floats(1, 3, 4, 2)),
    case(
        "Conv2DTranspose",
        {"filters": 2, "kernel_size": 3, "strides": 2, "padding": "same", "activation": "relu"},
        floats(1, 3, 4, 2),
    ),
    case(
        "Conv2DTranspose", {"filters": 2, "kernel_size": 2, "strides": [3, 2]}, floats(1, 2, 3, 1)
    ),
    case(
        "Conv2DTranspose",
        {"filters": 2, "kernel_size": 3, "strides": 2, "padding": "same", "output_padding": 1},
        floats(1, 3, 3, 2),
    ),
    case(
        "Conv2DTranspose",
        {"filters": 2, "kernel_size": 3, "strides": 2, "output_padding": [0, 1]},
        floats(1, 3, 2, 2),
    ),
    case(
        "Conv2DTranspose",
        {"filters": 2, "kernel_size": 3, "strides": 2, "padding": "same"} | FIRST,
        floats(1, 2, 3, 3),
    ),
    case(
        "Conv2DTranspose",
        {"filters": 2, "kernel_size": 2} | KERNEL | REGULARIZED,
        floats(1, 2, 3, 2),
    ),
    case("Conv3DTranspose", {"filters": 2, "kernel_size": 2, "strides": 2}, floats(1, 2, 2, 3, 2)),
    case(
        "Conv3DTranspose",
        {"filters": 1, "kernel_size": 3, "strides": 2, "padding": "same"},
        floats(1, 2, 3, 2, 2),
    ),
    case("DepthwiseConv1D", {"kernel_size": 3}, floats(2, 5, 3)),
    case(
        "DepthwiseConv1D",
        {"kernel_size": 2, "depth_multiplier": 2, "strides": 2, "padding": "same"},
        floats(2, 5, 2),
    ),
    case("DepthwiseConv1D", {"kernel_size": 2, "dilation_rate": 2} | FIRST, floats(1, 3, 6)),
    case("DepthwiseConv2D", {"kernel_size": 3, "activation": "relu"}, floats(2, 4, 5, 3)),
    case(
        "DepthwiseConv2D",
        {"kernel_size": 2, "depth_multiplier": 3, "padding": "same"},
        floats(1, 4, 3, 2),
    ),
    case(
        "DepthwiseConv2D",
        {"kernel_size": 3, "strides": 2, "padding": "same", "use_bias": False},
        floats(1, 5, 6, 2),
    ),
    case("DepthwiseConv2D", {"kernel_size": 2, "dilation_rate": 2}, floats(1, 5, 4, 2)),
    case("DepthwiseConv2D", {"kernel_size": 2} | FIRST, floats(1, 2, 4, 4)),
    case(
        "DepthwiseConv2D",
        {
            "kernel_size": 2,
            "depthwise_regularizer": "l2",
            "depthwise_constraint": "unit_norm",
            "depthwise_initializer": "he_uniform",
        }
        | REGULARIZED,
        floats(1, 3, 3, 2),
    ),
    case("SeparableConv1D", {"filters": 3, "kernel_size": 2}, floats(2, 5, 2)),
    case(
        "SeparableConv1D",
        {"filters": 2, "kernel_size": 3, "depth_multiplier": 2, "strides": 2, "padding": "same"},
        floats(1, 6, 2),
    ),
    case(
        "SeparableConv2D",
        {"filters": 3, "kernel_size": 2, "activation": "relu"},
        floats(2, 4, 3, 2),
    ),
    case(
        "SeparableConv2D",
        {"filters": 2, "kernel_size": [3, 2], "depth_multiplier": 2, "padding": "same"},
        floats(1, 4, 4, 3),
    ),
    case("SeparableConv2D", {"filters": 2, "kernel_size": 2} | FIRST, floats(1, 2, 4, 4)),
    case(
        "SeparableConv2D",
        {
            "filters": 2,
            "kernel_size": 2,
            "depthwise_regularizer": "l2",
            "pointwise_regularizer": "l1",
            "pointwise_constraint": "max_norm",
        }
        | REGULARIZED,
        floats(1, 3, 3, 2),
    ),
    case("Conv2D", {"filters": 2, "kernel_size": 3}, floats(1, 4, 4), raises="expected min_ndim=4"),
    case(
        "Conv2D",
        {"filters": 2, "kernel_size": 5},
        floats(1, 4, 4, 2),
        raises="Computed output size would be zero or negative",
    ),
    case(
        "Conv2D",
        {"filters": 4, "kernel_size": 2, "groups": 2},
        floats(1, 4, 4, 3),
        raises="number of input channels must be evenly divisible",
    ),
    case(
        "Conv2D",
        {"filters": 3, "kernel_size": 2, "groups": 2},
        floats(1, 4, 4, 4),
        raises="number of filters must be evenly divisible",
    ),
    case(
        "Conv2D",
        {"filters": 4, "kernel_size": 2, "groups": 0},
        floats(1, 4, 4, 4),
        raises="number of groups must be a positive integer",
    ),
    case(
        "Conv2D",
        {"filters": 0, "kernel_size": 2},
        floats(1, 4, 4, 2),
        raises="Expected a strictly positive value",
    ),
    case(
        "Conv2D",
        {"filters": 2, "kernel_size": [2, 2, 2]},
        floats(1, 4, 4, 2),
        raises="argument must be a tuple of 2 integers",
    ),
    case(
        "Conv2D",
        {"filters": 2, "kernel_size": 0},
        floats(1, 4, 4, 2),
        raises="do not satisfy `value > 0`",
    ),
    case(
        "Conv2D",
        {"filters": 2, "kernel_size": 2, "strides": 2, "dilation_rate": 2},
        floats(1, 4, 4, 2),
        raises="not supported in conjunction with `dilation_rate > 1`",
    ),
    case(
        "Conv2D",
        {"filters": 2, "kernel_size": 2, "padding": "causal"},
        floats(1, 4, 4, 2),
        raises="The `padding` argument must be",
    ),
    case(
        "Conv2D",
        {"filters": 2, "kernel_size": 2, "data_format": "no"},
        floats(1, 4, 4, 2),
        raises="`data_format` argument must be one of",
    ),
    case(
        "Conv2DTranspose",
        {"filters": 2, "kernel_size": 3, "strides": 2, "output_padding": 2},
        floats(1, 3, 3, 2),
        raises="must be strictly less than `strides`",
    ),
    case(
        "DepthwiseConv2D",
        {"kernel_size": 2, "depth_multiplier": 0},
        floats(1, 4, 4, 2),
        raises="Expected a strictly positive value",
    ),
    case(
        "SeparableConv2D",
        {"filters": -1, "kernel_size": 2},
        floats(1, 4, 4, 2),
        raises="Expected a strictly positive value",
    ),
]
