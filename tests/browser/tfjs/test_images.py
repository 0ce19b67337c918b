"""Decoding: the same pixels as the browser's, and a clear sentence for what is no picture."""

from __future__ import annotations

import struct
import zlib

import pytest

from tests.browser.harness import in_browser

EXACT = (
    "cameraman_gray.png",
    "cat_chelsea.png",
    "cat_tabby_224.jpg",
    "cmyk.jpg",
    "coffee_mug.jpg",
    "dog_bicycle_truck.jpg",
    "exif_landscape_1.jpg",
    "exif_landscape_3.jpg",
    "exif_landscape_6.jpg",
    "exif_landscape_8.jpg",
    "exif_portrait_5.jpg",
    "hopper.jpg",
    "hopper_gray.jpg",
    "gray_alpha.png",
    *(f"hopper_exif_orientation_{n}.jpg" for n in range(2, 9)),
    "logo_rgba.png",
    "rgba_16bit.png",
    "tiny_progressive_2x2.jpeg",
    "tiny_rgb_2x2.png",
    "tiny_rgba_2x2.png",
    "yoga_pose.jpg",
    "yoga_pose_segmentation.png",
)
CLOSE = ("road_cars.jpg", "rocket.jpg", "three_people.jpg")
"""Photos whose colors are not sRGB's: one pixel in ten thousand is rounded the other way."""


@pytest.fixture
def shown(request, data, worker):
    """A file and what the browser makes of it."""
    from tests.support import official

    path = data / "images" / request.param
    width, height, rgba = official.pixels(worker, path)
    return {"file": path.read_bytes(), "width": width, "height": height, "rgba": rgba}


def pixels(data):
    """All pixels of a picture, decoded by the library."""
    import numpy as np

    from tfjs.image_io import read

    grid = read(data, "test")
    return grid.pixels(np.arange(grid.height), np.arange(grid.width)).astype(np.int16)


def difference(shown):
    """Levels between our pixels and the browser's."""
    import numpy as np

    ours = pixels(shown["file"])
    theirs = np.frombuffer(shown["rgba"], np.uint8).reshape(shown["height"], shown["width"], 4)
    assert ours.shape == (shown["height"], shown["width"], 3)
    return np.abs(ours - theirs[..., :3])


@pytest.mark.parametrize("shown", EXACT, indirect=True)
@pytest.mark.models
@in_browser
def test_pixels_are_those_of_the_browser(shown):
    assert difference(shown).max() == 0


@pytest.mark.parametrize("shown", CLOSE, indirect=True)
@pytest.mark.models
@in_browser
def test_pixels_differ_by_rounding_only(shown):
    levels = difference(shown)
    assert levels.max() <= 1
    assert levels.mean() < 2e-4


def encoded(image, kind, **options):
    """A Pillow image as a file."""
    import io

    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png_header(width, height):
    """A PNG that claims a size and holds nothing."""

    def chunk(name, data):
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "TIFF"])
@in_browser
def test_lossless_formats(kind):
    import numpy as np
    from PIL import Image

    block = np.repeat(np.repeat([[[255, 0, 0], [0, 255, 0]]], 4, axis=0), 4, axis=1)
    image = Image.fromarray(block.astype(np.uint8))
    options = {"lossless": True} if kind == "WEBP" else {}
    np.testing.assert_array_equal(pixels(encoded(image, kind, **options)), block)


@in_browser
def test_first_frame_of_an_animation():
    from PIL import Image

    frames = [Image.new("RGB", (4, 4), color) for color in ("red", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert pixels(data)[0, 0].tolist() == [255, 0, 0]


@in_browser
def test_gray_of_16_bits_keeps_its_upper_bits():
    import numpy as np
    from PIL import Image

    levels = np.array([[0x0000, 0x12FF], [0x8000, 0xFFFF]], np.uint16)
    assert pixels(encoded(Image.fromarray(levels), "PNG"))[..., 0].tolist() == [[0, 18], [128, 255]]


@in_browser
def test_transparent_palette_becomes_black():
    from PIL import Image

    image = Image.new("P", (2, 1), 0)
    image.putpalette([200, 100, 50, 10, 20, 30])
    image.putpixel((1, 0), 1)
    data = encoded(image, "PNG", transparency=1)
    assert pixels(data)[0].tolist() == [[200, 100, 50], [0, 0, 0]]


@pytest.mark.parametrize("subsampling", ["4:2:2", "4:4:0", "4:2:2 progressive"])
@in_browser
def test_color_that_is_halved_in_one_direction_is_read_exactly(subsampling):
    import io

    import numpy as np
    from PIL import Image

    from tfjs.image_io._planes import color_planes

    y, x = np.mgrid[0:64, 0:64]
    ramp = np.stack([3 * x, 2 * y + x, 255 - 2 * x - y], axis=-1).astype(np.uint8)
    progressive = "progressive" in subsampling
    halved = encoded(
        Image.fromarray(ramp), "JPEG", subsampling="4:2:2", quality=100, progressive=progressive
    )
    across, down = 2, 1
    if subsampling == "4:4:0":  # as a lossless turn makes it; here only the header says so
        at = halved.index(b"\x01\x21\x00", halved.index(b"\xff\xc0"))
        halved = halved[: at + 1] + b"\x12" + halved[at + 2 :]
        across, down = 1, 2
    planes = color_planes(halved, across, down)
    if progressive:
        assert planes is None
    elif subsampling == "4:2:2":
        full = np.asarray(
            Image.open(
                io.BytesIO(encoded(Image.fromarray(ramp), "JPEG", subsampling="4:4:4", quality=100))
            ).convert("YCbCr")
        )
        for plane, channel in zip(planes, (1, 2), strict=True):
            wanted = full[..., channel].reshape(64, 32, 2).mean(axis=-1)
            assert np.abs(plane - wanted).max() <= 3
    else:
        assert [plane.shape for plane in planes] == [(32, 64)] * 2
    assert pixels(halved).shape == (64, 64, 3)


BAD = {
    "text": (b"This is a letter, not a photo.", "Received: text, starting with 'This is a letter'"),
    "empty": (b"", "Received: an empty file"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG drawing"),
    "page": (b"<!DOCTYPE html><p>404", "Received: a web page"),
    "pdf": (b"%PDF-1.7 ...", "Received: a PDF document"),
    "zip": (b"PK\x03\x04rest", "Received: a zip archive"),
    "heic": (b"\0\0\0\x18ftypheic\0\0", "HEIC picture"),
    "video": (b"\0\0\0\x18ftypisom\0\0", "Received: a video"),
    "binary": (b"\xfe\xedabc\0\x99", "Received: a file that starts with"),
    "header only": (b"\x89PNG\r\n\x1a\n", "Received: a file that starts with"),
}


@pytest.mark.parametrize("name", BAD)
@in_browser
def test_what_is_no_picture_is_named(name):
    import tfjs as tf

    data, words = BAD[name]
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        pixels(data)
    assert words in str(caught.value)


@in_browser
def test_vast_picture_is_refused_by_its_header():
    import tfjs as tf

    words = r"at most 100 megapixels.*30000 x 30000 \(900 megapixels\)"
    with pytest.raises(tf.errors.InvalidArgumentError, match=words):
        pixels(png_header(30_000, 30_000))


@in_browser
def test_vast_file_is_refused_by_its_size():
    import tfjs as tf

    with pytest.raises(tf.errors.InvalidArgumentError, match=r"at most 100 MB. Received: 200 MB"):
        pixels(bytes(200 * 2**20))


@pytest.mark.parametrize(("kind", "subsampling"), [("JPEG", 2), ("JPEG", 0), ("PNG", None)])
@in_browser
def test_truncated_picture_says_so(kind, subsampling):
    import numpy as np
    from PIL import Image

    import tfjs as tf

    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3)).astype(np.uint8)
    options = {} if subsampling is None else {"subsampling": subsampling}
    data = encoded(Image.fromarray(noise), kind, **options)
    with pytest.raises(tf.errors.InvalidArgumentError, match=f"truncated: the {kind} of 64 x 64"):
        pixels(data[: len(data) // 2])


@pytest.mark.parametrize(
    ("shape", "dtype", "words"),
    [
        ((4, 4, 2), "uint8", "expected pixels of shape"),
        ((4,), "uint8", "expected pixels of shape"),
        ((2, 4, 4, 3), "uint8", "expected pixels of shape"),
        ((0, 4, 3), "uint8", "expected pixels"),
        ((4, 4, 3), "bool", "expected numbers"),
        ((4, 4, 3), "complex64", "expected numbers"),
    ],
)
@in_browser
def test_bad_arrays(shape, dtype, words):
    import numpy as np

    import tfjs as tf

    with pytest.raises(tf.errors.InvalidArgumentError, match=words):
        pixels(np.zeros(shape, dtype))


@in_browser
def test_other_objects_and_missing_files():
    import tfjs as tf

    with pytest.raises(tf.errors.InvalidArgumentError, match="Received: int"):
        pixels(7)
    with pytest.raises(tf.errors.NotFoundError, match="there is no file"):
        pixels("/nowhere/photo.jpg")


@pytest.mark.leak_exempt("it declares an instruction of its own, which stays")
@pytest.mark.parametrize("size", [(1, 1), (2, 3), (8, 8), (37, 640), (641, 479)])
@in_browser
def test_resize_is_that_of_tfjs(size):
    import numpy as np

    from tfjs import _bridge
    from tfjs.image_io import read, resized

    image = np.random.default_rng(3).integers(0, 256, (*size, 3)).astype(np.uint8)
    resize = _bridge.Instruction("image.resizeBilinear", op="resize")
    slot = _bridge.upload(image.astype(np.float32), "float32")
    result = resize([slot], ((24, 20), True, False))
    expected = _bridge.download(result, (24, 20, 3), "float32")
    _bridge.drop(slot)
    _bridge.drop(result)
    np.testing.assert_allclose(resized(read(image, "test"), 24, 20), expected, atol=0.02)
