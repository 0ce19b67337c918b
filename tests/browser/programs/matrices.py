import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
M = rng.normal(size=(5, 5)).astype("f")
A = tf.constant(M @ M.T + 5 * np.eye(5, dtype="f"))
b = tf.constant(rng.normal(size=(5, 1)).astype("f"))


def conjugate_gradient(A, b, tol=1e-6, max_iter=20):
    x = tf.zeros_like(b)
    r = b - A @ x
    p, rs = r, tf.reduce_sum(r * r)
    i = 0

    def cond(i, x, r, p, rs):
        return tf.logical_and(i < max_iter, tf.sqrt(rs) > tol)

    def body(i, x, r, p, rs):
        Ap = tf.matmul(A, p)
        alpha = rs / tf.reduce_sum(p * Ap)
        x = x + alpha * p
        r = r - alpha * Ap
        rs_new = tf.reduce_sum(tf.square(r))
        p = r + (rs_new / rs) * p
        return i + 1, x, r, p, rs_new

    return tf.while_loop(cond, body, loop_vars=[i, x, r, p, rs])


i, x, *_ = conjugate_gradient(A, b)
print(i, tf.norm(A @ x - b) < 1e-4, tf.squeeze(x))
print(tf.linalg.solve(A, b)[:, 0], tf.linalg.cholesky_solve(tf.linalg.cholesky(A), b)[:, 0])
print(
    tf.linalg.det(A),
    tf.linalg.logdet(A),
    tf.linalg.slogdet(A),
    tf.linalg.trace(A),
    tf.linalg.inv(A)[0],
)
e, v = tf.linalg.eigh(A)
print(e, tf.abs(tf.matmul(A, v) - v * e) < 1e-3)
s, u, vt = tf.linalg.svd(tf.constant(M), full_matrices=False)
print(
    s,
    tf.reduce_max(tf.abs(u @ tf.linalg.diag(s) @ tf.transpose(vt) - M)) < 1e-4,
    tf.linalg.svd(M, compute_uv=False)[0],
)
q, r = tf.linalg.qr(M[:, :3])
print(tf.abs(r), tf.reduce_max(tf.abs(tf.matmul(q, q, transpose_a=True) - tf.eye(3))) < 1e-5)
lu, p = tf.linalg.lu(A)
print(
    lu.shape,
    p,
    tf.linalg.triangular_solve(tf.linalg.cholesky(A), b)[:, 0],
    tf.linalg.expm(A * 0.1)[0],
    tf.linalg.sqrtm(A)[0, :2],
    tf.linalg.logm(tf.cast(A, tf.complex64))[0, 0],
)
print(
    tf.norm(M, ord="euclidean"),
    tf.norm(M, ord=1, axis=0),
    tf.norm(M, ord=np.inf, axis=(0, 1)),
    tf.norm(M, ord=2, axis=[-2, -1]),
    tf.linalg.normalize(M[0], ord=1)[0],
)
print(
    tf.tensordot(M, M, axes=[[1], [0]])[0, 0],
    tf.tensordot(M, M, axes=2),
    tf.linalg.matvec(A, b[:, 0])[:2],
    tf.linalg.cross([1.0, 0, 0], [0, 1.0, 0]),
    tf.einsum("ij,jk->", M, M),
    tf.einsum("...ij,...j->...i", A, b[:, 0])[0],
    tf.linalg.matrix_rank(M),
    tf.linalg.adjoint(M)[0, 1],
)
print(
    tf.linalg.lstsq(M[:, :2], b, fast=False)[:, 0],
    tf.linalg.pinv(M[:, :2])[0, :2],
    tf.linalg.eigvalsh(A),
    tf.linalg.eig(tf.constant([[0.0, 1.0], [-1.0, 0.0]]))[0],
)
print(
    tf.linalg.tridiagonal_solve(
        tf.constant([[1.0, 1, 0], [4, 4, 4], [0, 1, 1]]), tf.constant([1.0, 2, 3])
    ),
    tf.linalg.diag([1.0, 2], k=1),
    tf.eye(2, 3, batch_shape=[2]).shape,
    tf.linalg.tensor_diag([1, 2]),
    tf.linalg.band_part(A, 0, 1)[0],
)
ch = tf.Variable(A)
with tf.GradientTape() as tape:
    L = tf.linalg.cholesky(ch)
    f = tf.reduce_sum(tf.math.log(tf.linalg.diag_part(L))) + tf.reduce_sum(tf.linalg.solve(ch, b))
print(tape.gradient(f, ch)[1])
pts = tf.constant(
    np.concatenate([rng.normal(size=(20, 2)) + c for c in ([0, 0], [6, 6], [0, 7])]).astype("f")
)
cent = tf.gather(pts, [0, 20, 40])


@tf.function
def kmeans_step(points, centroids):
    d = tf.reduce_sum(tf.math.squared_difference(points[:, None], centroids[None]), -1)
    assign = tf.argmin(d, axis=1, output_type=tf.int32)
    new = tf.math.unsorted_segment_mean(points, assign, num_segments=tf.shape(centroids)[0])
    return new, assign, tf.reduce_sum(tf.reduce_min(d, 1))


for _ in range(5):
    cent, assign, inertia = kmeans_step(pts, cent)
print(
    cent,
    inertia,
    tf.math.bincount(assign),
    [tf.reduce_sum(tf.boolean_mask(pts, assign == k)).numpy().round(3) for k in range(3)],
)
links = tf.constant([[0, 1], [0, 2], [1, 2], [2, 0], [3, 2]])
n = 4
deg = tf.math.unsorted_segment_sum(tf.ones(5), links[:, 0], n)
T = tf.scatter_nd(links[:, ::-1], 1.0 / tf.gather(deg, links[:, 0]), [n, n])
r = tf.fill([n, 1], 1.0 / n)
r = tf.while_loop(lambda k, r: k < 50, lambda k, r: (k + 1, 0.85 * T @ r + 0.15 / n), (0, r))[1]
print("pagerank", tf.squeeze(r), tf.reduce_sum(r))
P = tf.constant([[0.9, 0.075, 0.025], [0.15, 0.8, 0.05], [0.25, 0.25, 0.5]])
pi = tf.constant([[0.0, 1.0, 0.0]])
dist = tf.scan(lambda s, _: s @ P, tf.range(60), initializer=pi)
print(dist[-1], tf.linalg.expm(tf.zeros([2, 2])), tf.matmul(P, P, a_is_sparse=False)[0])
mean, cov = (
    tf.reduce_mean(pts, 0),
    tf.matmul(pts - tf.reduce_mean(pts, 0), pts - tf.reduce_mean(pts, 0), transpose_a=True) / 59,
)
ev, evec = tf.linalg.eigh(cov)
print("pca", ev[::-1], tf.abs(evec[:, ::-1]))
for bad in (
    lambda: tf.linalg.inv([[1.0, 2.0], [2.0, 4.0]]),
    lambda: tf.matmul(M, tf.ones([3, 3])),
    lambda: tf.linalg.inv(tf.ones([2, 3])),
    lambda: tf.matmul(tf.ones([2]), tf.ones([2])),
    lambda: tf.linalg.solve(A, tf.ones([3, 1])),
    lambda: tf.tensordot(M, M[:3], 1),
    lambda: tf.einsum("ij,jk", M, M[:2]),
):
    try:
        print("none", bad())
    except Exception as e:
        print(type(e).__name__)
