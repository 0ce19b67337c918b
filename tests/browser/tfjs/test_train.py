"""`tf.train`: checkpoints of modules, models and optimizers."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words


@in_browser
def test_modules_variables_and_lists_come_back():
    import tfjs as tf

    class Net(tf.Module):
        def __init__(self):
            super().__init__()
            self.w = tf.Variable([1.0, 2.0])
            self.parts = [tf.Variable(3), {"b": tf.Variable([True])}]

    net, step = Net(), tf.Variable(7, dtype=tf.int64)
    path = tf.train.Checkpoint(net=net, step=step).save("/tmp/train/a/ckpt")
    assert path == "/tmp/train/a/ckpt-1" == tf.train.latest_checkpoint("/tmp/train/a")
    names = dict(tf.train.list_variables("/tmp/train/a"))
    assert names == {
        f"{name}/.ATTRIBUTES/VARIABLE_VALUE": shape
        for name, shape in {
            "net/w": [2],
            "net/parts/0": [],
            "net/parts/1/b": [1],
            "save_counter": [],
            "step": [],
        }.items()
    }
    assert all(tf.train.load_variable(path, name).shape == tuple(names[name]) for name in names)
    net.w.assign([0.0, 0.0])
    net.parts[0].assign(0)
    step.assign(0)
    status = tf.train.Checkpoint(net=net, step=step).restore(path)
    status.assert_consumed()
    assert net.w.numpy().tolist() == [1.0, 2.0]
    assert int(net.parts[0].numpy()) == 3
    assert int(step.numpy()) == 7
    assert tf.train.load_variable(path, "net/w").tolist() == [1.0, 2.0]
    with raises_words(ValueError, "expected 'net/w' of shape"):
        net.w = tf.Variable([1.0])
        tf.train.Checkpoint(net=net).restore(path)
    with pytest.raises(AssertionError):
        tf.train.Checkpoint(other=tf.Variable(0)).restore(path).assert_consumed()


def trained():
    """A model and its optimizer after two steps."""
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.layers.Input((3,)), tf.keras.layers.Dense(2)])
    model.compile(tf.keras.optimizers.Adam(0.1), "mse")
    return model, np.linspace(-1, 1, 12, dtype=np.float32).reshape(4, 3)


@in_browser
def test_training_goes_on_from_a_checkpoint_as_if_it_had_not_stopped():
    import tfjs as tf

    model, x = trained()
    model.fit(x, x[:, :2], verbose=0, epochs=2, shuffle=False)
    path = tf.train.Checkpoint(model=model, optimizer=model.optimizer).write("/tmp/train/b/one")
    model.fit(x, x[:, :2], verbose=0, epochs=2, shuffle=False)
    wanted = model.get_weights()
    again, _ = trained()
    tf.train.Checkpoint(model=again, optimizer=again.optimizer).read(path).assert_consumed()
    again.fit(x, x[:, :2], verbose=0, epochs=2, shuffle=False)
    for one, other in zip(wanted, again.get_weights(), strict=True):
        np.testing.assert_allclose(other, one, rtol=1e-6)


@in_browser
def test_what_is_not_built_yet_takes_its_values_on_its_first_call():
    import tfjs as tf

    class Net(tf.keras.Model):
        def __init__(self):
            super().__init__()
            self.inner = tf.keras.layers.Dense(2)

        def call(self, x):
            return self.inner(x)

    def step(net, optimizer):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(net(x) ** 2)
        variables = net.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        return float(loss)

    x = tf.constant([[1.0, -2.0, 0.5]])
    net, optimizer = Net(), tf.keras.optimizers.Adam(0.1)
    step(net, optimizer)
    path = tf.train.Checkpoint(net=net, optimizer=optimizer).save("/tmp/train/e/ckpt")
    wanted = [step(net, optimizer) for _ in range(3)]
    net, optimizer = Net(), tf.keras.optimizers.Adam(0.1)
    tf.train.Checkpoint(net=net, optimizer=optimizer).restore(path).assert_consumed()
    np.testing.assert_allclose([step(net, optimizer) for _ in range(3)], wanted, rtol=1e-5)
    assert int(optimizer.iterations) == 4


@in_browser
def test_a_manager_keeps_the_last_few():
    import tfjs as tf

    value = tf.Variable(0)
    os.chdir("/tmp")
    near = tf.train.CheckpointManager(tf.train.Checkpoint(step=tf.Variable(1)), "./train/near", 2)
    assert near.save() == near.latest_checkpoint == "./train/near/ckpt-1" == near.checkpoints[0]
    assert tf.train.latest_checkpoint("train/near/") == "train/near/ckpt-1"
    manager = tf.train.CheckpointManager(
        tf.train.Checkpoint(v=value), "/tmp/train/c", max_to_keep=2
    )
    assert manager.restore_or_initialize() is None
    for number in range(1, 5):
        value.assign(number)
        manager.save()
    assert manager.checkpoints == ["/tmp/train/c/ckpt-3", "/tmp/train/c/ckpt-4"]
    assert sorted(p.name for p in Path("/tmp/train/c").glob("*.npz")) == [
        "ckpt-3.npz",
        "ckpt-4.npz",
    ]
    value.assign(0)
    assert manager.restore_or_initialize() == "/tmp/train/c/ckpt-4"
    assert int(value.numpy()) == 4


@in_browser
def test_damaged_and_missing_files_are_named():
    import tfjs as tf

    checkpoint = tf.train.Checkpoint(v=tf.Variable(1.0))
    with raises_words(tf.errors.NotFoundError, "expected the file"):
        checkpoint.read("/tmp/train/none")
    path = checkpoint.write("/tmp/train/d")
    file = Path(f"{path}.npz")
    file.write_bytes(file.read_bytes()[:40])
    with raises_words(tf.errors.DataLossError, "damaged or cut off"):
        checkpoint.read(path)
