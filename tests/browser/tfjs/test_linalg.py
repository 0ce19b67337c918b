"""What factors of matrices must be whatever their signs; tests/goldens has TensorFlow's values."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words

SIZES = [1, 2, 5, 20]
SHAPES = [(1, 1), (3, 3), (7, 4), (4, 7), (2, 3, 5, 2), (12, 1), (0, 3, 3)]


@pytest.mark.parametrize("size", SIZES)
@in_browser
def test_factors_of_symmetric_matrices_multiply_to_them(size):
    import tfjs as tf

    half = np.random.default_rng(size).normal(size=(2, size, size)).astype(np.float32)
    matrix = half @ half.transpose(0, 2, 1) + np.eye(size, dtype=np.float32)
    scale = np.abs(matrix).max()
    lower = tf.linalg.cholesky(matrix)
    np.testing.assert_allclose(lower @ tf.linalg.adjoint(lower), matrix, atol=1e-5 * scale)
    values, vectors = tf.linalg.eigh(matrix)
    back = (vectors * values[:, None, :]) @ tf.linalg.adjoint(vectors)
    np.testing.assert_allclose(back, matrix, atol=1e-5 * scale)
    np.testing.assert_allclose(values, np.linalg.eigvalsh(matrix), atol=1e-5 * scale)


@pytest.mark.parametrize("shape", SHAPES)
@in_browser
def test_orthogonal_factors_multiply_to_any_matrix(shape):
    import tfjs as tf

    matrix = np.random.default_rng(1).normal(size=shape).astype(np.float32)
    for full in (False, True):
        q, r = tf.linalg.qr(matrix, full_matrices=full)
        np.testing.assert_allclose(q @ r, matrix, atol=1e-5)
        s, u, v = tf.linalg.svd(matrix, full_matrices=full)
        rank = min(shape[-2:])
        back = (u[..., :rank] * s[..., None, :]) @ tf.linalg.adjoint(v[..., :rank])
        np.testing.assert_allclose(back, matrix, atol=1e-5)
        for basis in (q, u, v):
            unit = np.broadcast_to(np.eye(basis.shape[-1]), (*shape[:-2], *basis.shape[-1:] * 2))
            np.testing.assert_allclose(tf.linalg.adjoint(basis) @ basis, unit, atol=1e-5)


@in_browser
def test_bases_of_a_matrix_of_lower_rank_are_orthonormal():
    import tfjs as tf

    matrix = np.outer([1, 2, 3, 4], [1, -1, 2]).astype(np.float32)
    s, u, v = tf.linalg.svd(matrix, full_matrices=True)
    np.testing.assert_allclose(s[1:], [0, 0], atol=1e-6)
    np.testing.assert_allclose(tf.linalg.adjoint(u) @ u, np.eye(4), atol=1e-6)
    np.testing.assert_allclose(tf.linalg.adjoint(v) @ v, np.eye(3), atol=1e-6)
    assert int(tf.linalg.matrix_rank(matrix)) == 1


@pytest.mark.parametrize("size", SIZES)
@in_browser
def test_solutions_solve(size):
    import tfjs as tf

    rng = np.random.default_rng(size)
    matrix = rng.normal(size=(3, size, size)).astype(np.float32) + 3 * np.eye(size)
    matrix = matrix.astype(np.float32)
    right = rng.normal(size=(3, size, 2)).astype(np.float32)
    np.testing.assert_allclose(matrix @ tf.linalg.solve(matrix, right), right, atol=1e-3)
    np.testing.assert_allclose(matrix @ tf.linalg.inv(matrix), [np.eye(size)] * 3, atol=1e-3)
    np.testing.assert_allclose(tf.linalg.det(matrix), np.linalg.det(matrix), rtol=1e-3)
    packed, order = tf.linalg.lu(matrix)
    np.testing.assert_allclose(tf.linalg.lu_reconstruct(packed, order), matrix, atol=1e-5)


@in_browser
def test_a_solution_replays_for_other_values():
    import tfjs as tf

    calls = []

    @tf.function
    def step(a, b):
        calls.append(1)
        with tf.GradientTape() as tape:
            tape.watch(a)
            loss = tf.reduce_sum(tf.linalg.solve(a, b) ** 2)
        return loss, tape.gradient(loss, a)

    b = tf.constant([[1.0], [2.0]])
    for shift in (1.0, 2.0, 4.0):
        matrix = np.asarray([[2.0, 1.0], [0.5, shift]], np.float32)
        loss, gradient = step(tf.constant(matrix), b)
        x = np.linalg.solve(matrix, b.numpy())
        np.testing.assert_allclose(loss, (x**2).sum(), rtol=1e-4)
        wanted = -np.linalg.solve(matrix.T, 2 * x) @ x.T
        np.testing.assert_allclose(gradient, wanted, rtol=1e-3)
    assert len(calls) == 1


@in_browser
def test_eigenvalues_of_any_square_matrix():
    import tfjs as tf

    values, vectors = tf.linalg.eig([[0.0, -1.0], [1.0, 0.0]])
    assert values.dtype == tf.complex64
    np.testing.assert_allclose(sorted(values.numpy().imag), [-1, 1], atol=1e-6)
    matrix = np.asarray([[0, -1], [1, 0]])
    np.testing.assert_allclose(
        matrix @ vectors.numpy(), vectors.numpy() * values.numpy(), atol=1e-6
    )


@in_browser
def test_complex_matrices_that_tensorflow_refuses():
    import tfjs as tf

    random = np.random.default_rng(5)
    x = random.normal(size=(2, 4, 3)) + 1j * random.normal(size=(2, 4, 3))
    np.testing.assert_allclose(tf.linalg.pinv(x).numpy(), np.linalg.pinv(x), atol=1e-5)
    assert tf.linalg.matrix_rank(x).numpy().tolist() == [3, 3]
    low = x[0, :, :1] @ x[0, :1]
    assert tf.linalg.matrix_rank(low, tol=1e-3).numpy() == 1
    with raises_words(tf.errors.InvalidArgumentError, "expected matrices"):
        tf.linalg.pinv(x[0, 0])


@in_browser
def test_what_is_not_positive_definite_gives_nan():
    import tfjs as tf

    lower = tf.linalg.cholesky([[[1.0, 2.0], [2.0, 1.0]], [[4.0, 0.0], [0.0, 4.0]]]).numpy()
    assert np.isnan(lower[0]).all()
    np.testing.assert_allclose(lower[1], 2 * np.eye(2))


@in_browser
def test_singular_and_wrong_matrices_are_refused():
    import tfjs as tf

    with raises_words(tf.errors.InvalidArgumentError, "solve: input matrix is not invertible"):
        tf.linalg.solve([[1.0, 1.0], [1.0, 1.0]], [[1.0], [1.0]])
    with raises_words(tf.errors.InvalidArgumentError, "det: expected square matrices (2, 3)"):
        tf.linalg.det(tf.zeros([2, 3]))
    with raises_words(tf.errors.InvalidArgumentError, "matmul inner sizes (2, 3) (2, 3)"):
        tf.linalg.matmul(tf.zeros([2, 3]), tf.zeros([2, 3]))


@in_browser
def test_factors_leave_no_tensors():
    import tfjs as tf

    matrix = tf.constant(np.random.default_rng(2).normal(size=(4, 4)).astype(np.float32))

    def factors():
        with tf.GradientTape() as tape:
            tape.watch(matrix)
            s, _, _ = tf.linalg.svd(matrix)
            total = tf.reduce_sum(s) + tf.linalg.slogdet(matrix)[1]
        return tape.gradient(total, matrix)

    no_new_tensors(factors, returns=1)
