"""Images under projective transforms: batches, borders, sizes, and their gradients."""

from __future__ import annotations

from ask import Case, T, c, i, r

TURN = [0.8, -0.6, 1.2, 0.6, 0.8, -0.7, 0.0, 0.0]
FAR = [2.5, 0.3, -7.0, -0.4, 3.0, 5.5, 0.0, 0.0]
LEANING = [1.1, 0.1, -0.4, 0.2, 0.9, 0.3, 0.02, -0.03]
HALF = [1.0, 0.0, 0.5, 0.0, 1.0, -0.5, 0.0, 0.0]
MODES = ("CONSTANT", "REFLECT", "WRAP", "NEAREST")


def _case(
    images: T, transforms: list[list[float]], size: list[int], way: str, mode: str, fill: float
) -> Case:
    return c(
        "raw_ops.ImageProjectiveTransformV3",
        images=images,
        transforms=T(transforms),
        output_shape=T(size, "int32"),
        fill_value=T(fill),
        interpolation=way,
        fill_mode=mode,
    )


def _warping() -> list[Case]:
    return [
        *(
            _case(r(3, 4, 5, 2), [TURN, FAR, LEANING], [4, 5], way, mode, 0.5)
            for way in ("NEAREST", "BILINEAR")
            for mode in MODES
        ),
        *(_case(r(2, 3, 4, 1), [FAR], [5, 3], "BILINEAR", mode, -1.0) for mode in MODES),
        *(_case(r(1, 4, 4, 1), [HALF], [4, 4], "NEAREST", mode, 0.0) for mode in MODES),
        *(_case(r(1, 1, 3, 1), [TURN], [2, 4], "BILINEAR", mode, 0.0) for mode in MODES),
        _case(i(2, 3, 3, 1, low=0, high=255, dtype="uint8"), [TURN], [3, 3], "BILINEAR", "WRAP", 7),
        _case(i(1, 3, 3, 1, dtype="int32"), [LEANING], [3, 3], "NEAREST", "CONSTANT", 2),
        _case(r(2, 3, 3, 1), [TURN, TURN, TURN], [3, 3], "NEAREST", "CONSTANT", 0.0),
    ]


FAMILIES = {"warping": _warping}
