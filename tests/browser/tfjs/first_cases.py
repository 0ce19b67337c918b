"""Operations whose gradients `generate_gradients.py` cannot ask for: calls with more than tensors.

The name of a case is that of its operation; a second case has a word behind. See higher_cases.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.browser.tfjs.higher_cases import numbers, positive

IMAGE = [1, 6, 5, 3]
MATRIX = [3, 3]
TALL = [4, 3]


def light(tf: Any, x: Any) -> Any:
    """Values between 0 and 1."""
    return tf.sigmoid(x)


def triangle(tf: Any, x: Any) -> Any:
    return tf.linalg.band_part(x, -1, 0) + 3.0 * tf.eye(x.shape[-1])


def sampled(tf: Any, loss: Any, w: Any, b: Any, x: Any) -> Any:
    ids = (
        tf.constant([2, 0, 3], tf.int64),
        tf.constant([[0.3], [0.4]]),
        tf.constant([0.2, 0.5, 0.1]),
    )
    labels = tf.constant([[1], [3]], tf.int64)
    return loss(w, b, labels, x, 3, 5, sampled_values=ids, remove_accidental_hits=True)


def ctc(tf: Any, x: Any) -> Any:
    return tf.nn.ctc_loss([[1, 2], [2, 0]], x, [2, 1], [4, 3], logits_time_major=False)


def ids(tf: Any) -> Any:
    return tf.sparse.from_dense([[1, 2], [3, 0]])


def svd(tf: Any, x: Any) -> Any:
    s, u, v = tf.linalg.svd(x)
    return tf.matmul(u * s[None] ** 2, v, transpose_b=True) + s[None]


def eigh(tf: Any, x: Any) -> Any:
    values, vectors = tf.linalg.eigh(positive(tf, x))
    return tf.matmul(vectors * values[None] ** 2, vectors, transpose_b=True) + values[None]


def qr(tf: Any, x: Any) -> Any:
    q, r = tf.linalg.qr(x)
    return tf.abs(q @ tf.linalg.diag([1.0, 2.0, 3.0])) ** 2, tf.abs(r)


def spectrum(tf: Any, x: Any) -> Any:
    s = tf.signal.stft(x, 4, 2)
    return tf.math.real(s) ** 2 + tf.math.imag(s)


def spectrum_back(tf: Any, x: Any) -> Any:
    return tf.signal.inverse_stft(tf.complex(x, x**2), 4, 2, window_fn=tf.signal.hann_window)


FIRST: dict[str, tuple[Any, list[list[int]]]] = {
    "math.accumulate_n": (lambda tf, x, y: tf.math.accumulate_n([x, y, x]), [[2, 3], [2, 3]]),
    "convert_to_tensor": (lambda tf, x: tf.convert_to_tensor([x[0], 2.0 * x[1], 1.0]), [[2]]),
    "identity": (lambda tf, x: tf.identity(x), [[3]]),
    "identity_n": (lambda tf, x, y: tf.identity_n([x, y * 2.0])[1], [[3], [3]]),
    "linspace": (lambda tf, x, y: tf.linspace(x, y, 5, axis=-1), [[2], [2]]),
    "saturate_cast": (lambda tf, x: tf.saturate_cast(x, tf.float32), [[3]]),
    "cond": (lambda tf, x: tf.cond(x[0] > 9.0, lambda: x, lambda: x**2), [[3]]),
    "case": (lambda tf, x: tf.case([(x[0] > 9.0, lambda: x)], lambda: x**2), [[3]]),
    "switch_case": (lambda tf, x: tf.switch_case(tf.constant(1), [lambda: x, lambda: x**2]), [[3]]),
    "foldl": (lambda tf, x: tf.foldl(lambda a, e: a * e + e, x), [[4, 2]]),
    "foldr": (lambda tf, x: tf.foldr(lambda a, e: a * e + e, x), [[4, 2]]),
    "scan": (lambda tf, x: tf.scan(lambda a, e: a * e + e, x), [[4, 2]]),
    "map_fn": (lambda tf, x: tf.map_fn(lambda e: e**2 * e[0], x), [[3, 2]]),
    "vectorized_map": (lambda tf, x: tf.vectorized_map(lambda e: e**2 * e[0], x), [[3, 2]]),
    "while_loop": (
        lambda tf, x: tf.while_loop(lambda i, _: i < 3, lambda i, y: (i + 1, y * x), [0, x])[1],
        [[3]],
    ),
    "tensor_scatter_nd_max": (
        lambda tf, x, u: tf.tensor_scatter_nd_max(x, [[0], [2]], u),
        [[4], [2]],
    ),
    "tensor_scatter_nd_min": (
        lambda tf, x, u: tf.tensor_scatter_nd_min(x, [[0], [2]], u),
        [[4], [2]],
    ),
    "tensor_scatter_nd_sub": (
        lambda tf, x, u: tf.tensor_scatter_nd_sub(x, [[0], [2], [0]], u),
        [[4, 2], [3, 2]],
    ),
    "nn.embedding_lookup_sparse": (
        lambda tf, x: tf.nn.embedding_lookup_sparse(x, ids(tf), None, combiner="mean"),
        [[4, 2]],
    ),
    "nn.safe_embedding_lookup_sparse": (
        lambda tf, x: tf.nn.safe_embedding_lookup_sparse(x, ids(tf), combiner="sum"),
        [[4, 2]],
    ),
    "nn.nce_loss": (lambda tf, *a: sampled(tf, tf.nn.nce_loss, *a), [[5, 3], [5], [2, 3]]),
    "nn.sampled_softmax_loss": (
        lambda tf, *a: sampled(tf, tf.nn.sampled_softmax_loss, *a),
        [[5, 3], [5], [2, 3]],
    ),
    "nn.ctc_loss": (ctc, [[2, 4, 4]]),
    "nn.isotonic_regression": (lambda tf, x: tf.nn.isotonic_regression(x)[0], [[2, 5]]),
    "linalg.banded_triangular_solve": (
        lambda tf, x, y: tf.linalg.banded_triangular_solve(x + 3.0, y),
        [[2, 4], [4, 1]],
    ),
    "linalg.cholesky": (lambda tf, x: tf.linalg.cholesky(positive(tf, x)), [MATRIX]),
    "linalg.cholesky_solve": (
        lambda tf, x, y: tf.linalg.cholesky_solve(triangle(tf, x), y),
        [MATRIX, [3, 2]],
    ),
    "linalg.det": (lambda tf, x: tf.linalg.det(positive(tf, x)), [MATRIX]),
    "linalg.eigh": (eigh, [MATRIX]),
    "linalg.eigvalsh": (lambda tf, x: tf.linalg.eigvalsh(positive(tf, x)), [MATRIX]),
    "linalg.expm": (lambda tf, x: tf.linalg.expm(x * 0.3), [MATRIX]),
    "linalg.global_norm": (lambda tf, x, y: tf.linalg.global_norm([x, y]), [[3], [2, 2]]),
    "linalg.inv": (lambda tf, x: tf.linalg.inv(positive(tf, x)), [MATRIX]),
    "linalg.logdet": (lambda tf, x: tf.linalg.logdet(positive(tf, x)), [MATRIX]),
    "linalg.lstsq": (lambda tf, a, b: tf.linalg.lstsq(a, b), [TALL, [4, 2]]),
    "linalg.pinv": (lambda tf, x: tf.linalg.pinv(x), [TALL]),
    "linalg.qr": (qr, [TALL]),
    "linalg.slogdet": (lambda tf, x: tf.linalg.slogdet(positive(tf, x))[1], [MATRIX]),
    "linalg.solve": (lambda tf, a, b: tf.linalg.solve(positive(tf, a), b), [MATRIX, [3, 2]]),
    "linalg.sqrtm": (lambda tf, x: tf.linalg.sqrtm(positive(tf, x)), [MATRIX]),
    "linalg.svd": (svd, [MATRIX]),
    "linalg.triangular_solve": (
        lambda tf, a, b: tf.linalg.triangular_solve(triangle(tf, a), b),
        [MATRIX, [3, 2]],
    ),
    "linalg.tridiagonal_matmul": (
        lambda tf, a, b: tf.linalg.tridiagonal_matmul(a, b, diagonals_format="compact"),
        [[3, 4], [4, 2]],
    ),
    "linalg.tridiagonal_solve": (
        lambda tf, a, b: tf.linalg.tridiagonal_solve(tf.add(a, [[0.0], [5.0], [0.0]]), b),
        [[3, 4], [4, 2]],
    ),
    "image.convert_image_dtype": (
        lambda tf, x: tf.image.convert_image_dtype(x * 1.0, tf.float32),
        [IMAGE],
    ),
    "image.grayscale_to_rgb": (lambda tf, x: tf.image.grayscale_to_rgb(x), [[2, 3, 1]]),
    "image.extract_patches": (
        lambda tf, x: tf.image.extract_patches(x, [1, 2, 3, 1], [1, 2, 1, 1], [1] * 4, "SAME"),
        [[1, 4, 4, 2]],
    ),
    "image.pad_to_bounding_box": (
        lambda tf, x: tf.image.pad_to_bounding_box(x, 1, 2, 6, 7),
        [[4, 3, 2]],
    ),
    "image.psnr": (lambda tf, x, y: tf.image.psnr(light(tf, x), light(tf, y), 1.0), [IMAGE, IMAGE]),
    "image.ssim": (
        lambda tf, x, y: tf.image.ssim(light(tf, x), light(tf, y), 1.0, filter_size=3),
        [IMAGE, IMAGE],
    ),
    "image.ssim_multiscale": (
        lambda tf, x, y: tf.image.ssim_multiscale(
            light(tf, x), light(tf, y), 1.0, power_factors=(0.4, 0.6), filter_size=3
        ),
        [[1, 8, 8, 1], [1, 8, 8, 1]],
    ),
    "tuple": (lambda tf, x: tf.tuple([x * 2.0])[0], [[3]]),
    "math.approx_max_k": (lambda tf, x: tf.math.approx_max_k(x, 2)[0], [[2, 5]]),
    "linalg.lu_reconstruct": (lambda tf, x: tf.linalg.lu_reconstruct(x, [1, 0, 2]), [MATRIX]),
    "linalg.lu_solve": (
        lambda tf, x, y: tf.linalg.lu_solve(x + 3.0 * tf.eye(3), [1, 0, 2], y),
        [MATRIX, [3, 2]],
    ),
    "linalg.lu_matrix_inverse": (
        lambda tf, x: tf.linalg.lu_matrix_inverse(x + 3.0 * tf.eye(3), [1, 0, 2]),
        [MATRIX],
    ),
    "image.stateless_random_brightness": (
        lambda tf, x: tf.image.stateless_random_brightness(x, 0.2, [1, 2]),
        [IMAGE],
    ),
    "image.stateless_random_crop": (
        lambda tf, x: tf.image.stateless_random_crop(x, [1, 3, 2, 3], [1, 2]),
        [IMAGE],
    ),
    "image.stateless_random_flip_left_right": (
        lambda tf, x: tf.image.stateless_random_flip_left_right(x, [1, 2]),
        [IMAGE],
    ),
    "image.stateless_random_flip_up_down": (
        lambda tf, x: tf.image.stateless_random_flip_up_down(x, [1, 2]),
        [IMAGE],
    ),
    "signal.stft": (spectrum, [[12]]),
    "signal.inverse_stft": (spectrum_back, [[3, 3]]),
}


def first(tf: Any, name: str) -> list[Any]:
    """Gradients of a case's weighted sum."""
    f, shapes = FIRST[name]
    sources = [tf.constant(numbers(shape, seed)) for seed, shape in enumerate(shapes)]
    with tf.GradientTape() as tape:
        tape.watch(sources)
        results = f(tf, *sources)
        results = results if isinstance(results, tuple) else (results,)
        parts = [tf.reduce_sum(y * numbers(y.shape, 7)) for y in results]
    found = tape.gradient(parts, sources)
    return [  # zeros and no gradient come to the same
        np.zeros(x.shape) if g is None else tf.convert_to_tensor(g).numpy()
        for g, x in zip(found, sources, strict=True)
    ]
