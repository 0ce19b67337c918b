"""Calls of `keras.ops`: name, arguments, where "x", "y" … are arrays of `ARRAYS`."""

from __future__ import annotations

from typing import Any

import numpy as np

ARRAYS = {
    "x": np.float32([[0.5, -1.25, 2.0], [3.0, -0.75, 0.25]]),
    "y": np.float32([[1.5, 0.5, -2.0], [0.25, 4.0, 1.0]]),
    "p": np.float32([[0.2, 0.3, 0.5], [0.7, 0.2, 0.1]]),
    "v": np.float32([3.0, 1.0, 2.0]),
    "i": np.int32([[3, 1, 2], [0, 5, 4]]),
    "j": np.int32([2, 0]),
    "b": np.array([[True, False, True], [False, False, True]]),
    "s": np.float32([[2.0, 0.5], [0.5, 1.0]]),
    "z": np.arange(24, dtype=np.float32).reshape(2, 3, 4) / 8.0,
    "m": np.float32([[4.0, 1.0], [1.0, 3.0]]),
}

ONE = (
    *("absolute", "negative", "sign", "square", "exp", "expm1", "ceil", "floor", "sin", "cos"),
    *("tan", "arctan", "sinh", "cosh", "tanh", "arcsinh", "erf", "relu", "relu6", "sigmoid"),
    *("softplus", "softsign", "silu", "log_sigmoid", "selu", "hard_sigmoid", "hard_silu"),
    *("hard_tanh", "tanh_shrink", "leaky_relu", "elu", "celu", "gelu", "soft_shrink"),
    *("hard_shrink", "squareplus", "round", "isnan", "isfinite", "isinf", "logical_not"),
    *("reciprocal", "softmax", "log_softmax", "sum", "mean", "var", "std", "prod", "max", "min"),
    *("all", "any", "argmax", "argmin", "count_nonzero", "median", "logsumexp", "cumsum"),
    *("cumprod", "ravel", "transpose", "flip", "sort", "argsort", "zeros_like", "ones_like"),
    *("nan_to_num", "stop_gradient", "norm", "normalize", "amax", "amin"),
)
POSITIVE = ("log", "log1p", "log2", "log10", "sqrt", "rsqrt")
TWO = (
    *("add", "subtract", "multiply", "divide", "true_divide", "floor_divide", "mod", "maximum"),
    *("minimum", "arctan2", "equal", "not_equal", "greater", "greater_equal", "less"),
    *("less_equal", "logical_and", "logical_or", "logical_xor", "logaddexp", "isclose"),
    *("divide_no_nan", "vdot", "outer", "append"),
)

CASES: list[tuple[str, list[Any], dict[str, Any]]] = [
    *[(name, ["x"], {}) for name in ONE],
    *[(name, ["p"], {}) for name in POSITIVE],
    *[(name, ["x", "y"], {}) for name in TWO],
    *[(name, ["i", 2], {}) for name in ("add", "multiply", "floor_divide", "mod", "power")],
    *[(name, ["i", "x"], {}) for name in ("add", "divide", "maximum", "less")],
    *[(name, ["i", 0.5], {}) for name in ("add", "multiply", "divide")],
    *[(name, ["b"], {}) for name in ("sum", "mean", "all", "argmax")],
    *[(name, ["i"], {}) for name in ("mean", "sqrt", "exp", "sum", "absolute", "std")],
    *[(name, ["z"], {"axis": 1}) for name in ("sum", "max", "argmin", "cumsum", "softmax")],
    *[(name, ["z"], {"axis": (0, 2), "keepdims": True}) for name in ("mean", "var", "min", "all")],
    ("power", ["p", 3.0], {}),
    ("clip", ["x", -1.0, 1.0], {}),
    ("where", ["b", "x", "y"], {}),
    ("cast", ["x", "int32"], {}),
    ("full_like", ["x", 2.5], {}),
    ("threshold", ["x", 0.4, -9.0], {}),
    ("glu", ["z"], {"axis": -1}),
    ("reshape", ["z", [4, -1]], {}),
    ("transpose", ["z"], {"axes": [1, 0, 2]}),
    ("swapaxes", ["z", 0, 2], {}),
    ("moveaxis", ["z", 0, -1], {}),
    ("expand_dims", ["x", 1], {}),
    ("squeeze", ["z"], {}),
    ("broadcast_to", ["v", [2, 3]], {}),
    ("tile", ["x", [2, 1]], {}),
    ("repeat", ["x", 2], {"axis": 1}),
    ("roll", ["x", 1], {"axis": 1}),
    ("pad", ["x", [[1, 0], [0, 2]]], {"constant_values": 3.0}),
    ("concatenate", [["x", "y"]], {"axis": 1}),
    ("stack", [["x", "y"]], {"axis": 1}),
    ("hstack", [["x", "y"]], {}),
    ("vstack", [["x", "y"]], {}),
    ("split", ["z", 2], {"axis": 2}),
    ("split", ["z", [1]], {"axis": 1}),
    ("unstack", ["x"], {"axis": 1}),
    ("take", ["z", "j"], {"axis": 1}),
    ("take_along_axis", ["x", "i"], {"axis": 1}),
    ("slice", ["z", [0, 1, 1], [2, 2, 2]], {}),
    ("diag", ["v"], {}),
    ("diagonal", ["x"], {}),
    ("tril", ["x"], {}),
    ("triu", ["x"], {"k": 1}),
    ("trace", ["m"], {}),
    ("one_hot", ["j", 3], {}),
    ("matmul", ["x", "v"], {}),
    ("matmul", ["s", "m"], {}),
    ("dot", ["s", "m"], {}),
    ("tensordot", ["x", "y"], {"axes": [[0, 1], [0, 1]]}),
    ("einsum", ["ij,kj->ik", "x", "y"], {}),
    ("cross", ["x", "y"], {}),
    ("inv", ["m"], {}),
    ("det", ["m"], {}),
    ("cholesky", ["m"], {}),
    ("top_k", ["x", 2], {}),
    ("in_top_k", ["j", "p", 1], {}),
    ("segment_sum", ["x", "j"], {"num_segments": 3}),
    ("moments", ["z"], {"axes": [0, 1]}),
    ("binary_crossentropy", ["p", "p"], {}),
    ("categorical_crossentropy", ["p", "x"], {"from_logits": True}),
    ("sparse_categorical_crossentropy", ["j", "p"], {}),
    ("average", ["x"], {"axis": 1, "weights": "v"}),
]


def filled(value: Any, make: Any) -> Any:
    """An argument with arrays in the place of their names."""
    if isinstance(value, str) and value in ARRAYS:
        return make(ARRAYS[value])
    if isinstance(value, list) and any(isinstance(item, str) for item in value):
        return [filled(item, make) for item in value]
    return value
