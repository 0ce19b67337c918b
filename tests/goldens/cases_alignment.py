"""Losses of sequences without times, and their decoders."""

from __future__ import annotations

from ask import Case, e

X = "tf.reshape(tf.sin(tf.range(90.) * 1.7), [5, 6, 3])"
LABELS = "tf.constant([[1, 2, 1], [1, 0, 0], [2, 2, 0], [1, 1, 1], [1, 2, 2], [0, 1, 2]])"
LENGTHS = "tf.constant([3, 0, 2, 3, 2, 2]), tf.constant([5, 4, 4, 5, 3, 3])"
FEW = "tf.constant([3, 3, 2, 3, 2, 2]), tf.constant([2, 3, 2, 4, 0, 1])"
SPARSE = "tf.SparseTensor([[0, 0], [0, 1], [1, 0], [2, 0], [2, 1]], [0, 1, 1, 1, 1], [3, 2])"
EMPTY = "tf.SparseTensor([[0, 0]], [1], [3, 2])"
SHORT = f"({X})[:, :3], tf.constant([5, 4, 3])"
TWICE = "tf.reshape(tf.sin(tf.range(160.) * 1.7) * 3., [8, 4, 5])"


def sloped(f: str, x: str) -> str:
    """Values of a function and its gradient, with weights that tell results apart."""
    return (
        "(lambda t: (lambda x: (t.watch(x), (lambda y: (y, t.gradient(tf.reduce_sum(y * "
        "tf.reshape(tf.cos(tf.range(float(np.prod(y.shape)))), y.shape)), x)))"
        f"({f}))[1])({x}))(tf.GradientTape().__enter__())"
    )


def alignment() -> list[Case]:
    loss = "tf.nn.ctc_loss"
    turned = f"tf.transpose({X}, [1, 0, 2])"
    texts = [
        *[
            sloped(f"{loss}({LABELS}, x, {LENGTHS}, blank_index={blank})", X)
            for blank in (None, 0, 1, -1)
        ],
        sloped(f"{loss}({LABELS}, x, {LENGTHS}, logits_time_major=False)", turned),
        sloped(f"{loss}({SPARSE}, x, None, tf.constant([5, 4, 3]), blank_index=-1)", f"{X}[:, :3]"),
        f"{loss}({LABELS}, {X}, {FEW})",
        f"{loss}({SPARSE}, {X}[:, :3], None, tf.constant([5, 4, 3]))",
        f"{loss}({EMPTY}, {X}[:, :3], None, tf.constant([5, 4, 3]), blank_index=-1)",
        "tf.nn.ctc_unique_labels([[3, 3, 4], [1, 2, 0]])",
        "tf.nn.collapse_repeated([[3, 3, 4, 4], [1, 1, 2, 0]], [4, 2])",
        "tf.nn.collapse_repeated(tf.constant([[3, 3]], tf.int64), tf.constant([2], tf.int64))",
        *[
            f"tf.nn.ctc_greedy_decoder({SHORT}{more})"
            for more in ("", ", False", ", blank_index=0")
        ],
        f"tf.nn.ctc_greedy_decoder({SHORT}, blank_index=-2)",
        f"tf.nn.ctc_greedy_decoder({SHORT}, blank_index=3)",
        f"tf.nn.ctc_greedy_decoder({TWICE}, [8, 8, 6, 1])",
        f"tf.nn.ctc_greedy_decoder({TWICE}, [9, 8, 6, 1])",
        f"tf.nn.ctc_beam_search_decoder({SHORT})",
        *[
            f"tf.nn.ctc_beam_search_decoder({TWICE}, [8, 8, 6, 1], {width}, {paths})"
            for width, paths in ((100, 1), (100, 3), (8, 2), (3, 1), (2, 2), (1, 1), (2, 3))
        ],
    ]
    return [e(text) for text in texts]


FAMILIES = {"alignment": alignment}
