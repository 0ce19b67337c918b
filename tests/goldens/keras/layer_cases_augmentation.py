"""Cases of the rarer layers that change images by chance."""

from __future__ import annotations

from layer_case import case, floats, literal, made
from layer_cases_images import FIRST, IMAGES, LOOSE, ONE, SWAPPED, UNIT, drawn

RANGE = {"value_range": [0.0, 1.0]}
FOUR = floats(4, 3, 4, 2, scale=127.0, shift=128.0)
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
]
