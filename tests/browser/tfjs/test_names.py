"""Every name of TensorFlow's API is provided, with its parameters, or excused with a reason."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.goldens import FOLDER
from tests.browser.harness import in_browser

# Reason why parameters differ -> what of, as patterns.
OTHER_PARAMETERS = {
    "keywords are named, where TensorFlow takes any": "meshgrid print data.*.range .*Table",
    "a context, which TensorFlow makes by a function": "device",
    "made from other objects than in TensorFlow; programs make them by functions": r"""
        (dtypes\.)?DType Tensor RaggedTensor Variable errors\.\w+ data\.Dataset data\.Iterator
        data\.experimental\.Optional experimental\.Optional""",
    "one class of options less: there is one device": r"""
        RaggedTensorSpec data\.experimental\.RandomDataset""",
    "a name may be given": r"data\..*\.(apply|cardinality)",
    "a dtype is also understood by its name": r"""
        data\.experimental\.(Counter|dense_to_ragged_batch) data\..*\.ragged_batch""",
    "names for annotations": r"types\.experimental\..*",
    "unittest's own": r"test\.TestCase\.\w+",
}
# Reason why a class has not all members -> Class.member, as patterns.
OTHER_MEMBERS = {
    "how TensorFlow traces; programs have no use for it": r"""
        .*\.(cast|experimental_as_proto|experimental_from_proto|experimental_type_proto|flatten)
        .*\.(from_tensors|to_tensors|most_specific_\w+|placeholder_value|is_subtype_of|as_proto)
        .*\.(flat_values_spec|value_type|from_value|experimental_ref|function_type|inference_fn)
        (TypeSpec|NoneTensorSpec)\.is_compatible_with""",
    "belongs to graphs of TensorFlow 1": r"""
        .*\.(consumers|graph|op|eval|name|initializer|from_proto|to_proto|load|count_up_to)
        .*\.(initialized_value|SaveSliceInfo|OVERLOADABLE_OPERATORS|set_shape|resource_handle)
        .*\.(initialize|queue_ref)""",
    "an attribute of objects, not of the class": r"""
        (data|errors|experimental|lookup|train|config)\b.*\.\w+ TensorArray\.\w+""",
    "unittest's own, and checks that few programs make": r"test\.TestCase\.\w+",
    "callables of Python": r"types\.experimental\.\w+\.\w+",
}


def patterns(table: dict[str, str]) -> list[str]:
    return [pattern for texts in table.values() for pattern in texts.split()]


def excused(name: str, table: dict[str, str]) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in patterns(table))


def same(theirs: str, ours: str) -> bool:
    """Whether what TensorFlow takes is taken; ours may take more behind it."""
    wanted, taken = (_parts(text) for text in (theirs, ours))
    return all(
        i < len(taken) and taken[i][0] == name and (default == "..." or taken[i][1] == default)
        for i, (name, default) in enumerate(wanted)
    )


def _parts(text: str) -> list[tuple[str, str]]:
    found = []
    for part in re.split(r", (?=\*{0,2}[A-Za-z_]\w*(?:=|,|$))", text):
        name, _, default = part.partition("=")
        # The default of `name` is a label; a list may be a tuple.
        label = name == "name"
        found.append((name, "" if label else default.replace("[", "(").replace("]", ")")))
    return [pair for pair in found if pair[0]]


def differences() -> dict[str, list[str]]:
    import json

    import tfjs as tf
    from tests.goldens.describe import described

    known = json.loads((FOLDER / "names" / "tensorflow.json").read_text(encoding="utf-8"))["names"]
    found: dict[str, list[str]] = {"missing": [], "parameters": [], "members": []}
    for namespace, names in known.items():
        for name, theirs in names.items():
            path = f"{namespace}.{name}".lstrip(".")
            try:
                value: Any = tf
                for part in path.split("."):
                    value = getattr(value, part)
            except tf.errors.NotProvidedError as error:
                assert str(error).startswith("tf.") and len(str(error)) > 40
                continue
            except AttributeError:
                found["missing"].append(path)
                continue
            _compare(path, theirs, described(value), found)
    return found


def _compare(path: str, theirs: Any, ours: Any, found: dict[str, list[str]]) -> None:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        found["members"] += [f"{path}.{key}" for key in theirs if key and key not in ours]
        for key in theirs:
            if isinstance(theirs[key], str) and isinstance(ours.get(key), str):
                _compare(f"{path}.{key}".rstrip("."), theirs[key], ours[key], found)
    elif theirs is not None and not (
        isinstance(theirs, str) and isinstance(ours, str) and same(theirs, ours)
    ):
        found["parameters"].append(f"{path}: {theirs} | {ours}")


@in_browser
def test_every_name_of_tensorflow_is_provided_or_excused() -> None:
    found = differences()
    assert found["missing"] == []
    other = [t for t in found["parameters"] if not excused(t.partition(":")[0], OTHER_PARAMETERS)]
    assert other == []
    assert [name for name in found["members"] if not excused(name, OTHER_MEMBERS)] == []


@in_browser
def test_a_name_that_is_not_here_says_what_to_use() -> None:
    import tfjs as tf
    from tfjs import _names

    assert not hasattr(tf, "distribute")
    assert getattr(tf.nn, "RNNCellDropoutWrapper", None) is None
    with pytest.raises(tf.errors.NotProvidedError, match=r"tf\.distribute: .* one device"):
        tf.distribute.MirroredStrategy()
    with pytest.raises(tf.errors.NotProvidedError, match=r"tf\.saved_model: .*model\.save"):
        tf.saved_model.load("x")
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        tf.nothing  # noqa: B018
    for path in _names.ABSENT:
        value: Any = tf
        with pytest.raises(tf.errors.NotProvidedError):
            for part in path.split("."):
                value = getattr(value, part)


@in_browser
def test_values_that_tensorflow_has_no_kernel_or_other_numbers_for() -> None:
    import numpy as np

    import tfjs as tf

    x = np.random.default_rng(3).normal(size=(2, 3, 4)).astype(np.float32)
    z = x + 1j * x[::-1]
    near = {"rtol": 1e-4, "atol": 1e-4}
    pairs = [
        (tf.signal.fftnd(z), np.fft.fftn(z)),
        (tf.signal.fftnd(z, [3, 2], [0, 2]), np.fft.fftn(z, [3, 2], [0, 2])),
        (tf.signal.ifftnd(z, axes=[1], norm="ortho"), np.fft.ifftn(z, axes=[1], norm="ortho")),
        (tf.signal.rfftnd(x, axes=[1, 2]), np.fft.rfftn(x, axes=[1, 2])),
        (tf.signal.irfftnd(z, axes=[1, 2]), np.fft.irfftn(z, axes=[1, 2])),
        (tf.math.approx_max_k(x, 2)[0], np.sort(x)[..., ::-1][..., :2]),
        (tf.math.approx_min_k(x, 1, 0)[0], x.min(0, keepdims=True)),
    ]
    for ours, theirs in pairs:
        np.testing.assert_allclose(ours.numpy(), theirs, **near)
    image = tf.reshape(tf.range(60.0), [1, 6, 5, 2])
    for pool, reduce in ((tf.nn.fractional_max_pool, np.max), (tf.nn.fractional_avg_pool, np.mean)):
        out, rows, columns = pool(image, [1.0, 1.5, 1.25, 1.0], seed=5)
        assert out.shape == (1, 4, 4, 2) and rows.numpy()[-1] == 6 and columns.numpy()[-1] == 5
        part = image.numpy()[0, rows[1] : rows[2], columns[2] : columns[3], 1]
        np.testing.assert_allclose(out.numpy()[0, 1, 2, 1], reduce(part))
    a = tf.constant([2.0, 3.0])
    with tf.autodiff.ForwardAccumulator(a, tf.constant([1.0, 0.5])) as forward:
        b = tf.sin(a) * a
    np.testing.assert_allclose(
        forward.jvp(b).numpy(), (np.cos(a) * a + np.sin(a)) * [1, 0.5], rtol=1e-5
    )
    queue = tf.queue.FIFOQueue(3, [tf.float32])
    queue.enqueue_many(([1.0, 2.0],))
    assert queue.dequeue().numpy() == 1 and queue.size().numpy() == 1
    table = tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, -1)
    table.insert(["a", "b"], [1, 2])
    assert table.lookup(["b", "x"]).numpy().tolist() == [2, -1]
    with pytest.raises(tf.errors.OutOfRangeError):
        tf.queue.FIFOQueue(1, tf.int32).dequeue()
    with pytest.raises(tf.errors.InvalidArgumentError, match="text"):
        raise tf.errors.InvalidArgumentError(None, None, "text")


@in_browser
def test_files_of_records_go_out_and_in() -> None:
    import tfjs as tf

    folder = "/tmp/records"
    tf.io.gfile.makedirs(folder)
    for kind in ("", "GZIP", "ZLIB"):
        name = tf.io.gfile.join(folder, f"some{kind}")
        with tf.io.TFRecordWriter(name, kind) as file:
            for record in (b"one", b"", b"\x00\x01"):
                file.write(record)
        dataset = tf.data.TFRecordDataset(name, kind)
        assert [item.numpy() for item in dataset] == [b"one", b"", b"\x00\x01"]
    from tfjs.io.records import checksum

    assert checksum(b"123456789") == ((0xE3069283 >> 15 | 0xE3069283 << 17) + 0xA282EAD8) % 2**32
    with tf.io.gfile.GFile(f"{folder}/text", "w") as file:
        file.write("a\nb\n")
    assert tf.io.gfile.listdir(folder) and list(tf.io.gfile.GFile(f"{folder}/text")) == [
        "a\n",
        "b\n",
    ]
    tf.io.gfile.rmtree(folder)
    with pytest.raises(tf.errors.NotFoundError):
        tf.io.gfile.remove(f"{folder}/text")
