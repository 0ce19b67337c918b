"""Cases of Dense, EinsumDense, Embedding, Masking, Lambda, Identity and Wrapper."""

from __future__ import annotations

from layer_case import case, floats, literal, made, whole

CASES = [
    case("Dense", {"units": 4}, floats(3, 5)),
    case("Dense", {"units": 4, "activation": "relu", "use_bias": False}, floats(3, 5)),
    case("Dense", {"units": 2, "activation": "softmax"}, floats(3, 5)),
    case("Dense", {"units": 2, "activation": "gelu"}, floats(2, 3, 4)),
    case("Dense", {"units": 3, "activation": "tanh"}, floats(2, 2, 3, 4)),
    case("Dense", {"units": 3, "activation": "elu"}, floats(3, 4)),
    case("Dense", {"units": 3, "activation": "leaky_relu"}, floats(3, 4)),
    case("Dense", {"units": 3, "activation": "relu6"}, floats(3, 4, scale=9.0)),
    case("Dense", {"units": 3, "activation": "sigmoid"}, floats(3, 4, scale=3.0)),
    case(
        "Dense",
        {
            "units": 3,
            "kernel_regularizer": made("regularizers.L1L2", l1=0.1, l2=0.2),
            "bias_regularizer": made("regularizers.L2", l2=0.3),
            "activity_regularizer": made("regularizers.L1", l1=0.05),
            "kernel_constraint": made("constraints.MaxNorm", max_value=2.0),
            "kernel_initializer": made("initializers.HeNormal", seed=3),
            "bias_initializer": made("initializers.Constant", value=0.5),
        },
        floats(3, 4),
    ),
    case(
        "Dense",
        {"units": 3, "kernel_initializer": made("initializers.GlorotUniform", seed=5)},
        floats(3, 4),
        weights="own",
    ),
    case("Dense", {"units": 4, "lora_rank": 2}, floats(3, 5)),
    case("Dense", {"units": 2}, floats(3), raises="min_ndim=2"),
    case("Dense", {"units": -1}, floats(3, 2), raises="Received an invalid value for `units`"),
    case("Dense", {"units": 2, "activation": "no"}, floats(3, 2), raises="Could not interpret"),
    case(
        "EinsumDense",
        {"equation": "ab,bc->ac", "output_shape": 4, "bias_axes": "c"},
        floats(3, 5),
    ),
    case(
        "EinsumDense",
        {"equation": "abc,cd->abd", "output_shape": [None, 4], "bias_axes": "d"},
        floats(2, 3, 5),
    ),
    case(
        "EinsumDense",
        {"equation": "...x,xy->...y", "output_shape": 4, "bias_axes": "y", "activation": "relu"},
        floats(2, 3, 5),
    ),
    case(
        "EinsumDense",
        {"equation": "abc,cde->abde", "output_shape": [None, 2, 4], "bias_axes": "de"},
        floats(2, 3, 5),
    ),
    case(
        "EinsumDense",
        {"equation": "ab,bc->ac", "output_shape": 4, "lora_rank": 2, "lora_alpha": 3},
        floats(3, 5),
    ),
    case("EinsumDense", {"equation": "abcd,cde->abe", "output_shape": [3, 4]}, floats(2, 3, 2, 4)),
    case("Embedding", {"input_dim": 9, "output_dim": 3}, whole(2, 5, below=9)),
    case("Embedding", {"input_dim": 9, "output_dim": 3, "mask_zero": True}, whole(4, 6, below=4)),
    case(
        "Embedding",
        {
            "input_dim": 6,
            "output_dim": 2,
            "embeddings_regularizer": made("regularizers.L2", l2=0.1),
            "embeddings_constraint": made("constraints.UnitNorm", axis=1),
        },
        floats(2, 4, scale=2.0, shift=3.0),
        gradients=False,
    ),
    case("Embedding", {"input_dim": 7, "output_dim": 2, "lora_rank": 2}, whole(2, 3, below=7)),
    case(
        "ReversibleEmbedding",
        {"input_dim": 7, "output_dim": 3, "mask_zero": True},
        whole(2, 4, below=7),
    ),
    case(
        "ReversibleEmbedding",
        {"input_dim": 7, "output_dim": 3, "logit_soft_cap": 0.5},
        floats(2, 4, 3),
        call={"reverse": True},
    ),
    case(
        "ReversibleEmbedding",
        {"input_dim": 7, "output_dim": 3, "tie_weights": False, "reverse_dtype": "float32"},
        floats(2, 3),
        call={"reverse": True},
    ),
    case("Masking", {}, literal([[[0.0, 0.0], [1.0, 2.0]], [[0.0, 3.0], [0.0, 0.0]]])),
    case("Masking", {"mask_value": 1.0}, literal([[[1.0, 1.0], [1.0, 2.0]]])),
    case("Identity", {}, floats(2, 3)),
    case("Wrapper", {"layer": 2}, floats(2, 3), raises="supported layer type"),
]
