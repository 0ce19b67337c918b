"""`tf.keras.datasets` out of files, and `get_file` over the network of the page itself."""

from __future__ import annotations

import gzip
import hashlib
import io
import pickle
import tarfile
import tempfile
from pathlib import Path

import numpy as np

from tests.browser.harness import in_browser, raises_words


def idx(array):
    shape = np.array(array.shape, ">u4").tobytes()
    return b"\0\0\x08" + bytes([array.ndim]) + shape + array.tobytes()


@in_browser
def test_digits_out_of_files():
    import tfjs as tf

    images = np.arange(2 * 28 * 28, dtype=np.uint8).reshape(2, 28, 28)
    labels = np.array([3, 7], np.uint8)
    mnist = tf.keras.datasets.mnist
    with tempfile.TemporaryDirectory() as place:
        np.savez(f"{place}/m.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
        (x_train, _), (_, y_test) = mnist.load_data(f"{place}/m.npz")
        assert (x_train.shape, y_test.tolist()) == ((2, 28, 28), [3, 7])
        folder = Path(place)
        (folder / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(images)))
        (folder / "t10k-labels-idx1-ubyte").write_bytes(idx(labels))
        for load in (mnist.load_data, tf.keras.datasets.fashion_mnist.load_data):
            (x_train, _), (x_test, y_test) = load(place)
            assert (len(x_train), x_test.tolist()) == (0, images.tolist())
            assert y_test.tolist() == [3, 7]
        (folder / "t10k-labels-idx1-ubyte").write_bytes(idx(labels)[:-1])
        with raises_words(tf.errors.DataLossError, "t10k-labels no whole IDX"):
            mnist.load_data(place)
        with raises_words(tf.errors.NotFoundError, "no file"):
            mnist.load_data(f"{place}/absent.npz")
        (folder / "bad.npz").write_bytes(b"nothing")
        with raises_words(tf.errors.DataLossError, "x_train"):
            mnist.load_data(f"{place}/bad.npz")


@in_browser
def test_small_photos_out_of_an_archive():
    import tfjs as tf

    data = np.arange(2 * 3072, dtype=np.uint64).astype(np.uint8).reshape(2, 3072)
    with tempfile.TemporaryDirectory() as place:
        path = f"{place}/c.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            for name in [f"data_batch_{i}" for i in range(1, 6)] + ["test_batch"]:
                content = pickle.dumps({b"data": data, b"labels": [1, 2]}, protocol=2)
                info = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
        (x_train, y_train), (x_test, _) = tf.keras.datasets.cifar10.load_data(path)
        assert (x_train.shape, y_train.shape) == ((10, 32, 32, 3), (10, 1))
        assert x_test[0, 0, 0].tolist() == [data[0, 0], data[0, 1024], data[0, 2048]]
        broken = Path(place) / "cifar-10-batches-py" / "test_batch"
        broken.write_bytes(pickle.dumps(Path("x")))
        with raises_words(tf.errors.DataLossError, "test_batch not allowed"):
            tf.keras.datasets.cifar10.load_data(path)


@in_browser
def test_words_out_of_files():
    import tfjs as tf

    texts = np.empty(4, object)
    texts[:] = [[1, 2, 3], [4, 5], [6], [7, 8, 9, 10]]
    labels = np.array([0, 1, 0, 1])
    with tempfile.TemporaryDirectory() as place:
        path = f"{place}/i.npz"
        np.savez(
            path, x_train=texts, y_train=labels, x_test=texts, y_test=labels, x=texts, y=labels
        )
        (x_train, y_train), (x_test, _) = tf.keras.datasets.imdb.load_data(path, num_words=9)
        assert sorted(x_train, key=len)[0] == [1, 2]  # a start, and a word that is too rare
        assert len(x_test) == 4
        assert {len(t): int(y) for t, y in zip(x_train, y_train, strict=True)}[5] == 1
        (x_train, _), (x_test, _) = tf.keras.datasets.reuters.load_data(path, test_split=0.5)
        assert (len(x_train), len(x_test)) == (2, 2)
        with raises_words(ValueError, "maxlen=2"):
            tf.keras.datasets.imdb.load_data(path, maxlen=2)
    assert len(tf.keras.datasets.reuters.get_label_names()) == 46


@in_browser
def test_houses_out_of_files():
    import tfjs as tf

    with tempfile.TemporaryDirectory() as place:
        path = f"{place}/h.npz"
        np.savez(path, x=np.arange(20.0).reshape(10, 2), y=np.arange(10.0))
        (x_train, y_train), (x_test, _) = tf.keras.datasets.boston_housing.load_data(path)
        assert (len(x_train), len(x_test)) == (8, 2)
        assert (x_train[:, 0] == y_train * 2).all()
        order = np.arange(10)
        np.random.RandomState(113).shuffle(order)
        assert y_train.tolist() == order[:8].tolist()
        with raises_words(ValueError, "test_split"):
            tf.keras.datasets.california_housing.load_data(path=path, test_split=1)


@in_browser
def test_a_file_is_downloaded_checked_and_kept():
    import tfjs as tf
    from tfjs import _bridge

    origin = _bridge.resolve_url("index.html")
    with tempfile.TemporaryDirectory() as place:
        options = {"origin": origin, "cache_dir": place}
        path = tf.keras.utils.get_file("page.html", **options)
        assert path == f"{place}/datasets/page.html"
        data = Path(path).read_bytes()
        assert b"<html" in data
        for digest in (hashlib.sha256(data), hashlib.md5(data)):
            again = tf.keras.utils.get_file(file_hash=digest.hexdigest(), **options)
            assert Path(again).read_bytes() == data
        with raises_words(tf.errors.DataLossError, "digest"):
            tf.keras.utils.get_file("other", file_hash="0" * 64, **options)
        with raises_words(tf.errors.NotFoundError, "404"):
            tf.keras.utils.get_file(origin=_bridge.resolve_url("absent.bin"), cache_dir=place)
        with raises_words(tf.errors.UnavailableError, "could not be reached path="):
            tf.keras.utils.get_file(origin="http://127.0.0.1:9/x.bin", cache_dir=place)
        with raises_words(ValueError, "origin"):
            tf.keras.utils.get_file("x")
        Path(path).unlink()
        assert Path(tf.keras.utils.get_file("page.html", **options)).read_bytes() == data
    assert _bridge.forget_files([origin]) >= 1
