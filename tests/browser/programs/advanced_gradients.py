import numpy as np
import tensorflow as tf

x, y = tf.Variable(2.0), tf.Variable(3.0)
with tf.GradientTape() as t:
    x_sq = x * x
    with t.stop_recording():
        y_sq = y * y
    z = x_sq + y_sq
grad = t.gradient(z, {"x": x, "y": y})
print("dz/dx:", grad["x"], "dz/dy:", grad["y"])
reset = True
with tf.GradientTape() as t:
    y_sq = y * y
    if reset:
        t.reset()
    z = x * x + y_sq
print(t.gradient(z, {"x": x, "y": y}))
with tf.GradientTape() as t:
    z = x**2 + tf.stop_gradient(y**2)
print(t.gradient(z, [x, y]))


@tf.custom_gradient
def clip_gradients(y):
    def backward(dy):
        return tf.clip_by_norm(dy, 0.5)

    return y, backward


v = tf.Variable(2.0)
with tf.GradientTape() as t:
    output = clip_gradients(v * v)
print(t.gradient(output, v))
x0, x1 = tf.constant(0.0), tf.constant(0.0)
with tf.GradientTape() as tape0, tf.GradientTape() as tape1:
    tape0.watch(x0)
    tape1.watch(x1)
    ys = tf.reduce_sum(tf.math.sin(x0) + tf.nn.sigmoid(x1))
print(tape0.gradient(ys, x0).numpy(), tape1.gradient(ys, x1).numpy())
x = tf.Variable(1.0)
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        y = x * x * x
    dy_dx = t1.gradient(y, x)
d2y_dx2 = t2.gradient(dy_dx, x)
print("dy_dx:", dy_dx.numpy(), "d2y_dx2:", d2y_dx2.numpy())
W = tf.constant(np.linspace(-0.4, 0.5, 50).reshape(5, 10).astype("f"))
x = tf.constant(np.cos(np.arange(35)).reshape(7, 5).astype("f"))
k, b = tf.Variable(W), tf.Variable(tf.zeros(10))
with tf.GradientTape() as t2:
    with tf.GradientTape(watch_accessed_variables=False) as t1:
        t1.watch(x)
        out = tf.reduce_sum((x @ k + b) ** 2)
    g1 = t1.gradient(out, x)
    g1_mag = tf.norm(g1)
dg1 = t2.gradient(g1_mag, [k, b])
print([g.shape for g in dg1], tf.reduce_sum(dg1[0]), dg1[1][:3])
x = tf.linspace(-10.0, 10.0, 5)
delta = tf.Variable(0.0)
with tf.GradientTape() as tape:
    y = tf.nn.sigmoid(x + delta)
dy_dx = tape.jacobian(y, delta)
print(y.shape, dy_dx.shape, dy_dx)
x = tf.constant(np.sin(np.arange(12)).reshape(3, 4).astype("f"))
with tf.GradientTape(persistent=True) as tape:
    y = tf.nn.relu(x @ k[:4] + b)
j = tape.jacobian(y, k)
print(j.shape, tf.reduce_sum(j, axis=[0, 1])[0, :4])
g = tape.gradient(y, k)
print("delta:", tf.reduce_max(abs(g - tf.reduce_sum(j, axis=[0, 1]))).numpy())
x = tf.constant(np.sin(np.arange(35)).reshape(7, 5).astype("f"))
w1 = tf.Variable(np.cos(np.arange(20)).reshape(5, 4).astype("f"))
w2 = tf.Variable(np.sin(np.arange(12)).reshape(4, 3).astype("f"))
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        loss = tf.reduce_mean(tf.nn.elu(x @ w1) @ w2) ** 2
    g = t1.gradient(loss, w1)
h = t2.jacobian(g, w1)
print(g.shape, h.shape)
n = tf.reduce_prod(w1.shape)
h_mat = tf.reshape(h, [n, n])
print(n, tf.linalg.trace(h_mat), tf.reduce_max(tf.abs(h_mat - tf.transpose(h_mat))) < 1e-5)
eye_eps = tf.eye(h_mat.shape[0]) * 1e-3
update = tf.linalg.solve(h_mat + eye_eps, tf.reshape(g, [n, 1]))
print(update.shape)
x = tf.constant(np.sin(np.arange(14)).reshape(7, 2).astype("f"))
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    y = tf.square(x) @ tf.constant([[1.0, 2, 3], [4, 5, 6]])
bj = tape.batch_jacobian(y, x)
print(bj.shape, bj[0])
fj = tape.jacobian(y, x, experimental_use_pfor=False)
print(fj.shape, np.allclose(np.einsum("bxby->bxy", fj), bj, atol=1e-5))


@tf.custom_gradient
def log1pexp(x):
    e = tf.exp(x)

    def grad(upstream):
        return upstream * (1 - 1 / (1 + e))

    return tf.math.log(1 + e), grad


x = tf.constant(100.0)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = log1pexp(x)
print(tape.gradient(y, x), y)


@tf.custom_gradient
def two(a, b):
    def grad(da, db):
        return da * 2.0 + db, db * a

    return (a + b, a * b), grad


a, b = tf.Variable(3.0), tf.Variable(4.0)
with tf.GradientTape() as tape:
    p, q = two(a, b)
    s = p * 10.0 + q
print(tape.gradient(s, [a, b]), s)
with tf.GradientTape() as t3:
    y = a**3
print(t3.gradient(y, a, output_gradients=tf.constant(0.5)))
