"""Calls of the `keras.ops` that few programs need; as in ops_cases.py, with more `ARRAYS`."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.goldens.keras.ops_cases import ARRAYS

NAN = np.float32([[1.0, np.nan, 3.0], [np.nan, np.nan, -2.0]])
MORE = {
    **ARRAYS,
    "n": NAN,
    "q": np.float32([0.25, 0.9]),
    "k": np.int32([12, -7, 30]),
    "l": np.int32([18, 3, 4]),
    "u": np.int32([0, 2, 2, 5]),
    "w": np.sin(np.arange(16, dtype=np.float32)),
    "g": (np.arange(48, dtype=np.float32) / 48.0).reshape(1, 4, 4, 3),
    "f": np.cos(np.arange(24, dtype=np.float32)).reshape(2, 2, 3, 2),
    "d": np.float32([[2.0, 0.5, 1.0], [0.5, 3.0, 0.25], [1.0, 0.25, 4.0]]),
    "h": np.sin(np.arange(48, dtype=np.float32)).reshape(1, 4, 3, 4),
    "t": np.float32([1.0, 0.1, 2.0, 0.0, 1.1, -1.0, 0.0, 0.01]),
    "o": np.sin(np.arange(30, dtype=np.float32)).reshape(1, 6, 5),
    "e": np.int32([[2, 1, 3]]),
    "three": np.int32([3]),
    "six": np.int32([6]),
    "c": np.float32([[0.5, 1.0], [1.5, 2.2]]),
    "uf": np.arange(32, dtype=np.float32).reshape(1, 8, 4),
}

ONE = (
    *("cbrt", "deg2rad", "rad2deg", "exp2", "fabs", "i0", "sinc", "erfc", "angle", "isposinf"),
    *("isneginf", "isreal", "real", "signbit", "trunc", "conjugate", "ptp", "corrcoef", "fliplr"),
    *(
        "flipud",
        "rot90",
        "diagflat",
        "diff",
        "trapezoid",
        "copy",
        "empty_like",
        "rms_normalization",
    ),
)
TWO = ("hypot", "logaddexp2", "fmax", "fmin", "fmod", "heaviside", "inner", "kron", "cdist", "isin")
NANS = ("nansum", "nanmean", "nanvar", "nanstd", "nanmax", "nanmin", "nanprod", "nanmedian")
BITS = ("bitwise_and", "bitwise_or", "bitwise_xor", "gcd", "lcm")

CASES: list[tuple[str, list[Any], dict[str, Any]]] = [
    *[(name, ["x"], {}) for name in ONE],
    *[(name, ["x", "y"], {}) for name in TWO],
    *[(name, ["n"], {}) for name in NANS],
    *[(name, ["n"], {"axis": 0}) for name in NANS],
    *[(name, ["k", "l"], {}) for name in BITS],
    ("bitwise_not", ["k"], {}),
    ("left_shift", ["l", 2], {}),
    ("bitwise_right_shift", ["l", 1], {}),
    ("erfinv", ["p"], {}),
    ("ldexp", ["v", "l"], {}),
    ("nanargmax", ["n"], {"axis": 1}),
    ("nancumsum", ["n"], {"axis": 1}),
    ("nanquantile", ["n", 0.5], {"axis": 0}),
    ("quantile", ["x", "q"], {"axis": 1}),
    ("quantile", ["z", 0.3], {"axis": (0, 2), "keepdims": True}),
    *[("quantile", ["x", 0.45], {"method": m}) for m in ("lower", "higher", "midpoint", "nearest")],
    ("percentile", ["x", 30.0], {"axis": 0}),
    ("bincount", ["u"], {"minlength": 8}),
    ("bincount", ["u"], {"weights": "w4"}),
    ("digitize", ["x", [-1.0, 0.25, 2.0]], {}),
    ("searchsorted", ["q", "p1"], {"side": "right"}),
    ("histogram", ["w"], {"bins": 4}),
    ("histogram", ["w"], {"bins": 3, "range": (-1.0, 2.0)}),
    ("trapezoid", ["x"], {"dx": 0.5, "axis": 0}),
    ("diff", ["z"], {"n": 2, "axis": 1}),
    *[("correlate", ["w", "v"], {"mode": mode}) for mode in ("valid", "same", "full")],
    ("allclose", ["x", "x"], {}),
    ("unique", ["u"], {"return_inverse": True, "return_counts": True}),
    ("array_split", ["w"], {"indices_or_sections": 3}),
    ("hsplit", ["z", 3], {}),
    ("dstack", [["x", "y"]], {}),
    ("rot90", ["z"], {"k": 3, "axes": (0, 2)}),
    ("meshgrid", ["v", "q"], {"indexing": "ij"}),
    ("tri", [3], {"M": 4, "k": 1}),
    ("vander", ["v"], {"N": 4}),
    ("logspace", [0.0, 2.0], {"num": 4}),
    ("geomspace", [1.0, 8.0], {"num": 4}),
    ("select", [["b"], ["x"]], {"default": 9.0}),
    ("nonzero", ["b"], {}),
    ("unravel_index", ["u"], {"shape": (2, 4)}),
    ("rearrange", ["z", "a b (c d) -> d (a b) c"], {"c": 2}),
    ("fft", [["w", "w"]], {}),
    ("fft2", [["x", "y"]], {}),
    ("rfft", ["w"], {}),
    ("stft", ["w", 6, 4, 8], {}),
    ("stft", ["w", 8, 4, 8], {"window": "hamming", "center": False}),
    ("extract_sequences", ["w", 5, 3], {}),
    *[(name, [5], {}) for name in ("bartlett", "blackman", "hamming", "hanning")],
    ("kaiser", [5, 8.0], {}),
    ("cholesky_inverse", ["m"], {}),
    ("eigh", ["d"], {}),
    ("lu_factor", ["d"], {}),
    ("solve_triangular", ["m", "s"], {"lower": True}),
    ("lstsq", ["d", "v"], {}),
    ("pinv", ["x"], {}),
    ("matrix_rank", ["d"], {}),
    ("logdet", ["d"], {}),
    ("slogdet", ["d"], {}),
    ("dot_product_attention", ["h", "h", "h"], {"is_causal": True}),
    ("layer_normalization", ["z"], {"axis": (1, 2)}),
    ("layer_normalization", ["x", "v", "v"], {}),
    ("rms_normalization", ["x", "v"], {}),
    ("multi_hot", ["i", 6], {}),
    ("psnr", ["x", "y"], {"max_val": 4.0}),
    ("ctc_loss", ["e", "o", "three", "six"], {}),
    ("ctc_decode", ["o", "six"], {"strategy": "greedy"}),
    ("conv_transpose", ["g", "f3"], {"strides": 2, "padding": "same"}),
    ("depthwise_conv", ["g", "f"], {"strides": 1, "padding": "same"}),
    ("separable_conv", ["g", "f", "f1"], {}),
    ("adaptive_average_pool", ["g", 3], {}),
    ("adaptive_max_pool", ["g", 2], {}),
    ("unfold", ["g", 2], {"stride": 2, "padding": 1}),
    ("fold", ["uf", (3, 3), 2], {}),
    ("depth_to_space", ["h", 2], {}),
    ("space_to_depth", ["g", 2], {}),
    ("image.resize", ["g", (2, 3)], {}),
    ("image.rgb_to_grayscale", ["g"], {}),
    ("image.rgb_to_hsv", ["g"], {}),
    ("image.affine_transform", ["g", "t"], {"fill_mode": "reflect"}),
    ("image.gaussian_blur", ["g"], {"kernel_size": (3, 3), "sigma": (0.8, 0.8)}),
    ("image.sobel_edges", ["g"], {}),
    ("image.map_coordinates", ["d", "c"], {"order": 1, "fill_mode": "nearest"}),
    ("image.map_coordinates", ["d", "c"], {"order": 0}),
    ("image.extract_patches", ["g", 2], {}),
    (
        "image.pad_images",
        ["g"],
        {"top_padding": 1, "left_padding": 2, "target_height": 6, "target_width": 7},
    ),
    (
        "image.crop_images",
        ["g"],
        {"top_cropping": 1, "bottom_cropping": 1, "left_cropping": 0, "target_width": 2},
    ),
    ("image.perspective_transform", ["g", "pa", "pb"], {}),
]

MORE |= {
    "w4": np.float32([0.5, 1.0, 2.0, 4.0]),
    "p1": np.float32([0.1, 0.25, 0.95]),
    "f1": np.cos(np.arange(24, dtype=np.float32)).reshape(1, 1, 6, 4),
    "f3": np.cos(np.arange(54, dtype=np.float32)).reshape(3, 3, 2, 3),
    "pa": np.float32([[0.0, 0.0], [3.0, 0.0], [0.0, 3.0], [3.0, 3.0]]),
    "pb": np.float32([[0.0, 1.0], [3.0, 0.0], [1.0, 3.0], [3.0, 2.0]]),
}


def given(value: Any, make: Any) -> Any:
    """An argument with arrays in the place of their names."""
    if isinstance(value, str) and value in MORE:
        return make(MORE[value])
    if isinstance(value, list) and any(isinstance(item, str) for item in value):
        return [given(item, make) for item in value]
    return value
