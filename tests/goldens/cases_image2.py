"""Colors, quality, patches, boxes and random changes: the rest of `tf.image`."""

from __future__ import annotations

from ask import Case, T, c, e, i, r

PHOTO = "tf.reshape(tf.cast(tf.range(2 * 5 * 7 * 3) * 37 % 101, 'float32') / 100, [2, 5, 7, 3])"


def _colors() -> list[Case]:
    photo = r(2, 3, 2, 3, low=0, high=1)
    color = i(4, 3, 3, low=0, high=256, dtype="uint8")
    known = T([[0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0.5, 0.5, 0.2]])
    cases = []
    for op in ("rgb_to_hsv", "hsv_to_rgb", "rgb_to_yiq", "yiq_to_rgb", "rgb_to_yuv", "yuv_to_rgb"):
        cases += [c(f"image.{op}", photo), c(f"image.{op}", known)]
    return [
        *cases,
        c("image.rgb_to_yiq", r(2, 4)),
        c("image.yuv_to_rgb", r(2, 2)),
        c("image.rgb_to_hsv", i(2, 3)),
        c("image.adjust_hue", photo, 0.3),
        c("image.adjust_hue", photo, -0.7),
        c("image.adjust_hue", color, 0.2),
        c("image.adjust_hue", photo, 1.5),
        c("image.adjust_hue", r(3, 3, 2), 0.1),
        c("image.adjust_saturation", photo, 0.5),
        c("image.adjust_saturation", color, 2.0),
        c("image.adjust_saturation", photo, T(1.7)),
        c("image.adjust_gamma", photo, 0.6, 1.2),
        c("image.adjust_gamma", color, 2.0),
        c("image.adjust_gamma", photo, -1.0),
        c("image.adjust_brightness", photo, T(0.1)),
        c("image.adjust_contrast", color, T(0.5)),
        c("image.grayscale_to_rgb", r(2, 3)),
        c("image.convert_image_dtype", color, "uint16"),
    ]


def _quality() -> list[Case]:
    big = "tf.random.stateless_uniform([2, 16, 14, 2], [1, 2])"
    noisy = f"({big} + 0.1 * tf.random.stateless_normal([2, 16, 14, 2], [3, 4]))"
    bytes_ = "tf.random.stateless_uniform([13, 15, 3], [1, {}], 0, 255, 'int32')"
    one, other = (f"tf.cast({bytes_.format(n)}, 'uint8')" for n in (2, 3))
    wide = "tf.random.stateless_uniform([1, 45, 50, 1], [5, {}])"
    return [
        e(f"tf.image.psnr({big}, {noisy}, 1.0)"),
        e(f"tf.image.psnr({one}, {other}, 255)"),
        e(f"tf.image.psnr({big}, {one}, 1.0)"),
        e(f"tf.image.ssim({big}, {noisy}, 1.0)"),
        e(f"tf.image.ssim({one}, {other}, 255, filter_size=7)"),
        e(f"tf.image.ssim({big}, {noisy}, 1.0, filter_size=5, filter_sigma=2.0, k1=0.02, k2=0.04)"),
        e(f"tf.image.ssim({big}, {noisy}, 1.0, filter_size=13, return_index_map=True)"),
        e(f"tf.image.ssim({big}, {noisy}, 1.0, filter_size=17)"),
        e(
            f"tf.image.ssim_multiscale({wide.format(1)}, {wide.format(1)} * 0.9, 1.0, "
            "power_factors=(0.2, 0.3, 0.5))"
        ),
        e(f"tf.image.ssim_multiscale({wide.format(1)}, {wide.format(2)}, 1.0, filter_size=2)"),
        c("image.sobel_edges", r(1, 4, 5, 2)),
        c("image.image_gradients", r(2, 3, 4, 1)),
        c("image.image_gradients", r(3, 4, 1)),
        c("image.total_variation", r(3, 4, 2)),
    ]


def _patches() -> list[Case]:
    cases, solid = [], r(1, 3, 4, 2, 1)
    for padding in ("SAME", "VALID"):
        cases += [
            e(f"tf.image.extract_patches({PHOTO}, {sizes}, {strides}, {rates}, '{padding}')")
            for sizes, strides, rates in [
                ([1, 2, 3, 1], [1, 1, 2, 1], [1, 1, 1, 1]),
                ([1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1]),
                ([1, 2, 2, 1], [1, 1, 1, 1], [1, 2, 2, 1]),
                ([1, 5, 7, 1], [1, 5, 7, 1], [1, 1, 1, 1]),
            ]
        ]
        cases += [
            c(
                "extract_volume_patches",
                solid,
                [1, 2, 2, 1, 1],
                [1, 1, 2, 1, 1],
                padding,
            ),
            c(
                "extract_volume_patches",
                solid,
                [1, 2, 2, 2, 1],
                [1, 2, 2, 2, 1],
                padding,
            ),
        ]
    return cases


def _boxes() -> list[Case]:
    photo = r(2, 5, 6, 2)
    frames = T([[0.1, 0.2, 0.8, 0.9], [-0.3, 0.0, 0.5, 1.4], [0.9, 0.8, 0.1, 0.1], [0, 0, 1, 1]])
    which = T([0, 1, 1, 0], "int32")
    boxes = T([[0, 0, 1, 1], [0, 0.1, 1, 1.1], [0, 0.6, 1, 1.6], [1, 1, 0, 0.2], [2, 2, 3, 3.0]])
    scores = T([0.9, 0.75, 0.6, 0.75, 0.3])
    upright = T(
        [[0, 0, 1, 1], [0, 0.1, 1, 1.1], [0, 0.6, 1, 1.6], [0, 0.1, 1, 0.9], [2, 2, 3, 3.0]]
    )
    two = T([[[0.1, 0.2, 0.8, 0.9], [-0.3, 0.5, 0.5, 1.4]], [[0, 0, 1, 1], [0.5, 0.6, 0.4, 0.7]]])
    class_scores = T([[[0.1, 0.9], [0.8, 0.3], [0.7, 0.25], [0.95, 0.5], [0.6, 0.21], [0.33, 0.4]]])
    per_class = r(1, 6, 2, 4, low=0, high=1)
    cases = []
    for method in ("bilinear", "nearest"):
        cases += [
            c("image.crop_and_resize", photo, frames, which, [3, 4], method),
            c("image.crop_and_resize", photo, frames, which, [1, 7], method, 0.5),
        ]
    for sigma in (0.0, 0.3, 1.0):
        cases += [
            c("image.non_max_suppression_with_scores", boxes, scores, 5, 0.5, 0.2, sigma),
            c("image.non_max_suppression_with_scores", boxes, scores, 2, 0.3, 0.5, sigma),
        ]
    for clip in (True, False):
        for padded in (True, False):
            cases.append(
                c(
                    "image.combined_non_max_suppression",
                    per_class,
                    class_scores,
                    3,
                    8,
                    0.4,
                    0.2,
                    pad_per_class=padded,
                    clip_boxes=clip,
                )
            )
    return [
        *cases,
        c("image.crop_and_resize", photo, frames, T([0], "int32"), [3, 4]),
        c("image.crop_and_resize", photo, frames, which, [3, 4], "cubic"),
        c("image.crop_and_resize", i(1, 3, 3, 1), T([[0, 0, 1, 1.0]]), T([0], "int32"), [2, 2]),
        c("image.non_max_suppression", boxes, scores, 5, 0.4),
        c("image.non_max_suppression", boxes, scores, 5, 1.4),
        c("image.non_max_suppression", boxes, scores, 0),
        c("image.non_max_suppression_padded", upright, scores, 4, 0.5, 0.2),
        c("image.non_max_suppression_padded", upright, scores, 5, 0.5, 0.2, True),
        c("image.non_max_suppression_overlaps", r(5, 5, low=0, high=1), scores, 4, 0.6),
        c("image.non_max_suppression_overlaps", r(4, 5, low=0, high=1), scores, 4, 0.6),
        c(
            "image.combined_non_max_suppression",
            r(2, 5, 1, 4, low=0, high=1),
            r(2, 5, 3, low=0, high=1),
            2,
            4,
        ),
        c("image.draw_bounding_boxes", r(2, 6, 7, 3), two, T([[1, 0, 0], [0, 1, 0.5]])),
        c("image.draw_bounding_boxes", r(2, 6, 7, 4), two, None),
        c("image.draw_bounding_boxes", r(2, 6, 7, 1), two, None),
        c("image.draw_bounding_boxes", r(2, 6, 7, 2), two, None),
    ]


def _random() -> list[Case]:
    cases = []
    for change in (
        "brightness({}, 0.4, [1, {}])",
        "contrast({}, 0.4, 1.7, [1, {}])",
        "saturation({}, 0.4, 1.7, [1, {}])",
        "hue({}, 0.4, [1, {}])",
        "flip_left_right({}, [1, {}])",
        "flip_up_down({}, [1, {}])",
        "crop({}, [2, 3, 2, 3], [1, {}])",
    ):
        cases += [e(f"tf.image.stateless_random_{change.format(PHOTO, n)}") for n in (3, 5)]
    return [
        *cases,
        c("image.random_brightness", r(2, 2, 3), -0.1),
        c("image.random_contrast", r(2, 2, 3), 0.5, 0.5),
        c("image.random_hue", r(2, 2, 3), 0.7),
        c("image.random_crop", r(2, 2, 3), [3, 2, 3]),
        c("image.random_flip_left_right", r(2, 3)),
        c("image.flip_left_right", r(2, 3)),
    ]


def _resizing() -> list[Case]:
    cases = []
    for method in ("bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"):
        sizes = ([3, 4], [9, 11], [5, 3])
        cases += [e(f"tf.image.resize({PHOTO}, {size}, '{method}')") for size in sizes]
    for method in ("bilinear", "nearest", "bicubic", "area", "lanczos3"):
        cases += [
            e(f"tf.image.resize(tf.cast(100 * {PHOTO}[0], 'uint8'), [3, 9], '{method}')"),
            e(f"tf.image.resize({PHOTO}, [9, 3], '{method}', antialias=True)"),
            e(f"tf.image.resize({PHOTO}, [1, 1], '{method}')"),
        ]
    return cases


def _image2() -> list[Case]:
    return [*_colors(), *_quality(), *_patches(), *_boxes(), *_random(), *_resizing()]


FAMILIES = {"image2": _image2}
