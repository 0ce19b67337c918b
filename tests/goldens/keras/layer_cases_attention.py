"""Cases of attention."""

from __future__ import annotations

from layer_case import case, floats, literal, made

QUERY, VALUE = floats(2, 3, 4), floats(2, 5, 4)
QUERY_MASK = literal([[True, True, False], [True, False, False]], "bool")
VALUE_MASK = literal([[True, True, False, True, False], [True, False, False, False, False]], "bool")
PAIR_MASK = literal(
    [
        [[True] * 5, [True, False, True, False, True], [True, True, False, False, False]],
        [[False, True, True, True, False], [True] * 5, [False, False, True, False, False]],
    ],
    "bool",
)
MASKS = {"mask": [QUERY_MASK, VALUE_MASK]}
SCORES = {"return_attention_scores": True}
REGULARIZED = {
    "kernel_regularizer": made("regularizers.L2", l2=0.1),
    "bias_regularizer": made("regularizers.L1", l1=0.1),
    "activity_regularizer": made("regularizers.L2", l2=0.01),
    "kernel_constraint": made("constraints.MaxNorm", max_value=2.0),
    "bias_constraint": made("constraints.NonNeg"),
    "kernel_initializer": made("initializers.HeNormal", seed=3),
    "bias_initializer": made("initializers.Constant", value=0.5),
}

CASES = [
    *(
        part
        for name in ("Attention", "AdditiveAttention")
        for part in (
            case(name, {}, [QUERY, VALUE]),
            case(name, {}, [QUERY, VALUE, VALUE], call=SCORES),
            case(name, {"use_scale": name == "Attention"}, [QUERY, VALUE], call=MASKS),
            case(name, {}, [QUERY, floats(2, 3, 4)], call={"use_causal_mask": True, **SCORES}),
            case(name, {}, [QUERY, VALUE], call={"use_causal_mask": True, **MASKS}),
            case(name, {"dropout": 0.4, "seed": 3}, [QUERY, VALUE], call={"training": True}),
            case(name, {}, QUERY, raises="must be called on a list of inputs"),
            case(name, {}, [QUERY], raises="length 2 or 3"),
            case(name, {}, [QUERY, VALUE], call={"mask": QUERY_MASK}, raises="mask must be a list"),
        )
    ),
    case("Attention", {"score_mode": "concat"}, [QUERY, VALUE]),
    case("Attention", {"score_mode": "concat", "use_scale": True}, [QUERY, VALUE], call=MASKS),
    case("Attention", {"score_mode": "other"}, [QUERY, VALUE], raises="score_mode"),
    case("MultiHeadAttention", {"num_heads": 2, "key_dim": 3}, QUERY, VALUE),
    # Of a symbolic call, Keras takes the scores to be square.
    case(
        "MultiHeadAttention",
        {"num_heads": 2, "key_dim": 3},
        QUERY,
        VALUE,
        call=SCORES,
        symbolic=False,
        config_check=False,
    ),
    case("MultiHeadAttention", {"num_heads": 2, "key_dim": 3}, QUERY, VALUE, floats(2, 5, 2)),
    case(
        "MultiHeadAttention",
        {"num_heads": 2, "key_dim": 3, "value_dim": 2, "use_bias": False, "output_shape": 5},
        QUERY,
        VALUE,
    ),
    case(
        "MultiHeadAttention", {"num_heads": 1, "key_dim": 2, "output_shape": [2, 3]}, QUERY, VALUE
    ),
    case(
        "MultiHeadAttention",
        {"num_heads": 2, "key_dim": 3, "use_gate": True},
        QUERY,
        VALUE,
    ),
    *(
        case(
            "MultiHeadAttention",
            {"num_heads": 2, "key_dim": 3},
            QUERY,
            VALUE,
            call=call,
            symbolic="return_attention_scores" not in call,
            config_check="return_attention_scores" not in call,
        )
        for call in (
            {"attention_mask": PAIR_MASK},
            {"attention_mask": PAIR_MASK, **SCORES},
            {"value_mask": VALUE_MASK},
            {"value_mask": VALUE_MASK, "key_mask": VALUE_MASK, **SCORES},
            {"use_causal_mask": True},
            {"use_causal_mask": True, **SCORES},
            {"use_causal_mask": True, "attention_mask": PAIR_MASK},
        )
    ),
    case("MultiHeadAttention", {"num_heads": 2, "key_dim": 3, "sliding_window": 2}, QUERY, VALUE),
    case(
        "MultiHeadAttention",
        {"num_heads": 2, "key_dim": 3, "dropout": 0.3, "seed": 4},
        QUERY,
        VALUE,
        call={"training": True},
    ),
    case(
        "MultiHeadAttention",
        {"num_heads": 2, "key_dim": 3, "dropout": 0.3, "seed": 4},
        QUERY,
        VALUE,
    ),
    case(
        "MultiHeadAttention",
        {"num_heads": 2, "key_dim": 2, "attention_axes": [2]},
        floats(2, 2, 3, 4),
        floats(2, 2, 5, 4),
    ),
    case(
        "MultiHeadAttention",
        {"num_heads": 2, "key_dim": 2},
        floats(2, 2, 3, 4),
        floats(2, 2, 3, 4),
        symbolic=False,
        config_check=False,
    ),
    case("MultiHeadAttention", {"num_heads": 2, "key_dim": 3, **REGULARIZED}, QUERY, VALUE),
    case("MultiHeadAttention", {"num_heads": 0, "key_dim": 3}, QUERY, VALUE, raises="num_heads"),
    case("MultiHeadAttention", {"num_heads": 2, "key_dim": 0}, QUERY, VALUE, raises="key_dim"),
    case(
        "MultiHeadAttention",
        {"num_heads": 2, "key_dim": 3},
        QUERY,
        VALUE,
        floats(2, 4, 4),
        raises="must be equal",
    ),
    case(
        "GroupQueryAttention",
        {"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2},
        QUERY,
        VALUE,
    ),
    *(
        case(
            "GroupQueryAttention",
            {"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2, **config},
            QUERY,
            VALUE,
            call=call,
        )
        for config, call in (
            ({}, SCORES),
            ({}, {"attention_mask": PAIR_MASK}),
            ({}, {"query_mask": QUERY_MASK, "value_mask": VALUE_MASK, **SCORES}),
            ({"use_bias": False}, {"use_causal_mask": True}),
            ({"use_gate": True, "sliding_window": 2}, {"key_mask": VALUE_MASK}),
            ({"dropout": 0.3, "seed": 4}, {"training": True}),
            (REGULARIZED, {}),
        )
    ),
    case(
        "GroupQueryAttention",
        {"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 3},
        QUERY,
        VALUE,
        raises="must be divisible",
    ),
]
