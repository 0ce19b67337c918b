import numpy as np
import tensorflow as tf
from tensorflow.keras import layers


def init(shape, dtype=None, **kw):
    n = int(np.prod(shape))
    return tf.constant(
        0.15 * np.sin(np.arange(n) * 1.3 + len(shape)).reshape(shape), dtype or tf.float32
    )


def make_generator_model():
    model = tf.keras.Sequential()
    model.add(layers.Input(shape=(10,)))
    model.add(layers.Dense(4 * 4 * 8, use_bias=False, kernel_initializer=init))
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())
    model.add(layers.Reshape((4, 4, 8)))
    assert model.output_shape == (None, 4, 4, 8)
    model.add(
        layers.Conv2DTranspose(
            4, (5, 5), strides=(2, 2), padding="same", use_bias=False, kernel_initializer=init
        )
    )
    assert model.output_shape == (None, 8, 8, 4)
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())
    model.add(
        layers.Conv2DTranspose(
            1,
            (5, 5),
            strides=(1, 1),
            padding="same",
            use_bias=False,
            activation="tanh",
            kernel_initializer=init,
        )
    )
    assert model.output_shape == (None, 8, 8, 1)
    return model


def make_discriminator_model():
    return tf.keras.Sequential(
        [
            layers.Input((8, 8, 1)),
            layers.Conv2D(4, (5, 5), strides=(2, 2), padding="same", kernel_initializer=init),
            layers.LeakyReLU(),
            layers.Dropout(0.0),
            layers.Flatten(),
            layers.Dense(1, kernel_initializer=init),
        ]
    )


generator, discriminator = make_generator_model(), make_discriminator_model()
noise = tf.constant(np.cos(np.arange(60)).reshape(6, 10).astype("f"))
img = generator(noise, training=False)
print(img.shape, img[0, 2:4, 3, 0], discriminator(img)[:2])
cross_entropy = tf.keras.losses.BinaryCrossentropy(from_logits=True)


def discriminator_loss(real_output, fake_output):
    real_loss = cross_entropy(tf.ones_like(real_output), real_output)
    fake_loss = cross_entropy(tf.zeros_like(fake_output), fake_output)
    return real_loss + fake_loss


def generator_loss(fake_output):
    return cross_entropy(tf.ones_like(fake_output), fake_output)


g_opt, d_opt = tf.keras.optimizers.Adam(1e-3), tf.keras.optimizers.Adam(1e-3)
checkpoint = tf.train.Checkpoint(
    generator_optimizer=g_opt,
    discriminator_optimizer=d_opt,
    generator=generator,
    discriminator=discriminator,
)


@tf.function
def train_step(images, noise):
    with tf.GradientTape() as gen_tape, tf.GradientTape() as disc_tape:
        generated_images = generator(noise, training=True)
        real_output = discriminator(images, training=True)
        fake_output = discriminator(generated_images, training=True)
        gen_loss = generator_loss(fake_output)
        disc_loss = discriminator_loss(real_output, fake_output)
    gg = gen_tape.gradient(gen_loss, generator.trainable_variables)
    dg = disc_tape.gradient(disc_loss, discriminator.trainable_variables)
    g_opt.apply_gradients(zip(gg, generator.trainable_variables))
    d_opt.apply_gradients(zip(dg, discriminator.trainable_variables))
    return gen_loss, disc_loss


real = (np.sin(np.arange(6 * 64)).reshape(6, 8, 8, 1)).astype("f")
ds = tf.data.Dataset.from_tensor_slices(real).batch(6)
for epoch in range(4):
    for b in ds:
        gl, dl = train_step(b, noise)
    print(f"{epoch}: {gl:.4f} {dl:.4f}")
p = checkpoint.save(file_prefix="./gan_ckpt/ckpt")
before = generator(noise, training=False).numpy()
generator.set_weights([w * 0 for w in generator.get_weights()])
checkpoint.restore(tf.train.latest_checkpoint("./gan_ckpt"))
print(
    p,
    np.allclose(before, generator(noise, training=False)),
    int(checkpoint.save_counter),
    g_opt.iterations.numpy(),
)
print(
    len(generator.trainable_variables),
    len(generator.variables),
    generator.layers[1].moving_mean[:3],
)


@tf.function
def gradient_penalty(x, y, eps):
    inter = eps * x + (1 - eps) * y
    with tf.GradientTape() as tape:
        tape.watch(inter)
        pred = discriminator(inter, training=True)
    grads = tape.gradient(pred, [inter])[0]
    norm = tf.sqrt(tf.reduce_sum(tf.square(grads), axis=[1, 2, 3]))
    return tf.reduce_mean((norm - 1.0) ** 2)


eps = tf.reshape(tf.linspace(0.0, 1.0, 6), [6, 1, 1, 1])
with tf.GradientTape() as tape:
    gp = gradient_penalty(tf.constant(real), tf.constant(before), eps)
gs = tape.gradient(gp, discriminator.trainable_variables)
print(gp, [float(tf.norm(g)) for g in gs if g is not None and tf.norm(g) > 0])
lipschitz = [v.assign(tf.clip_by_value(v, -0.05, 0.05)) for v in discriminator.trainable_variables]
print(max(float(tf.reduce_max(tf.abs(v))) for v in discriminator.trainable_variables))
grid = tf.reshape(tf.transpose(tf.reshape(img, [2, 3, 8, 8]), [0, 2, 1, 3]), [16, 24])
print(grid.shape, tf.cast(tf.clip_by_value(grid * 127.5 + 127.5, 0, 255), tf.uint8)[0, :5])
