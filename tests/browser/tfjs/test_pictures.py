"""Files and pictures as string tensors."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words

PIXELS = (np.arange(7 * 5 * 3).reshape(7, 5, 3) * 2 % 256).astype(np.uint8)


@pytest.mark.parametrize("channels", [1, 3, 4])
@in_browser
def test_a_png_gives_back_its_pixels(channels):
    import tfjs as tf

    pixels = (np.arange(7 * 5 * channels).reshape(7, 5, channels) * 3 % 256).astype(np.uint8)
    data = tf.io.encode_png(pixels)
    for decode in (tf.io.decode_png, tf.image.decode_png, tf.io.decode_image):
        assert np.array_equal(decode(data).numpy(), pixels)
    assert tf.io.decode_png(data, channels=3).shape == (7, 5, 3)
    assert tf.io.decode_image(data, dtype=tf.float32).numpy().max() <= 1.0


@in_browser
def test_a_jpeg_comes_close():
    import tfjs as tf

    smooth = np.tile(np.linspace(0, 255, 32, dtype=np.uint8)[:, None, None], (1, 24, 3))
    data = tf.io.encode_jpeg(smooth, quality=100)
    found = tf.io.decode_jpeg(data).numpy().astype(int)
    assert np.abs(found - smooth).max() <= 2
    assert tf.io.decode_jpeg(data, channels=1).shape == (32, 24, 1)
    assert tf.io.decode_jpeg(data, ratio=4).shape == (8, 6, 3)


@in_browser
def test_all_frames_of_a_gif_come():
    import io

    from PIL import Image

    import tfjs as tf

    frames = [Image.new("RGB", (4, 3), color) for color in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    data = tf.constant(file.getvalue())
    assert tf.io.decode_gif(data).numpy()[:, 0, 0].tolist() == [[255, 0, 0], [0, 0, 255]]
    assert tf.io.decode_image(data, expand_animations=False).shape == (3, 4, 3)


@in_browser
def test_pipelines_read_and_decode():
    import tfjs as tf

    with tempfile.TemporaryDirectory() as folder:
        for i in range(3):
            tf.io.write_file(f"{folder}/sub/{i}.png", tf.io.encode_png(PIXELS + np.uint8(i)))
        files = tf.data.Dataset.list_files(f"{folder}/sub/*.png", shuffle=False)
        images = files.map(lambda path: tf.io.decode_png(tf.io.read_file(path))).batch(3)
        (batch,) = list(images)
        assert np.array_equal(batch.numpy()[2], PIXELS + np.uint8(2))
        assert Path(folder, "sub", "0.png").exists()
    with raises_words(tf.errors.NotFoundError, "no file none.png"):
        tf.io.read_file("none.png")


@in_browser
def test_what_is_no_picture_is_refused():
    import tfjs as tf

    for data in (b"", b"text", bytes(tf.io.encode_png(PIXELS).numpy())[:50]):
        with pytest.raises(tf.errors.InvalidArgumentError):
            tf.io.decode_image(tf.constant(data))
    with pytest.raises(tf.errors.InvalidArgumentError, match="scalar string"):
        tf.io.decode_png(tf.constant([b"a", b"b"]))
    with pytest.raises(tf.errors.InvalidArgumentError, match="uint8 pixels"):
        tf.io.encode_png(tf.ones([2, 2, 3]))
