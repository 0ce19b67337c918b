import numpy as np
import tensorflow as tf


def laplace(x):
    kernel = tf.constant([[0.5, 1.0, 0.5], [1.0, -6.0, 1.0], [0.5, 1.0, 0.5]])
    x = tf.expand_dims(tf.expand_dims(x, 0), -1)
    y = tf.nn.depthwise_conv2d(x, kernel[:, :, None, None], [1, 1, 1, 1], padding="SAME")
    return y[0, :, :, 0]


N = 40
u_init = np.zeros([N, N], dtype=np.float32)
rng = np.random.RandomState(1)
for n in range(20):
    a, b = rng.randint(0, N, size=2)
    u_init[a, b] = rng.uniform()
U, Ut = tf.Variable(u_init), tf.Variable(np.zeros([N, N], np.float32))


@tf.function
def step(eps, damping):
    U_ = U + eps * Ut
    Ut_ = Ut + eps * (laplace(U) - damping * Ut)
    U.assign(U_)
    Ut.assign(Ut_)


for i in range(60):
    step(0.03, 0.04)
print(U.numpy().sum().round(4), tf.math.reduce_std(Ut), U[3, 4])


@tf.function
def heat(u, steps, alpha=0.1):
    for _ in tf.range(steps):
        inner = u[1:-1, 1:-1] + alpha * (
            u[2:, 1:-1] + u[:-2, 1:-1] + u[1:-1, 2:] + u[1:-1, :-2] - 4 * u[1:-1, 1:-1]
        )
        u = tf.pad(inner, [[1, 1], [1, 1]])
    return u


h = heat(tf.constant(u_init), tf.constant(25))
print(h.shape, tf.reduce_sum(h), tf.argmax(tf.reshape(h, [-1])))


def acceleration(pos, mass, G=1.0, soft=0.1):
    d = pos[tf.newaxis, :, :] - pos[:, tf.newaxis, :]
    r2 = tf.reduce_sum(d**2, axis=-1) + soft**2
    inv = tf.where(tf.eye(tf.shape(pos)[0], dtype=tf.bool), 0.0, r2 ** (-1.5))
    return G * tf.einsum("ijk,ij,j->ik", d, inv, mass)


pos = tf.constant([[1.0, 0, 0], [-1.0, 0, 0], [0, 2.0, 0.5]])
vel = tf.constant([[0, 0.5, 0], [0, -0.5, 0], [0.3, 0, 0]])
mass = tf.constant([1.0, 1.0, 0.5])
for _ in range(50):
    vel += 0.01 * acceleration(pos, mass)
    pos += 0.01 * vel
ke = 0.5 * tf.reduce_sum(mass * tf.reduce_sum(vel**2, -1))
print(pos, "kinetic", ke, tf.reduce_sum(mass[:, None] * vel, 0))


def hamiltonian(z):
    q, p = tf.split(z, 2)
    return tf.reduce_sum(p**2 / 2 + (1 - tf.cos(q)))


def symplectic(z):
    with tf.GradientTape() as tape:
        tape.watch(z)
        h = hamiltonian(z)
    dh = tape.gradient(h, z)
    dq, dp = tf.split(dh, 2)
    return tf.concat([dp, -dq], 0)


def rk4(f, z, dt):
    k1 = f(z)
    k2 = f(z + dt / 2 * k1)
    k3 = f(z + dt / 2 * k2)
    k4 = f(z + dt * k3)
    return z + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


z = tf.constant([1.0, 0.0])
e0 = hamiltonian(z)
traj = [z]
for _ in range(40):
    z = rk4(symplectic, z, 0.1)
    traj.append(z)
traj = tf.stack(traj)
print(traj.shape, traj[-1], abs(hamiltonian(z) - e0) < 1e-5)
g = tf.Variable(5.0)
opt = tf.keras.optimizers.Adam(0.3)
obs = 0.5 * 9.81 * tf.linspace(0.0, 1.0, 11) ** 2
for i in range(60):
    with tf.GradientTape() as tape:
        t, y, v = tf.constant(0.0), tf.constant(0.0), tf.constant(0.0)
        ys = [y]
        for k in range(10):
            y = y + v * 0.1 + 0.5 * g * 0.01
            v = v + g * 0.1
            ys.append(y)
        loss = tf.reduce_mean(tf.square(tf.stack(ys) - obs))
    opt.minimize(lambda: loss, [g]) if False else opt.apply([tape.gradient(loss, g)], [g])
print(g.numpy().round(1))


@tf.custom_gradient
def implicit_sqrt(a):
    x = a
    for _ in range(20):
        x = 0.5 * (x + a / x)

    def grad(dy):
        return dy / (2 * x)

    return x, grad


a = tf.Variable(9.0)
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        s = implicit_sqrt(a)
    d = t1.gradient(s, a)
print(s, d)
x = tf.linspace(0.0, 2 * np.pi, 9)[:-1]
xx = tf.Variable(x)
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        u = tf.sin(xx) * tf.exp(-xx / 3)
    ux = t1.gradient(u, xx)
uxx = t2.gradient(ux, xx)
print("residual", tf.reduce_max(tf.abs(uxx + 2 / 3 * ux + (1 + 1 / 9) * u)) < 1e-4)
