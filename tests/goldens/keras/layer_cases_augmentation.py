"""Cases of the rarer layers that change images by chance."""

from __future__ import annotations

from layer_case import case, floats, literal, made, whole
from layer_cases_images import FIRST, IMAGES, LOOSE, ONE, SWAPPED, TRAINING, UNIT, drawn

RANGE = {"value_range": [0.0, 1.0]}
FOUR = floats(4, 3, 4, 2, scale=127.0, shift=128.0)
BIG = floats(2, 24, 20, 1, scale=127.0, shift=128.0)
PHOTOS = floats(2, 6, 8, 1, scale=127.0, shift=128.0)
BOXES = literal(
    [
        [[1.0, 1.0, 3.0, 4.0], [0.0, 2.0, 5.5, 3.0], [6.0, 4.0, 7.0, 5.0]],
        [[2.0, 0.5, 6.0, 5.5], [0.0, 0.0, 0.0, 0.0], [1.0, 3.0, 2.0, 4.5]],
    ]
)
SHARES = literal(
    [
        [[0.1, 0.2, 0.4, 0.7], [0.0, 0.3, 0.7, 0.5], [0.75, 0.6, 0.9, 0.85]],
        [[0.25, 0.1, 0.8, 0.9], [0.0, 0.0, 0.0, 0.0], [0.1, 0.5, 0.3, 0.7]],
    ]
)
_SEED: dict[str, dict[str, int]] = {"Resizing": {}, "CenterCrop": {}}
LABELS = literal([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])

CASES = [
    drawn("RandomInvert", {"factor": [0.4, 0.6]}, FOUR),
    drawn(
        "RandomInvert", {"factor": 0.5, **RANGE, **FIRST}, floats(2, 3, 4, 4, scale=0.4, shift=0.5)
    ),
    case("RandomInvert", {"factor": 1.5}, IMAGES, raises="`factor` argument"),
    drawn("RandomPosterization", {"factor": 5}, FOUR, calls=2),
    drawn("RandomPosterization", {"factor": [3, 3], **RANGE}, UNIT),
    drawn("RandomPosterization", {"factor": [2, 7]}, ONE, symbolic=False),
    case("RandomPosterization", {"factor": 9}, IMAGES, raises="`factor` argument"),
    drawn("Solarization", {"addition_factor": 0.3, "threshold_factor": 0.7}, FOUR),
    drawn(
        "Solarization",
        {"addition_factor": [0.1, 0.2], "threshold_factor": [0.2, 0.5], **RANGE},
        UNIT,
        calls=2,
    ),
    case("Solarization", {"addition_factor": -1}, IMAGES, raises="`addition_factor`"),
    case("AutoContrast", {}, IMAGES, **LOOSE),
    case("AutoContrast", RANGE, UNIT, **LOOSE),
    case("AutoContrast", {}, literal([[[[3.0, 1.0]], [[3.0, 5.0]]]]), **LOOSE),
    case("AutoContrast", {"value_range": 3}, IMAGES, raises="`value_range`"),
    drawn("RandomColorDegeneration", {"factor": 0.6}),
    drawn("RandomColorDegeneration", {"factor": [0.2, 0.9], **FIRST}, SWAPPED, calls=2),
    drawn("RandomSharpness", {"factor": 0.9}),
    drawn("RandomSharpness", {"factor": [0.2, 0.9], **RANGE}, UNIT, calls=2),
    drawn("RandomSharpness", {"factor": 0.9}, ONE, symbolic=False),
    case("RandomSharpness", {"factor": -0.5}, IMAGES, raises="`factor` argument"),
    drawn(
        "RandomGaussianBlur", {"factor": [0.5, 0.9]}, floats(4, 5, 6, 2, scale=127.0, shift=128.0)
    ),
    drawn("RandomGaussianBlur", {"kernel_size": 5, "sigma": [0.4, 0.9], **FIRST}, SWAPPED, calls=2),
    case("RandomGaussianBlur", {"kernel_size": 2}, IMAGES, raises="odd number"),
    drawn("RandomShear", {"x_factor": 0.4, "y_factor": 0.2}),
    drawn(
        "RandomShear", {"x_factor": [0.1, 0.6], "fill_mode": "constant", **FIRST}, SWAPPED, calls=2
    ),
    case("RandomShear", {"x_factor": -0.4}, IMAGES, raises="[0, 1.0]"),
    drawn("RandomErasing", {}, FOUR),
    drawn("RandomErasing", {"factor": [0.4, 0.6], "fill_value": 7.0, "scale": [0.2, 0.9]}, FOUR),
    drawn("RandomErasing", {"fill_value": [1.0, 2.0, 3.0], "scale": [0.2, 0.9]}, IMAGES, calls=2),
    drawn("RandomErasing", {"scale": 0.9}, ONE, symbolic=False),
    drawn("MixUp", {"alpha": 0.4}, FOUR),
    drawn("MixUp", {"alpha": 0.4}, {"images": FOUR, "labels": LABELS}, symbolic=False),
    drawn("CutMix", {}, FOUR),
    drawn("CutMix", {"factor": [0.4, 0.6]}, {"images": FOUR, "labels": LABELS}, symbolic=False),
    drawn(
        "RandomColorJitter",
        {
            "value_range": [0.0, 1.0],
            "brightness_factor": 0.2,
            "contrast_factor": 0.3,
            "saturation_factor": 0.4,
            "hue_factor": 0.2,
        },
        UNIT,
        calls=2,
    ),
    drawn("RandomColorJitter", {"hue_factor": 0.2}),
    drawn("Equalization", {}) | {"config": {}},
    case("Equalization", {**RANGE, "bins": 16}, UNIT, call={"training": True}, **LOOSE),
    case("Equalization", FIRST, SWAPPED, call={"training": True}, **LOOSE),
    *(drawn("RandAugment", {"seed": seed}) for seed in (1, 2, 3)),
    drawn("RandAugment", {"num_ops": 3, "factor": [0.1, 0.4], **RANGE}, UNIT, calls=2),
    case("RandAugment", {"factor": 2}, IMAGES, raises="`factor` argument"),
    drawn("RandomPerspective", {"scale": 0.4}),
    drawn(
        "RandomPerspective", {"factor": [0.4, 0.9], "fill_value": 3.0, **FIRST}, SWAPPED, calls=2
    ),
    case("RandomPerspective", {"scale": 2}, IMAGES, raises="`scale` argument"),
    case(
        "Pipeline",
        {
            "layers": [
                made("layers.RandomFlip", seed=3),
                made("layers.Rescaling", scale=2.0),
                made("layers.RandomBrightness", factor=0.2, seed=4),
            ]
        },
        IMAGES,
        call={"training": True},
        config_check=False,
        **LOOSE,
    ),
    case(
        "ContrastLimitedAdaptiveHistogramEqualization", {"tile_grid_size": [2, 3]}, IMAGES, **LOOSE
    ),
    case(
        "ContrastLimitedAdaptiveHistogramEqualization",
        {"tile_grid_size": [2, 2], "clip_limit": 0, **RANGE, **FIRST},
        floats(2, 3, 5, 7, scale=0.49, shift=0.5),
        **LOOSE,
    ),
    case(
        "ContrastLimitedAdaptiveHistogramEqualization",
        {"tile_grid_size": [2, 2], "clip_limit": 1.5},
        whole(5, 6, 3, below=256, dtype="uint8"),
        symbolic=False,
        **LOOSE,
    ),
    *(
        drawn("RandomElasticTransform", {"scale": [0.9, 1.0], "factor": [1.0, 1.0], **options}, BIG)
        for options in (
            {"fill_mode": "constant", "fill_value": 9.0},
            {"fill_mode": "wrap"},
            {"fill_mode": "nearest", "interpolation": "nearest"},
        )
    ),
    drawn(
        "RandomElasticTransform",
        {"scale": 1.0, **FIRST},
        floats(2, 1, 24, 20, scale=127.0, shift=128.0),
        calls=2,
    ),
    case("RandomElasticTransform", {"factor": 1.5}, IMAGES, raises="`factor` argument"),
    case("RandomElasticTransform", {"fill_mode": "x"}, IMAGES, raises="`fill_mode`"),
    case("AugMix", {"factor": 1.5}, IMAGES, raises="`factor` argument"),
    case("AugMix", {"all_ops": False}, IMAGES, call={"training": False}, **LOOSE),
    case(
        "MaxNumBoundingBoxes",
        {"max_number": 3, "bounding_box_format": "xyxy"},
        {
            "images": IMAGES,
            "bounding_boxes": {"boxes": floats(2, 2, 4), "labels": whole(2, 2, below=5)},
        },
        symbolic=False,
        config_check=False,  # Keras forgets `fill_value`
        **LOOSE,
    ),
    case(
        "MaxNumBoundingBoxes",
        {"max_number": 1, "fill_value": 0, "bounding_box_format": "xyxy"},
        {
            "images": IMAGES,
            "bounding_boxes": {"boxes": floats(2, 2, 4), "labels": whole(2, 2, below=5)},
        },
        symbolic=False,
        config_check=False,
        **LOOSE,
    ),
    case(
        "RandomInvert",
        {"factor": 0.0, "bounding_box_format": "xywh"},
        {
            "images": IMAGES,
            "bounding_boxes": {"boxes": floats(2, 2, 4), "labels": whole(2, 2, below=5)},
        },
        call={"training": True},
        symbolic=False,
        **LOOSE,
    ),
    *(
        case(
            name,
            {**_SEED.get(name, {"seed": 7}), **arguments, "bounding_box_format": kind},
            {
                "images": images,
                "bounding_boxes": {"boxes": boxes, "labels": whole(2, 3, below=5)},
            },
            call=TRAINING,
            symbolic=False,
            **LOOSE,
        )
        for name, arguments, kinds in (
            ("RandomFlip", {}, ("xyxy", "rel_xywh")),
            ("RandomFlip", {"mode": "horizontal"}, ("center_xywh",)),
            ("RandomRotation", {"factor": 0.1}, ("xyxy",)),
            ("RandomTranslation", {"height_factor": 0.4, "width_factor": 0.3}, ("xyxy", "yxyx")),
            ("RandomZoom", {"height_factor": 0.5}, ("xyxy", "rel_xyxy")),
            ("RandomZoom", {"height_factor": [-0.5, -0.2], "width_factor": 0.3}, ("xywh",)),
            ("RandomCrop", {"height": 3, "width": 4}, ("xyxy", "rel_xyxy")),
            ("RandomCrop", {"height": 7, "width": 9}, ("xywh",)),
            ("RandomShear", {"x_factor": 0.4, "y_factor": 0.2}, ("xyxy", "rel_xywh")),
            ("RandomPerspective", {"scale": 0.4}, ("xyxy",)),
            ("Resizing", {"height": 10, "width": 6}, ("xyxy", "rel_xyxy")),
            ("Resizing", {"height": 10, "width": 6, "crop_to_aspect_ratio": True}, ("xywh",)),
            ("Resizing", {"height": 10, "width": 7, "pad_to_aspect_ratio": True}, ("xyxy",)),
            ("CenterCrop", {"height": 3, "width": 4}, ("xyxy", "rel_xyxy")),
            ("CenterCrop", {"height": 9, "width": 4}, ("center_xywh",)),
            ("MixUp", {}, ("xyxy",)),
            ("RandAugment", {"factor": 0.9, "seed": 2}, ("xyxy", "rel_xywh")),
            ("RandAugment", {"factor": 0.9, "seed": 8, "num_ops": 3}, ("xyxy",)),
            ("RandAugment", {"factor": 0.3, "seed": 6, "num_ops": 5}, ("xyxy",)),
        )
        for kind in kinds
        for images, boxes in [(PHOTOS, SHARES if kind.startswith("rel") else BOXES)]
    ),
]
