"""Operations that only move or compare values, on strings, on every backend and in programs."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words, use_or_skip

BACKENDS = ("cpu", "wasm", "webgl", "webgpu")


@pytest.mark.parametrize("backend", BACKENDS)
@in_browser
def test_strings_are_moved_on_every_backend(backend: str) -> None:
    import tfjs as tf

    use_or_skip(backend)
    x = tf.constant([["a", "b", "ü"], ["", "e", "long\0er"]])
    long = b"long\0er"
    ue = "ü".encode()

    def values(tensor):
        assert tensor.dtype == tf.string
        return tensor.numpy().tolist()

    assert values(tf.gather(x, [2, 0], axis=1)) == [[ue, b"a"], [long, b""]]
    assert values(tf.gather(x, tf.constant([[1], [0]]), batch_dims=1)) == [[b"b"], [b""]]
    assert values(tf.reverse(x, [0, 1])) == [[long, b"e", b""], [ue, b"b", b"a"]]
    assert values(tf.tile(x[:, :1], [1, 2])) == [[b"a", b"a"], [b"", b""]]
    assert values(tf.concat([x[:, :1], x[:, 1:2]], 1)) == [[b"a", b"b"], [b"", b"e"]]
    assert values(tf.stack([x[0], x[1]], 1)) == [[b"a", b""], [b"b", b"e"], [ue, long]]
    assert values(tf.transpose(x)) == [[b"a", b""], [b"b", b"e"], [ue, long]]
    assert values(tf.broadcast_to(x[:1, :1], [2, 2])) == [[b"a", b"a"], [b"a", b"a"]]
    chosen = tf.where([[True], [False]], x, "none")
    assert values(chosen) == [[b"a", b"b", ue], [b"none"] * 3]
    assert tf.equal(x, ["a", "e", "ü"]).numpy().tolist() == [
        [True, False, True],
        [False, True, False],
    ]
    assert tf.not_equal(x[0], "b").numpy().tolist() == [True, False, True]


@in_browser
def test_a_program_of_strings_is_replayed_with_others() -> None:
    import tfjs as tf

    @tf.function
    def chosen(x, y, places):
        return tf.where(tf.equal(x, y), tf.gather(y, places), tf.reverse(x, [0]))

    y, places = tf.constant(["a", "b", "c"]), tf.constant([2, 1, 0])
    assert chosen(tf.constant(["a", "-", "c"]), y, places).numpy().tolist() == [b"c", b"-", b"a"]
    assert chosen(tf.constant(["x", "b", "z"]), y, places).numpy().tolist() == [b"z", b"b", b"x"]
    assert chosen.experimental_get_tracing_count() == 1


@in_browser
def test_no_strings_are_moved_too() -> None:
    import tfjs as tf

    none = tf.constant([], tf.string)
    assert tf.reverse(none, [0]).shape == (0,)
    assert tf.concat([none, tf.constant(["a"])], 0).numpy().tolist() == [b"a"]
    assert tf.where(tf.constant([], tf.bool), none, none).shape == (0,)
    assert tf.equal(none, "a").shape == (0,)


@in_browser
def test_a_place_outside_is_refused() -> None:
    import tfjs as tf

    tf.backend.use("cpu")
    with raises_words(tf.errors.InvalidArgumentError, "not in [0, 2)"):
        tf.gather(tf.constant(["a", "b"]), [2])


@in_browser
def test_moved_strings_leave_no_tensors() -> None:
    import tfjs as tf

    x = tf.constant(["a", "b"])
    no_new_tensors(lambda: tf.where(tf.equal(x, "a"), x, tf.reverse(x, [0])), returns=1)
