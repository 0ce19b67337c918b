"""Cases of the layers on images. Keras draws with TensorFlow's stateless numbers, as we do."""

from __future__ import annotations

from typing import Any

from layer_case import case, floats, whole

FIRST = {"data_format": "channels_first"}
IMAGES = floats(2, 5, 6, 3, scale=127.0, shift=128.0)
ONE = floats(5, 6, 3, scale=127.0, shift=128.0)
SWAPPED = floats(2, 3, 5, 6, scale=127.0, shift=128.0)
BYTES = whole(2, 5, 6, 3, below=256, dtype="uint8")
UNIT = floats(2, 4, 4, 3, scale=0.49, shift=0.5)
TRAINING = {"training": True}
LOOSE = {"gradients": False, "rtol": 1e-4, "atol": 2e-5}


def drawn(name: str, config: dict[str, Any], images: Any = IMAGES, **options: Any) -> Any:
    """A call in training, with a seed."""
    return case(name, {"seed": 7, **config}, images, call=TRAINING, **LOOSE, **options)


CASES = [
    case("Resizing", {"height": 3, "width": 4}, IMAGES, **LOOSE),
    case("Resizing", {"height": 7, "width": 9}, ONE, symbolic=False, **LOOSE),
    case("Resizing", {"height": 3, "width": 4, **FIRST}, SWAPPED, **LOOSE),
    case("Resizing", {"height": 3, "width": 4}, BYTES, **LOOSE),
    *(
        case("Resizing", {"height": 8, "width": 4, "interpolation": name}, IMAGES, **LOOSE)
        for name in ("nearest", "bicubic", "lanczos3", "lanczos5")
    ),
    case("Resizing", {"height": 2, "width": 3, "antialias": True}, IMAGES, **LOOSE),
    case("Resizing", {"height": 4, "width": 3, "crop_to_aspect_ratio": True}, IMAGES, **LOOSE),
    case(
        "Resizing",
        {"height": 4, "width": 8, "pad_to_aspect_ratio": True, "fill_value": 5.0},
        IMAGES,
        **LOOSE,
    ),
    case(
        "Resizing",
        {"height": 8, "width": 3, "pad_to_aspect_ratio": True, "fill_value": 0},
        BYTES,
        **LOOSE,
    ),
    case(
        "Resizing", {"height": 8, "width": 3, "interpolation": "x"}, IMAGES, raises="interpolation"
    ),
    case("Resizing", {"height": 8, "width": 3, "fill_mode": "x"}, IMAGES, raises="fill_mode"),
    case("RandomFlip", {}, floats(2, 3), call=TRAINING, raises="rank 3"),
    case("CenterCrop", {"height": 3, "width": 4}, IMAGES, **LOOSE),
    case("CenterCrop", {"height": 2, "width": 3}, ONE, symbolic=False, **LOOSE),
    case("CenterCrop", {"height": 3, "width": 3, **FIRST}, SWAPPED, **LOOSE),
    case("CenterCrop", {"height": 8, "width": 7}, IMAGES, **LOOSE),
    case("CenterCrop", {"height": 3, "width": 8}, BYTES, **LOOSE),
    drawn("RandomFlip", {}),
    drawn("RandomFlip", {}, calls=2),
    drawn("RandomFlip", {"mode": "horizontal", **FIRST}, SWAPPED),
    drawn("RandomFlip", {"mode": "vertical"}, floats(5, 3, 4, 1)),
    drawn("RandomFlip", {"seed": 3}, ONE, symbolic=False),
    case("RandomFlip", {"seed": 3}, IMAGES, call={"training": False}, gradients=False),
    drawn("RandomRotation", {"factor": 0.2}),
    drawn("RandomRotation", {"factor": [0.1, 0.3], "fill_mode": "constant", "fill_value": 9.0}),
    drawn("RandomRotation", {"factor": 0.4, "fill_mode": "wrap", **FIRST}, SWAPPED),
    drawn("RandomRotation", {"factor": 0.4, "fill_mode": "nearest"}, calls=2),
    drawn("RandomRotation", {"factor": 0.4}, ONE, symbolic=False),
    case("RandomRotation", {"factor": 2.0}, IMAGES, raises="`factor` argument"),
    case("RandomRotation", {"factor": 0.1, "fill_mode": "x"}, IMAGES, raises="Unknown `fill_mode`"),
    case("RandomRotation", {"factor": 0.1, "interpolation": "x"}, IMAGES, raises="`interpolation`"),
    drawn("RandomZoom", {"height_factor": 0.3}),
    drawn("RandomZoom", {"height_factor": [0.1, 0.5], "width_factor": 0.4}, calls=2),
    drawn("RandomZoom", {"height_factor": 0.3, "fill_mode": "constant", **FIRST}, SWAPPED),
    drawn("RandomZoom", {"height_factor": 0.3}, ONE, symbolic=False),
    case("RandomZoom", {"height_factor": -1.0}, IMAGES, raises="(-1.0, 1.0]"),
    drawn("RandomTranslation", {"height_factor": 0.3, "width_factor": 0.2}),
    drawn(
        "RandomTranslation",
        {"height_factor": [0.1, 0.5], "width_factor": 0.4, "fill_mode": "constant"},
        calls=2,
    ),
    drawn("RandomTranslation", {"height_factor": 0.3, "width_factor": 0.4, **FIRST}, SWAPPED),
    drawn("RandomTranslation", {"height_factor": 0.3, "width_factor": 0.4}, ONE, symbolic=False),
    case(
        "RandomTranslation", {"height_factor": 2, "width_factor": 1}, IMAGES, raises="[-1.0, 1.0]"
    ),
    drawn("RandomCrop", {"height": 3, "width": 4}),
    drawn("RandomCrop", {"height": 3, "width": 4, **FIRST}, SWAPPED, calls=2),
    drawn("RandomCrop", {"height": 2, "width": 2}, ONE, symbolic=False),
    drawn("RandomCrop", {"height": 8, "width": 6}),
    case(
        "RandomCrop",
        {"height": 3, "width": 4, "seed": 1},
        IMAGES,
        call={"training": False},
        gradients=False,
    ),
    drawn("RandomBrightness", {"factor": 0.3}),
    drawn("RandomBrightness", {"factor": [-0.1, 0.6], "value_range": [0.0, 1.0]}, UNIT, calls=2),
    drawn("RandomBrightness", {"factor": 0.3}, ONE, symbolic=False),
    case("RandomBrightness", {"factor": 2}, IMAGES, raises="`factor` argument"),
    case("RandomBrightness", {"factor": 1, "value_range": 3}, IMAGES, raises="`value_range`"),
    drawn("RandomContrast", {"factor": 0.4}),
    drawn("RandomContrast", {"factor": [0.2, 0.6], "value_range": [0.0, 1.0]}, UNIT, calls=2),
    drawn("RandomContrast", {"factor": 0.4}, ONE, symbolic=False),
    case("RandomContrast", {"factor": -0.5}, IMAGES, raises="`factor` argument"),
    drawn("RandomHue", {"factor": 0.5}),
    drawn("RandomHue", {"factor": [0.2, 0.6], "value_range": [0.0, 1.0]}, UNIT, calls=2),
    drawn("RandomHue", {"factor": 0.4, **FIRST}, SWAPPED),
    drawn("RandomHue", {"factor": 0.4}, ONE, symbolic=False),
    drawn("RandomSaturation", {"factor": 0.5, "value_range": [0.0, 1.0]}, UNIT),
    drawn("RandomSaturation", {"factor": [0.4, 0.8], "value_range": [0.0, 1.0]}, UNIT, calls=2),
    drawn("RandomSaturation", {"factor": [0.4, 0.8], **FIRST}, SWAPPED),
    drawn("RandomGrayscale", {"factor": 0.5}, floats(5, 2, 3, 3)),
    drawn("RandomGrayscale", {"factor": 0.5, **FIRST}, SWAPPED, calls=2),
    case("RandomGrayscale", {"factor": 1.5}, IMAGES, raises="between 0 and 1"),
]
