"""Layers on images: what the goldens cannot ask for."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser


@in_browser
def test_replays_draw_anew():
    import numpy as np

    import tfjs as tf

    layer = tf.keras.layers.RandomTranslation(0.4, 0.4, seed=5)
    image = tf.constant(np.arange(64, dtype=np.float32).reshape(1, 8, 8, 1))
    calls = []

    @tf.function
    def program(x):
        calls.append(1)
        return layer(x, training=True)

    found = {program(image).numpy().tobytes() for _ in range(4)}
    assert len(found) == 4
    assert len(calls) == 1


@in_browser
def test_images_stay_outside_training():
    import numpy as np

    import tfjs as tf

    layers = tf.keras.layers
    x = np.random.default_rng(0).uniform(0, 255, (2, 4, 4, 3)).astype(np.float32)
    for layer in (
        layers.RandomFlip(),
        layers.RandomRotation(0.5),
        layers.RandomZoom(0.5),
        layers.RandomTranslation(0.5, 0.5),
        layers.RandomCrop(2, 2),
        layers.RandomBrightness(0.5),
        layers.RandomContrast(0.5),
        layers.RandomHue(0.5),
        layers.RandomSaturation(0.5),
        layers.RandomGrayscale(),
        layers.RandomHeight(0.5),
        layers.RandomWidth(0.5),
    ):
        assert layer(x, training=False).numpy().tolist() == x.tolist(), layer.name
    model = tf.keras.Sequential([tf.keras.Input((4, 4, 3)), layers.RandomFlip(), layers.Flatten()])
    assert model(x, training=False).numpy().tolist() == x.reshape(2, -1).tolist()


@in_browser
def test_labels_and_masks_go_with_their_images():
    import numpy as np

    import tfjs as tf

    layer = tf.keras.layers.RandomFlip("horizontal", seed=3)
    images = np.arange(48, dtype=np.float32).reshape(4, 2, 6, 1)
    data = {"images": images, "labels": np.arange(4), "segmentation_masks": images}
    out = layer(data, training=True)
    assert out["labels"].numpy().tolist() == [0, 1, 2, 3]
    assert out["segmentation_masks"].numpy().tolist() == out["images"].numpy().tolist()
    flipped = [
        row.tolist() == image[:, ::-1].tolist()
        for row, image in zip(out["images"].numpy(), images, strict=True)
    ]
    same = [
        row.tolist() == image.tolist()
        for row, image in zip(out["images"].numpy(), images, strict=True)
    ]
    assert [a or b for a, b in zip(flipped, same, strict=True)] == [True] * 4
    boxes = {"boxes": np.zeros((4, 1, 4)), "labels": np.zeros((4, 1))}
    with pytest.raises(ValueError, match="bounding_box_format"):
        layer({"images": images, "bounding_boxes": boxes}, training=True)
    layer = tf.keras.layers.RandomElasticTransform(bounding_box_format="xyxy")
    with pytest.raises(NotImplementedError, match="bounding boxes"):
        layer({"images": images, "bounding_boxes": boxes}, training=True)


@in_browser
def test_one_side_is_stretched():
    import numpy as np

    import tfjs as tf

    layers = tf.keras.layers
    x = tf.constant(np.arange(40, dtype=np.float32).reshape(1, 4, 10, 1))
    tall = layers.RandomHeight((0.5, 0.5), seed=1)(x, training=True)
    assert tall.shape == (1, 6, 10, 1)
    wide = layers.RandomWidth((-0.5, -0.5), interpolation="nearest", seed=1)(x, training=True)
    assert wide.shape == (1, 4, 5, 1)
    symbolic = layers.RandomWidth(0.2)(tf.keras.Input((4, 10, 1)))
    assert symbolic.shape == (None, 4, None, 1)
    with pytest.raises(ValueError, match="less than -1"):
        layers.RandomHeight((-2, 0.5))


@in_browser
def test_integers_are_lit_as_floating_numbers():
    import numpy as np

    import tfjs as tf

    layer = tf.keras.layers.RandomBrightness((-0.5, -0.4), seed=2)
    out = layer(np.full((1, 2, 2, 3), 200, np.uint8), training=True)
    assert out.dtype is tf.float32
    assert 60 < float(tf.reduce_mean(out)) < 100


@in_browser
def test_gradients_flow_through_warps():
    import numpy as np

    import tfjs as tf

    layer = tf.keras.layers.RandomRotation((0.25, 0.25), fill_mode="constant")
    x = tf.constant(np.arange(9, dtype=np.float32).reshape(1, 3, 3, 1))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(
            layer(x, training=True) * tf.constant(np.eye(3)[None, :, :, None], tf.float32)
        )
    slope = tape.gradient(y, x).numpy()[0, :, :, 0]
    np.testing.assert_allclose(slope, np.eye(3)[::-1], atol=1e-5)
