"""`tf.summary`: event files, read record by record as TensorBoard does."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from tests.browser.harness import in_browser

FOLDER = "/tmp/summaries"


def events(folder: str) -> list[dict[int, object]]:
    """Fields of the events of a folder's only file, but for the time."""
    import tfjs as tf
    from tfjs.protos import wire

    (file,) = Path(folder).glob("events.out.tfevents.*.v2")
    records = [item.numpy() for item in tf.data.TFRecordDataset(str(file))]
    file.unlink()
    read = [{n: value for n, _, value in wire.fields(memoryview(r))} for r in records]
    assert all(struct.unpack("<d", bytes(event.pop(1)))[0] > 1.7e9 for event in read)
    assert bytes(read[0][3]) == b"brain.Event:2"
    return read[1:]


def summary(event: dict[int, object]) -> tuple[int, str, bytes, bytes]:
    """Step, tag, tensor and metadata."""
    from tfjs.protos import wire

    ((_, _, value),) = wire.fields(event[5])
    parts = {n: bytes(data) for n, _, data in wire.fields(value)}
    return event.get(2, 0), parts[1].decode(), parts[8], parts[9]


@in_browser
def test_what_is_written_can_be_read():
    import tfjs as tf
    from tfjs.io.tensors import parse_tensor

    step = tf.Variable(3, dtype=tf.int64)
    assert not tf.summary.scalar("nowhere", 1.0).numpy()
    writer = tf.summary.create_file_writer(FOLDER)
    with writer.as_default():
        with pytest.raises(ValueError, match="No step set"):
            tf.summary.scalar("loss", 1.0)
        with tf.name_scope("train"):
            assert tf.summary.scalar("loss", 0.5, step=1).numpy()
        tf.summary.experimental.set_step(step)
        tf.summary.histogram("w", [0.0, 1.0, 1.0, 3.0], buckets=3)
        tf.summary.text("note", "some *text*")
        tf.summary.text("notes", ["a", "b"])
        step.assign_add(1)
        tf.summary.image("picture", tf.zeros([5, 2, 4, 3]), max_outputs=2, description="all black")
        tf.summary.audio("sound", tf.zeros([1, 8, 1]), 8000)
        with tf.summary.record_if(lambda: step % 2 == 1):
            assert not tf.summary.scalar("odd", 1.0).numpy()
            assert not tf.summary.should_record_summaries().numpy()

        @tf.function
        def train(x):
            tf.summary.scalar("mean", tf.reduce_mean(x), step=step)
            return x * 2.0

        for k in range(3):
            train(tf.fill([2], float(k)))
        with pytest.raises(tf.errors.InvalidArgumentError, match="scalar"):
            tf.summary.scalar("vector", [1.0, 2.0])
    writer.close()
    tf.summary.experimental.set_step(None)
    with pytest.raises(RuntimeError, match="already closed"), writer.as_default():
        pass
    found = [summary(event) for event in events(FOLDER)]
    assert [(at, tag) for at, tag, _, _ in found] == [
        *[(1, "train/loss"), (3, "w"), (3, "note"), (3, "notes"), (4, "picture"), (4, "sound")],
        *[(4, "mean")] * 3,
    ]
    data = [parts[2] for parts in found]
    assert parse_tensor(data[0], tf.float32).numpy() == 0.5
    spans = parse_tensor(data[1], tf.float64).numpy()
    np.testing.assert_allclose(spans, [[0, 1, 1], [1, 2, 2], [2, 3, 1]])
    assert parse_tensor(data[2], tf.string).numpy() == b"some *text*"
    assert parse_tensor(data.pop(3), tf.string).numpy().tolist() == [b"a", b"b"]
    width, height, *files = parse_tensor(data[3], tf.string).numpy().tolist()
    assert (width, height, len(files)) == (b"4", b"2", 2) and files[0].startswith(b"\x89PNG")
    assert parse_tensor(data[4], tf.string).numpy()[0, 0].startswith(b"RIFF")
    assert [float(parse_tensor(d, tf.float32).numpy()) for d in data[5:]] == [0.0, 1.0, 2.0]
    # The bytes that TensorFlow writes for the same metadata: plugin, description, kind of data.
    assert found[0][3] == b"\x0a\x09\x0a\x07scalars\x20\x01"
    assert found[4][3] == b"\x0a\x08\x0a\x06images\x1a\x09all black\x20\x03"


@in_browser
def test_a_writer_without_a_file_takes_everything():
    import tfjs as tf

    with tf.summary.create_noop_writer().as_default(step=2):
        assert tf.summary.experimental.get_step() == 2
        assert not tf.summary.scalar("loss", 1.0).numpy()
    assert tf.summary.experimental.get_step() is None
    writer = tf.summary.create_file_writer(f"{FOLDER}/own")
    writer.set_as_default(step=7)
    tf.summary.write("raw", tf.constant([1, 2]), metadata=b"\x20\x02")
    tf.summary.experimental.write_raw_pb(b"\x0a\x03\x0a\x01t")
    tf.summary.flush()
    tf.summary.create_noop_writer().set_as_default()
    tf.summary.experimental.set_step(None)
    first, second = events(f"{FOLDER}/own")
    assert summary(first)[:2] == (7, "raw") and summary(first)[3] == b"\x20\x02"
    assert bytes(second[5]) == b"\x0a\x03\x0a\x01t"


@in_browser
def test_a_fit_is_written_for_tensorboard():
    import tfjs as tf

    x, y = np.ones([8, 3], np.float32), np.zeros([8, 2], np.float32)
    model = tf.keras.Sequential([tf.keras.layers.Input((3,)), tf.keras.layers.Dense(2)])
    model.compile("sgd", "mse", metrics=["mae"])
    board = tf.keras.callbacks.TensorBoard(
        f"{FOLDER}/fit", histogram_freq=2, write_images=True, update_freq=2
    )
    given = {"batch_size": 4, "verbose": 0, "validation_data": (x, y)}
    history = model.fit(x, y, epochs=3, callbacks=[board], **given)
    trained = [summary(event)[:2] for event in events(f"{FOLDER}/fit/train")]
    tags = ("loss", "mae")
    epoch = [f"epoch_{name}" for name in (*tags, "learning_rate")]
    weights = [
        f"sequential/dense/{part}/{kind}"
        for part in ("kernel", "bias")
        for kind in ("histogram", "image")
    ]
    expected = []
    for k in range(3):
        expected += [(2 * k + 2, f"batch_{name}") for name in tags]
        expected += [(k, name) for name in epoch]
        expected += [(k, tag.rpartition("/")[2]) for tag in weights] if k % 2 == 0 else []
    short = [(at, tag.rpartition("/")[2]) for at, tag in trained]
    assert sorted(short) == sorted(expected)
    checked = [summary(event) for event in events(f"{FOLDER}/fit/validation")]
    assert {parts[1] for parts in checked} == {
        *(f"epoch_{name}" for name in tags),
        *(f"evaluation_{name}_vs_iterations" for name in tags),
    }
    from tfjs.io.tensors import parse_tensor

    losses = [parse_tensor(p[2], tf.float32).numpy() for p in checked if p[1] == "epoch_loss"]
    np.testing.assert_allclose(losses, history.history["val_loss"], rtol=1e-6)
    assert not tf.summary.should_record_summaries().numpy()
