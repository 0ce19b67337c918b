"""`tf.IndexedSlices` where gradients are clipped, and lists that mix complex and real numbers."""

from __future__ import annotations

from ask import Case, e

SLICES = (
    "tf.IndexedSlices(tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), "
    "tf.constant([0, 2, 0]), tf.constant([4, 2]))"
)
DENSE = "tf.constant([3.0, 4.0])"


def _indexed_slices() -> list[Case]:
    return [
        e(f"tf.clip_by_global_norm([{SLICES}, None, {DENSE}], 1.0)[0][0]"),
        e(f"tf.clip_by_global_norm([{SLICES}, None, {DENSE}], 1.0)[0][2]"),
        e(f"tf.clip_by_global_norm([{SLICES}, {DENSE}], 1.0)[1]"),
        e(f"tf.clip_by_global_norm([{SLICES}], 5.0, use_norm=tf.constant(10.0))[0][0]"),
        e(f"tf.linalg.global_norm([{SLICES}, None])"),
        e(f"tf.clip_by_norm({SLICES}, 1.0)"),
        e(f"tf.clip_by_norm({SLICES}, 1.0, axes=[1])"),
        e(f"tf.clip_by_value({SLICES}, -1.0, 2.5)"),
        e(f"tf.math.scalar_mul(2.0, {SLICES})"),
        e(f"-{SLICES}"),
        e(f"tf.convert_to_tensor({SLICES})"),
        e(f"tf.reduce_sum({SLICES}, 0)"),
        e(f"tf.add_n([{SLICES}, {SLICES}])"),
        e(f"tf.multiply({SLICES}, 2.0)"),
        e(f"tf.shape({SLICES})"),
        e(f"{SLICES} * 2.0"),
    ]


def _complex_lists() -> list[Case]:
    lists = ("[1j, 1.0]", "[1j, True, 2]", "[[1j, 2], [3.5, 4]]", "(1j, 2)", "[1.0, 1j]", "[1, 1j]")
    kinds = ("complex64", "complex128")
    return [
        *(e(f"tf.constant({text})") for text in lists),
        *(e(f"tf.constant({text}, '{kind}')") for text in lists for kind in kinds),
        e("tf.constant([1j, 1.0], 'float32')"),
        e("tf.constant([1j], 'int32')"),
        e("tf.constant([1j, 'a'])"),
        e("tf.constant([1j, 1.0]) * [2.0, 1j]"),
    ]


FAMILIES = {"indexed_slices": _indexed_slices, "complex_lists": _complex_lists}
