"""What golden values do not show of ragged and sparse tensors and segments: gradients, programs."""

from __future__ import annotations

import numpy as np

from tests.browser.harness import in_browser, no_new_tensors, raises_words


@in_browser
def test_gradients_flow_through_ragged_rows() -> None:
    import tfjs as tf

    x = tf.constant([1.0, 2.0, 3.0])
    with tf.GradientTape() as tape:
        tape.watch(x)
        rows = tf.RaggedTensor.from_row_lengths(x, [2, 0, 1])
        loss = tf.reduce_sum((rows * rows).to_tensor())
    assert tape.gradient(loss, x).numpy().tolist() == [2, 4, 6]


@in_browser
def test_the_largest_of_equals_share_their_gradient() -> None:
    import tfjs as tf

    x = tf.constant([1.0, 3.0, 3.0, 2.0])
    with tf.GradientTape() as tape:
        tape.watch(x)
        largest = tf.math.unsorted_segment_max(x, tf.constant([0, 0, 0, 1]), 2)
    assert largest.numpy().tolist() == [3, 2]
    assert tape.gradient(largest, x).numpy().tolist() == [0, 0.5, 0.5, 1]


@in_browser
def test_a_program_notices_another_number_of_true_elements() -> None:
    import tfjs as tf

    @tf.function
    def kept(x, mask):
        return tf.boolean_mask(x, mask)

    x = tf.constant([1.0, 2.0, 3.0])
    for mask in ([True, False, True], [False, True, True], [True, True, True], [False] * 3):
        expected = np.array([1.0, 2.0, 3.0])[mask].tolist()
        assert kept(x, tf.constant(mask)).numpy().tolist() == expected


@in_browser
def test_ragged_work_leaves_no_tensors() -> None:
    import tfjs as tf

    rows = tf.ragged.constant([[1.0, 2.0], [], [3.0]])
    no_new_tensors(lambda: tf.reduce_sum(rows * 2.0, axis=1), returns=1)


@in_browser
def test_an_operation_that_knows_no_ragged_tensors_says_so() -> None:
    import tfjs as tf

    with raises_words(TypeError, "Received: a RaggedTensor to_tensor"):
        tf.linalg.diag(tf.ragged.constant([[1], [2, 3]]))
