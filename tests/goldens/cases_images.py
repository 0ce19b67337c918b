"""Calls that change images."""

from __future__ import annotations

from ask import Case, T, c, i, r


def _image() -> list[Case]:
    photo, gray = r(2, 5, 7, 3, low=0, high=1), i(4, 6, 1, low=0, high=256, dtype="uint8")
    color = i(4, 6, 3, low=0, high=256, dtype="uint8")
    cases = []
    for size in ([3, 4], [8, 9], [5, 7], [1, 1], [10, 3]):
        for method in ("bilinear", "nearest"):
            cases.append(c("image.resize", photo, size, method))
            cases.append(c("image.resize", color, size, method))
    for method in (
        "bilinear",
        "bicubic",
        "lanczos3",
        "lanczos5",
        "gaussian",
        "mitchellcubic",
        "area",
    ):
        cases.append(c("image.resize", photo, [3, 9], method, antialias=method != "area"))  # noqa: PERF401
    cases += [c("image.resize", photo, [9, 3], "bicubic"), c("image.resize", photo, [4, 4], "area")]
    cases += [
        c("image.resize", photo, [10, 10], preserve_aspect_ratio=True),
        c("image.resize", color, [3, 9], preserve_aspect_ratio=True),
        c("image.resize", r(3, 3), [2, 2]),
        c("image.resize", photo, 3),
        c("image.resize", photo, [3, 3], "cubic"),
        c("image.flip_left_right", color),
        c("image.flip_up_down", photo),
        c("image.transpose", color),
        c("image.rot90", photo),
        c("image.rot90", color, 3),
        c("image.rgb_to_grayscale", photo),
        c("image.rgb_to_grayscale", color),
        c("image.grayscale_to_rgb", gray),
        c("image.central_crop", color, 0.5),
        c("image.central_crop", photo, 0.3),
        c("image.central_crop", photo, 1.5),
        c("image.pad_to_bounding_box", color, 1, 2, 8, 9),
        c("image.pad_to_bounding_box", color, 1, 2, 4, 9),
        c("image.crop_to_bounding_box", photo, 1, 2, 3, 4),
        c("image.crop_to_bounding_box", photo, 1, 2, 5, 4),
        c("image.resize_with_crop_or_pad", color, 3, 9),
        c("image.resize_with_crop_or_pad", photo, 6, 2),
        c("image.resize_with_pad", photo, 6, 6),
        c("image.resize_with_pad", color, 3, 7),
        c("image.convert_image_dtype", color, "float32"),
        c("image.convert_image_dtype", T([-0.5, 0.0, 0.25, 0.5, 1.0, 1.5]), "uint8", saturate=True),
        c("image.convert_image_dtype", T([0, 128, 255], "uint8"), "int16"),
        c("image.convert_image_dtype", T([0, 300, 32767], "int16"), "uint8"),
        c("image.adjust_brightness", photo, 0.2),
        c("image.adjust_brightness", color, 0.2),
        c("image.adjust_contrast", photo, 1.5),
        c("image.adjust_contrast", color, 2.0),
        c("image.per_image_standardization", photo),
        c("image.per_image_standardization", color),
        c("image.total_variation", photo),
        c(
            "image.crop_and_resize",
            photo,
            T([[0.1, 0.2, 0.7, 0.9], [0.0, 0.0, 1.0, 1.0]]),
            T([0, 1], "int32"),
            [3, 4],
        ),
        c(
            "image.crop_and_resize",
            photo,
            T([[-0.2, 0.2, 1.2, 0.9]]),
            T([1], "int32"),
            [2, 2],
            extrapolation_value=5.0,
        ),
        c(
            "image.crop_and_resize",
            photo,
            T([[0.1, 0.2, 0.7, 0.9]]),
            T([0], "int32"),
            [3, 4],
            "nearest",
        ),
    ]
    boxes = T(
        [[0.0, 0.0, 1.0, 1.0], [0.0, 0.1, 1.0, 1.1], [0.0, 2.0, 1.0, 3.0], [0.0, 2.1, 1.0, 3.1]]
    )
    scores = T([0.9, 0.75, 0.6, 0.95])
    cases += [
        c("image.non_max_suppression", boxes, scores, 3),
        c("image.non_max_suppression", boxes, scores, 3, 0.9, 0.7),
        c("image.non_max_suppression", boxes, T([0.9]), 3),
        c("image.non_max_suppression_with_scores", boxes, scores, 4, 0.5, 0.1, 0.5),
    ]
    return cases


FAMILIES = {"image_ops": _image}
