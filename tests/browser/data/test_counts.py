"""How many elements come, of what sizes, and how many of each class."""

from __future__ import annotations

import numpy as np

from tests.browser.harness import in_browser, raises_words


@in_browser
def test_counts_and_specs_are_told_as_tensorflow_tells_them():
    import tfjs as tf

    dataset = tf.data.Dataset
    one = tf.TensorSpec((None,), tf.int64)
    for count, wanted in ((0, (-2, -2, -2, -2, -2, -2, 0)), (None, (-2, -2, -2, -1, -1, -1, -1))):
        base = dataset.range(3).repeat(count)
        found = (
            base.filter(lambda x: x > 0),
            base.flat_map(dataset.range),
            base.unique(),
            base.group_by_window(lambda x: x, lambda _, w: w.batch(2), window_size=2),
            base.batch(2).unbatch(),
            dataset.sample_from_datasets([base, base]),
            base.window(2),
        )
        assert tuple(int(d.cardinality()) for d in found) == wanted, count
    assert int(dataset.range(3).filter(lambda x: x > 0).skip(-1).cardinality()) == -2
    batches = dataset.range(10).batch(4, drop_remainder=True)
    assert batches.rebatch(2).element_spec == tf.TensorSpec((2,), tf.int64)
    assert batches.rebatch(3).element_spec == one
    ends = dataset.range(5).batch(2).interleave(lambda x: dataset.from_tensors(x), 2)
    assert ends.element_spec == one


@in_browser
def test_classes_come_in_the_shares_that_are_wanted():
    import tfjs as tf

    data = tf.data.Dataset.range(1000).map(lambda x: {"x": x})
    of = lambda e: tf.cast(e["x"] % 10 == 0, tf.int32)  # noqa: E731
    for initial in (None, [0.9, 0.1]):
        drawn = data.rejection_resample(of, [0.5, 0.5], initial, seed=3)
        assert drawn.element_spec[1] == {"x": tf.TensorSpec((), tf.int64)}
        kinds = [(int(kind), int(e["x"]) % 10 == 0) for kind, e in drawn]
        assert all(kind == tenth for kind, tenth in kinds)
        assert 0.35 < np.mean(kinds) < 0.65
        assert 100 < len(kinds) < 400
    assert all(int(kind) for kind, _ in data.rejection_resample(of, [0.0, 1.0], [0.9, 0.1]))
    with raises_words(ValueError, "3 and 2 shares"):
        data.rejection_resample(of, [0.2, 0.3, 0.5], [0.9, 0.1])
