"""Operations off the beaten track: sparse embeddings, bands, roundings, sequences, spectra."""

from __future__ import annotations

from ask import Case, c, e, i, r
from cases_tridiagonal import sloped

TABLE = "tf.reshape(tf.cast(tf.range(12) * 7 % 11, 'float32') / 4., [6, 2])"
IDS = (
    "tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 1]], tf.constant([1, 3, 0, 5], tf.int64), [5, 2])"
)
SIGNED = (
    "tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 1]], tf.constant([1, -3, 0, 5], tf.int64), "
    "[5, 2])"
)
WEIGHTS = "tf.SparseTensor([[0, 0], [0, 1], [2, 0], [3, 1]], [1., 2., 0.5, -1.], [5, 2])"
MATRIX = "tf.constant([[4., 1., 0.5], [1., 3., -1.], [0.5, -1., 5.]])"
SURE = "is_self_adjoint=True, is_positive_definite=True"
NUMBERS = "tf.constant([[-7., -3.26, -0.02], [0.01, 2.51, 9.]])"


def embeddings() -> list[Case]:
    f, safe = "tf.nn.embedding_lookup_sparse", "tf.nn.safe_embedding_lookup_sparse"
    cases = [e(f"{f}({TABLE}, {IDS}, None)"), e(f"{f}({TABLE}, {IDS}, {WEIGHTS}, max_norm=1.)")]
    for how in ("sum", "mean", "sqrtn"):
        cases += [
            e(f"{f}({TABLE}, {IDS}, {WEIGHTS}, combiner='{how}')"),
            e(f"{f}({TABLE}, {IDS}, None, combiner='{how}')"),
            e(f"{safe}({TABLE}, {SIGNED}, {WEIGHTS}, combiner='{how}')"),
            sloped(f"{f}(x * 1., {IDS}, {WEIGHTS}, combiner='{how}')", TABLE),
        ]
    return [
        *cases,
        e(f"{safe}({TABLE}, {SIGNED})"),
        e(f"{safe}({TABLE}, {SIGNED}, default_id=2)"),
        e(f"{f}({TABLE}, tf.ragged.constant([[1, 3], [], [0]]), None)"),
        e(f"{f}({TABLE}, {IDS}, None, combiner='max')"),
        e(f"{f}({TABLE}, [1, 2], None)"),
        e("tf.nn.isotonic_regression([[3., 1., 2., 4.], [1., 2., 3., 4.]])"),
        e("tf.nn.isotonic_regression([3, 1, 2, 4], decreasing=False)"),
        e("tf.nn.isotonic_regression([[3., 1.], [2., 4.]], axis=0)"),
        sloped("tf.nn.isotonic_regression(x)[0] ** 2.", "tf.constant([[3., 1., 2., 4., 0.]])"),
    ]


def bands() -> list[Case]:
    f = "tf.linalg.banded_triangular_solve"
    rows = "tf.constant([[2., 3., 4.], [1., 2., 3.]])"
    right = "tf.constant([[1., 2.], [0.5, -1.], [2., 3.]])"
    three = "tf.linalg.eigh_tridiagonal([2., 3., 4., 1.], [1., -0.5, 2."
    operator = f"tf.linalg.LinearOperatorFullMatrix({MATRIX}, {SURE})"
    solve = "tf.linalg.experimental.conjugate_gradient"
    return [
        *[e(f"{f}({rows}, {right}{how})") for how in ("", ", adjoint=True", ", lower=False")],
        e(f"{f}({rows}[:1], {right})"),
        e(f"{f}(tf.stack([{rows}, {rows} + 1.]), {right})"),
        e(f"{f}({rows}, {right}[:2])"),
        sloped(f"{f}(x, {right})", rows),
        sloped(f"{f}({rows}, x)", right),
        e(f"{three}])"),
        e(f"tf.abs({three}], eigvals_only=False)[1])"),
        e(f"{three}], select='i', select_range=[1, 2])"),
        e(f"{three}], select='v', select_range=[1., 4.])"),
        e(f"{three}], select='x')"),
        e(f"{solve}({operator}, tf.constant([1., 2., 3.])).x"),
        e(f"{solve}({operator}, tf.constant([[1., 2., 3.], [0., 1., 0.]])).x"),
        e(f"{solve}({operator}, tf.constant([1., 2., 3.]), max_iter=1)"),
        e(f"{solve}(tf.linalg.LinearOperatorFullMatrix({MATRIX}), tf.constant([1., 2., 3.]))"),
    ]


def quantization() -> list[Case]:
    q = "tf.quantization.fake_quant_with_min_max_"
    both = "tf.quantization.quantize_and_dequantize"
    cases = []
    for more in ("", ", num_bits=4", ", narrow_range=True"):
        cases += [
            e(f"{q}args({NUMBERS}{more})"),
            e(f"{q}vars({NUMBERS}, -3., 5.{more})"),
            e(f"{q}vars_per_channel({NUMBERS}, [-3., -1., 0.1], [5., 1., 4.]{more})"),
            e(f"{q}vars_gradient(tf.ones([2, 3]), {NUMBERS}, -3., 5.{more})"),
        ]
    return [
        *cases,
        e(f"{q}args({NUMBERS}, min=2., max=1.)"),
        e(f"{q}args_gradient({NUMBERS}, {NUMBERS})"),
        e(f"{q}vars_per_channel_gradient({NUMBERS}, {NUMBERS}, [-3., -1., 0.1], [5., 1., 4.])"),
        sloped(f"{q}args(x)", NUMBERS),
        sloped(f"{q}vars({NUMBERS}, x, 5.)", "tf.constant(-3.)"),
        e(f"{both}({NUMBERS}, 0., 0.)"),
        e(f"{both}({NUMBERS}, -4., 4., range_given=True)"),
        e(f"{both}({NUMBERS}, -4., 2., range_given=True, num_bits=4)"),
        e(f"{both}({NUMBERS}, 0., 4., signed_input=False, range_given=True)"),
        e(f"{both}({NUMBERS}, 0., 0., narrow_range=True, round_mode='HALF_UP')"),
        sloped(f"{both}(x, -4., 4., range_given=True)", NUMBERS),
        sloped(f"{both}_v2(x, -4., 4., range_given=True)", NUMBERS),
    ]


def sequences() -> list[Case]:
    f = "tf.reverse_sequence"
    a = "tf.SparseTensor([[0, 0], [0, 1], [1, 0]], ['a', 'b', 'c'], [2, 2])"
    b = "tf.SparseTensor([[0, 0], [1, 0], [1, 1], [2, 0]], ['a', 'd', 'c', 'x'], [3, 2])"
    return [
        c("reverse_sequence", r(3, 4, 2), i(3, low=0, high=5), seq_axis=1),
        c("reverse_sequence", r(4, 3), i(3, low=0, high=5), seq_axis=0, batch_axis=1),
        e(f"{f}(tf.range(6), [2], 0, 0)"),
        e(f"{f}(tf.zeros([2, 3]), [1], 1, 0)"),
        e(f"tf.edit_distance({a}, {b})"),
        e(f"tf.edit_distance({a}, {b}, normalize=False)"),
        e("tf.edit_distance([[1]], [[2]])"),
        c("signal.mdct", r(2, 32), 8),
        c("signal.mdct", r(32), 8, norm="ortho"),
        e("tf.signal.mdct(tf.range(16.), 8, window_fn=None, pad_end=True)"),
        e("tf.signal.mdct(tf.range(16.), 6)"),
        c("signal.inverse_mdct", r(3, 4)),
        c("signal.inverse_mdct", r(3, 4), norm="ortho"),
        e("tf.signal.inverse_mdct(tf.ones([3, 4]), window_fn=None)"),
        e("tf.gather_nd([[1, 2], [3, 4]], [[0, 5], [1, 1]], bad_indices_policy='IGNORE')"),
        e("tf.scatter_nd([[1], [9]], [5, 6], [3], bad_indices_policy='IGNORE')"),
        e("tf.tensor_scatter_nd_add([1, 2], [[1], [9]], [5, 6], bad_indices_policy='IGNORE')"),
        e("tf.nn.relu(features=tf.constant([-1., 1.]))"),
        e("tf.atan2(x=tf.constant(1.), y=tf.constant(2.))"),
    ]


FAMILIES = {
    "embeddings": embeddings,
    "bands": bands,
    "quantization": quantization,
    "sequences": sequences,
}
