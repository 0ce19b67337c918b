import numpy as np
import tensorflow as tf

Y, X = np.mgrid[-1.3:1.3:0.2, -2:1:0.2]
Z = X + 1j * Y
c = tf.constant(Z.astype(np.complex64))
zs = tf.Variable(c)
ns = tf.Variable(tf.zeros_like(c, tf.float32))


def step(c, z, n):
    z = z * z + c
    not_diverged = tf.abs(z) < 4
    n = tf.add(n, tf.cast(not_diverged, tf.float32))
    return c, z, n


for _ in range(25):
    c, zs_, ns_ = step(c, zs, ns)
    zs.assign(tf.where(tf.abs(zs_) < 1e6, zs_, tf.zeros_like(zs_)))
    ns.assign(ns_)
print(tf.reduce_sum(ns), ns[6].numpy().astype(int).tolist())
julia = tf.complex(tf.constant(X, tf.float32), tf.constant(Y, tf.float32))
count = tf.zeros(julia.shape, tf.int32)
for _ in range(12):
    julia = julia**2 + tf.constant(-0.4 + 0.6j, tf.complex64)
    count += tf.cast(tf.math.abs(julia) < 2.0, tf.int32)
    julia = tf.where(tf.abs(julia) < 2.0, julia, 2.0 + 0j)
print(count[4])


@tf.function
def life(board):
    kernel = tf.reshape(tf.constant([[1.0, 1, 1], [1, 0, 1], [1, 1, 1]]), [3, 3, 1, 1])
    b = tf.cast(board, tf.float32)[tf.newaxis, ..., tf.newaxis]
    b = tf.concat([b[:, -1:], b, b[:, :1]], 1)
    b = tf.concat([b[:, :, -1:], b, b[:, :, :1]], 2)
    neighbors = tf.squeeze(tf.nn.conv2d(b, kernel, strides=1, padding="VALID"))
    born = tf.equal(neighbors, 3)
    stay = tf.logical_and(tf.equal(neighbors, 2), tf.equal(board, 1))
    return tf.cast(tf.logical_or(born, stay), tf.int32)


board = np.zeros((8, 8), np.int32)
board[1, 2] = board[2, 3] = board[3, 1] = board[3, 2] = board[3, 3] = 1
b = tf.constant(board)
for _ in range(4):
    b = life(b)
print(b, tf.reduce_sum(b))


def life2(board):
    n = sum(
        tf.roll(board, [i, j], [0, 1]) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)
    )
    return tf.cast((n == 3) | ((board == 1) & (n == 2)), tf.int32)


print(tf.reduce_all(life2(tf.constant(board)) == life(tf.constant(board))))
rule = tf.constant([0, 1, 1, 1, 1, 0, 0, 0])
row = tf.one_hot(15, 31, dtype=tf.int32)
rows = [row]
for _ in range(6):
    idx = tf.roll(row, 1, 0) * 4 + row * 2 + tf.roll(row, -1, 0)
    row = tf.gather(rule, idx)
    rows.append(row)
for r in tf.stack(rows):
    print("".join("#" if v else "." for v in r))
# Kalman filter
F = tf.constant([[1.0, 0.1], [0.0, 1.0]])
H = tf.constant([[1.0, 0.0]])
Q, R = 0.01 * tf.eye(2), tf.constant([[0.25]])
meas = (np.sin(np.arange(30) * 0.1) + 0.1 * np.cos(np.arange(30) * 3)).astype("f")


def kalman(carry, z):
    x, P = carry
    x = tf.linalg.matvec(F, x)
    P = F @ P @ tf.transpose(F) + Q
    S = H @ P @ tf.transpose(H) + R
    K = P @ tf.transpose(H) @ tf.linalg.inv(S)
    y = z - tf.linalg.matvec(H, x)
    return x + tf.linalg.matvec(K, y), (tf.eye(2) - K @ H) @ P


xs, Ps = tf.scan(kalman, meas[:, None], initializer=(tf.zeros([2]), tf.eye(2)))
print(xs[-3:], Ps[-1], xs.shape)
# Gaussian process
xt = tf.constant([[-2.0], [-1.0], [0.5], [2.0]])
yt = tf.sin(xt)
ls, var = tf.Variable(1.0), tf.Variable(1.0)


def rbf(a, b):
    return var * tf.exp(-0.5 * tf.math.squared_difference(a, tf.transpose(b)) / ls**2)


def nll():
    K = rbf(xt, xt) + 1e-2 * tf.eye(4)
    L = tf.linalg.cholesky(K)
    alpha = tf.linalg.cholesky_solve(L, yt)
    return (
        0.5 * tf.squeeze(tf.matmul(yt, alpha, transpose_a=True))
        + tf.reduce_sum(tf.math.log(tf.linalg.diag_part(L)))
        + 2 * tf.math.log(2 * np.pi)
    )


opt = tf.keras.optimizers.Adam(0.05)
for k in range(15):
    with tf.GradientTape() as tape:
        l = nll()
    opt.apply_gradients(zip(tape.gradient(l, [ls, var]), [ls, var]))
print(l, ls.numpy(), var.numpy())
xq = tf.linspace(-2.0, 2.0, 5)[:, None]
L = tf.linalg.cholesky(rbf(xt, xt) + 1e-2 * tf.eye(4))
Ks = rbf(xt, xq)
mu = tf.matmul(Ks, tf.linalg.cholesky_solve(L, yt), transpose_a=True)
v = tf.linalg.triangular_solve(L, Ks, lower=True)
print(tf.squeeze(mu), tf.linalg.diag_part(rbf(xq, xq) - tf.matmul(v, v, transpose_a=True)))
# Metropolis with fixed proposals
prop = tf.constant(np.random.RandomState(5).normal(size=200), tf.float32)
unif = tf.constant(np.random.RandomState(6).uniform(size=200), tf.float32)


def logp(x):
    return -0.5 * (x - 1.0) ** 2 / 0.25


def mh(x, pu):
    p, u = pu
    cand = x + 0.5 * p
    accept = tf.math.log(u) < logp(cand) - logp(x)
    return tf.where(accept, cand, x)


chain = tf.scan(mh, (prop, unif), initializer=tf.constant(0.0))
print(tf.reduce_mean(chain[50:]), tf.math.reduce_std(chain[50:]), chain.shape)


@tf.function
def hmc(q, p, n):
    def grad(q):
        with tf.GradientTape() as t:
            t.watch(q)
            l = logp(q)
        return t.gradient(l, q)

    p += 0.05 * grad(q)
    for _ in tf.range(n):
        q += 0.1 * p
        p += 0.1 * grad(q)
    return q, p


print(hmc(tf.constant(0.0), tf.constant(0.3), tf.constant(5)))
inside = (
    tf.reduce_sum(
        tf.constant(np.random.RandomState(0).uniform(-1, 1, size=(5000, 2)), tf.float32) ** 2, 1
    )
    < 1
)
print("pi", 4 * tf.reduce_mean(tf.cast(inside, tf.float32)), tf.math.count_nonzero(inside))
print(
    tf.math.zeta([2.0], [1.0]),
    tf.math.erf(0.5),
    tf.math.digamma([1.0, 2.0]),
    tf.math.betainc(1.0, 2.0, 0.3),
    tf.math.igamma(2.0, 1.0),
    tf.math.ndtri(0.975),
    tf.math.bessel_i0(1.0),
    tf.math.polygamma(1.0, 2.0),
    tf.math.lbeta([1.0, 2.0]),
    tf.math.xlogy(0.0, 0.0),
    tf.math.expm1(1e-3),
    tf.math.log1p(1e-3),
)
