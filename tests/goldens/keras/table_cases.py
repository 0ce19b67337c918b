"""A table, and programs on tables and boxes that run here and in real Keras."""

from __future__ import annotations

from typing import Any

import numpy as np

TABLE: dict[str, Any] = {
    "age": [22.0, 35.0, 58.0, 41.0, 19.0, 63.0],
    "income": [12.5, 40.0, 31.5, 55.0, 9.0, 47.5],
    "rooms": [1, 3, 3, 5, 1, 2],
    "city": ["Berne", "Basel", "Berne", "Chur", "Thun", "Basel"],
    "street": ["a", "b", "c", "d", "e", "f"],
    "code": [3001, 4051, 3007, 7000, 3600, 4052],
}

TEXTS = [["a cat sat"], ["the dog"], ["nothing known"]]


def words(keras: Any) -> Any:
    """A model of texts, with vocabularies found in data and weights that are a formula."""
    layers = keras.layers
    inputs = keras.Input((1,), dtype="string")
    read = layers.TextVectorization(output_sequence_length=4)
    read.adapt(["the cat sat on the mat", "a dog sat"])
    whole = layers.StringLookup(output_mode="one_hot")
    whole.adapt(["the dog", "a cat sat", "the cat"])
    first = layers.Flatten()(layers.Embedding(9, 2)(read(inputs)))
    outputs = layers.Dense(2)(layers.Concatenate()([first, whole(inputs)]))
    model = keras.Model(inputs, outputs)
    for place, weight in enumerate(model.weights):
        values = np.arange(np.prod(weight.shape)) % 7 - 3.0 + place
        weight.assign(values.reshape(tuple(weight.shape)).astype(np.float32) / 8)
    return model


def space(keras: Any, output_mode: str) -> Any:
    """A space of most kinds of columns, adapted."""
    of = keras.utils.FeatureSpace
    found = of(
        {
            "age": "float_normalized",
            "income": of.float_discretized(
                3, output_mode="int" if output_mode == "dict" else "one_hot"
            ),
            "rooms": "integer_categorical",
            "city": of.string_categorical(max_tokens=4),
            "street": of.string_hashed(num_bins=3),
            "code": of.integer_hashed(num_bins=4),
        },
        output_mode=output_mode,
        crosses=[("city", "rooms"), of.cross(("street", "code"), crossing_dim=5)],
        crossing_dim=4,
    )
    found.adapt(TABLE)
    return found


def boxes(keras: Any) -> dict[str, Any]:
    """What `keras.utils.bounding_boxes` makes of some boxes, by the name of what was done."""
    of = keras.utils.bounding_boxes
    corners = np.array([[[10, 20, 30, 50], [0, 5, 60, 25]], [[12, 8, 40, 44], [1, 2, 3, 4]]], "f4")
    anchors = np.array([[8, 18, 34, 46], [2, 3, 50, 30]], "f4")
    size = {"height": 60, "width": 80}
    image = (60, 80, 3)
    kinds = ("yxyx", "xywh", "center_xywh", "center_yxhw")
    kinds += ("rel_xyxy", "rel_yxyx", "rel_xywh", "rel_center_xywh")
    done = {kind: of.convert_format(corners, "xyxy", kind, **size) for kind in kinds}
    done |= {f"from {kind}": of.convert_format(done[kind], kind, "xyxy", **size) for kind in kinds}
    done["both relative"] = of.convert_format(done["rel_xyxy"], "rel_xyxy", "rel_xywh", **size)
    labelled = {"boxes": corners - 6.0, "labels": np.array([[3, 4], [5, 6]])}
    clipped = of.clip_to_image_size(labelled, 30, 40)
    done |= {"clipped": clipped["boxes"], "labels": clipped["labels"]}
    shares = {"boxes": corners / 30.0}
    done["clipped shares"] = of.clip_to_image_size(shares, bounding_box_format="rel_xyxy")["boxes"]
    done["cropped"] = of.crop(corners, 6, 9, 20, 30)
    done["padded"] = of.pad(corners, 6, 9)
    drawn = [
        np.array(pair, "f4") for pair in ([20, -70], [0.1, 0], [0, 0.2], [1, 2], [5, 0], [0, 9])
    ]
    done["turned"] = of.affine_transform(corners, *drawn, 60, 80)
    for encoding in ("center_yxhw", "center_xywh"):
        given = {"variance": [0.1, 0.1, 0.2, 0.2], "image_shape": image}
        deltas = of.encode_box_to_deltas(
            anchors, corners, "xyxy", "xyxy", encoding_format=encoding, **given
        )
        done[f"deltas {encoding}"] = deltas
        done[f"from deltas {encoding}"] = of.decode_deltas_to_boxes(
            anchors, deltas, "xyxy", "xywh", encoded_format=encoding, **given
        )
    done["iou"] = of.compute_iou(corners, anchors, "xyxy")
    done["iou of one"] = of.compute_iou(anchors, corners[0], "xyxy")
    none = corners.copy()
    none[0, 1] = -1
    done["masked iou"] = of.compute_iou(none, corners, "xyxy", use_masking=True)
    done["relative iou"] = of.compute_iou(corners / 90, anchors / 90, "rel_xyxy", image_shape=image)
    done["ciou"] = of.compute_ciou(corners[0], anchors, "xyxy")
    return done


def quantized(keras: Any) -> dict[str, Any]:
    """What `keras.quantizers` makes of some numbers."""
    of = keras.quantizers
    x = np.linspace(-3, 4, 24, dtype="f4").reshape(4, 6)
    done = {}
    done["rows"], done["rows' scale"] = of.abs_max_quantize(x, -1)
    done["all"], done["one scale"] = of.abs_max_quantize(x, (0, 1), (-7, 7), epsilon=0.1)
    done["object"], _ = of.AbsMaxQuantizer(axis=0)(x)
    done["faked"] = of.fake_quant_with_min_max_vars(x, -2.0, 3.0, num_bits=4)
    low, high = np.array([-1, -2, 0, -3], "f4"), np.array([1, 2, 3, 0.5], "f4")
    done["by row"] = of.fake_quant_with_min_max_vars(x, low, high, 3, narrow_range=True, axis=0)
    small = (np.arange(15) % 16 - 8).astype("int8").reshape(5, 3)
    for axis in (0, 1):
        packed, shape, count = of.pack_int4(keras.ops.convert_to_tensor(small), axis)
        done[f"packed {axis}"], done[f"shape {axis}"] = packed, np.array([*shape, count])
        done[f"unpacked {axis}"] = of.unpack_int4(packed, count, axis)
    return done
