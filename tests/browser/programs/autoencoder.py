import numpy as np
import tensorflow as tf


def init(shape, dtype=None, **kw):
    n = int(np.prod(shape))
    return tf.constant(
        0.2 * np.sin(np.arange(n) * 0.9 + shape[-1]).reshape(shape), dtype or tf.float32
    )


K = dict(kernel_initializer=init)


class CVAE(tf.keras.Model):
    def __init__(self, latent_dim):
        super().__init__()
        self.latent_dim = latent_dim
        self.encoder = tf.keras.Sequential(
            [
                tf.keras.layers.InputLayer(shape=(12, 12, 1)),
                tf.keras.layers.Conv2D(
                    filters=4, kernel_size=3, strides=(2, 2), activation="relu", **K
                ),
                tf.keras.layers.Flatten(),
                tf.keras.layers.Dense(latent_dim + latent_dim, **K),
            ]
        )
        self.decoder = tf.keras.Sequential(
            [
                tf.keras.layers.InputLayer(shape=(latent_dim,)),
                tf.keras.layers.Dense(units=3 * 3 * 4, activation=tf.nn.relu, **K),
                tf.keras.layers.Reshape(target_shape=(3, 3, 4)),
                tf.keras.layers.Conv2DTranspose(
                    filters=4, kernel_size=3, strides=2, padding="same", activation="relu", **K
                ),
                tf.keras.layers.Conv2DTranspose(
                    filters=2, kernel_size=3, strides=2, padding="same", activation="relu", **K
                ),
                tf.keras.layers.Conv2DTranspose(
                    filters=1, kernel_size=3, strides=1, padding="same", **K
                ),
            ]
        )

    @tf.function
    def sample(self, eps=None):
        if eps is None:
            eps = tf.random.normal(shape=(100, self.latent_dim))
        return self.decode(eps, apply_sigmoid=True)

    def encode(self, x):
        mean, logvar = tf.split(self.encoder(x), num_or_size_splits=2, axis=1)
        return mean, logvar

    def reparameterize(self, mean, logvar, eps=None):
        if eps is None:
            eps = tf.random.normal(shape=mean.shape)
        return eps * tf.exp(logvar * 0.5) + mean

    def decode(self, z, apply_sigmoid=False):
        logits = self.decoder(z)
        if apply_sigmoid:
            return tf.sigmoid(logits)
        return logits


def log_normal_pdf(sample, mean, logvar, raxis=1):
    log2pi = tf.math.log(2.0 * np.pi)
    return tf.reduce_sum(
        -0.5 * ((sample - mean) ** 2.0 * tf.exp(-logvar) + logvar + log2pi), axis=raxis
    )


def compute_loss(model, x, eps):
    mean, logvar = model.encode(x)
    z = model.reparameterize(mean, logvar, eps)
    x_logit = model.decode(z)
    cross_ent = tf.nn.sigmoid_cross_entropy_with_logits(logits=x_logit, labels=x)
    logpx_z = -tf.reduce_sum(cross_ent, axis=[1, 2, 3])
    logpz = log_normal_pdf(z, 0.0, 0.0)
    logqz_x = log_normal_pdf(z, mean, logvar)
    return -tf.reduce_mean(logpx_z + logpz - logqz_x)


@tf.function
def train_step(model, x, eps, optimizer):
    with tf.GradientTape() as tape:
        loss = compute_loss(model, x, eps)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


images = np.where(np.sin(np.arange(20 * 144)).reshape(20, 12, 12, 1) > 0.3, 1.0, 0.0).astype(
    "float32"
)
eps = tf.constant(np.cos(np.arange(40)).reshape(20, 2).astype("f"))
model = CVAE(2)
opt = tf.keras.optimizers.Adam(1e-2)
print(compute_loss(model, images, eps))
elbo = tf.keras.metrics.Mean()
for epoch in range(4):
    train_step(model, tf.constant(images), eps, opt)
    elbo(compute_loss(model, images, eps))
    print(f"Epoch: {epoch}, Test set ELBO: {-elbo.result():.3f}")
    elbo.reset_state()
s = model.sample(eps[:3])
print(s.shape, s[0, 4, 4:7, 0], model.sample().shape)
kl = -0.5 * (1 + tf.zeros([2]) - tf.square([0.5, 1.0]) - tf.exp(tf.zeros([2])))
print(kl, tf.reduce_logsumexp([1.0, 2.0]), tf.math.lgamma(3.5))
f = tf.linspace(-1.0, 1.0, 3)
grid = tf.stack(tf.meshgrid(f, f), -1)
print(tf.reshape(grid, [-1, 2])[3], model.decode(tf.reshape(grid, [-1, 2])).shape)


class Sampling(tf.keras.layers.Layer):
    def call(self, inputs):
        m, lv = inputs
        batch, dim = tf.shape(m)[0], tf.shape(m)[1]
        return m + tf.exp(0.5 * lv) * tf.random.normal(shape=(batch, dim), stddev=0.0)


class VAE(tf.keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.d1, self.d2, self.out = (
            tf.keras.layers.Dense(2, **K),
            tf.keras.layers.Dense(2, **K),
            tf.keras.layers.Dense(5, **K),
        )
        self.sampling = Sampling()
        self.total = tf.keras.metrics.Mean(name="total")

    @property
    def metrics(self):
        return [self.total]

    def call(self, x):
        m, lv = self.d1(x), self.d2(x)
        self.add_loss(tf.reduce_mean(-0.5 * (lv - tf.square(m) - tf.exp(lv) + 1)))
        return self.out(self.sampling([m, lv]))

    def train_step(self, data):
        with tf.GradientTape() as tape:
            y = self(data, training=True)
            loss = tf.reduce_mean(tf.square(data - y)) + sum(self.losses)
        self.optimizer.apply_gradients(
            zip(tape.gradient(loss, self.trainable_weights), self.trainable_weights)
        )
        self.total.update_state(loss)
        return {m.name: m.result() for m in self.metrics}


v = VAE()
v.compile(optimizer=tf.keras.optimizers.SGD(0.1))
h = v.fit(
    np.sin(np.arange(50)).reshape(10, 5).astype("f"),
    epochs=3,
    verbose=0,
    shuffle=False,
    batch_size=5,
)
print(np.round(h.history["total"], 4))
