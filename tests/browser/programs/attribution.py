import numpy as np
import tensorflow as tf


def init(shape, dtype=None, **kw):
    n = int(np.prod(shape))
    return tf.constant(0.3 * np.sin(np.arange(n) * 1.9).reshape(shape), dtype or tf.float32)


model = tf.keras.Sequential(
    [
        tf.keras.layers.Input((12, 12, 3)),
        tf.keras.layers.Conv2D(4, 3, activation="relu", kernel_initializer=init),
        tf.keras.layers.GlobalAveragePooling2D(),
        tf.keras.layers.Dense(5, kernel_initializer=init),
    ]
)
img = tf.constant((np.cos(np.arange(12 * 12 * 3)).reshape(12, 12, 3) * 0.5 + 0.5), tf.float32)
# Integrated gradients


def f(x):
    return tf.where(x < 0.8, x, 0.8)


def interpolated_path(x):
    return tf.zeros_like(x)


x = tf.linspace(start=0.0, stop=1.0, num=6)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = f(x)
print(y, tape.gradient(y, x))
baseline = tf.zeros(shape=(12, 12, 3))
m_steps = 10
alphas = tf.linspace(start=0.0, stop=1.0, num=m_steps + 1)


def interpolate_images(baseline, image, alphas):
    alphas_x = alphas[:, tf.newaxis, tf.newaxis, tf.newaxis]
    baseline_x = tf.expand_dims(baseline, axis=0)
    input_x = tf.expand_dims(image, axis=0)
    return baseline_x + alphas_x * (input_x - baseline_x)


interpolated = interpolate_images(baseline, img, alphas)
print(interpolated.shape)


def compute_gradients(images, target_class_idx):
    with tf.GradientTape() as tape:
        tape.watch(images)
        logits = model(images)
        probs = tf.nn.softmax(logits, axis=-1)[:, target_class_idx]
    return tape.gradient(probs, images)


path_gradients = compute_gradients(interpolated, target_class_idx=2)
print(path_gradients.shape)


def integral_approximation(gradients):
    grads = (gradients[:-1] + gradients[1:]) / tf.constant(2.0)
    return tf.math.reduce_mean(grads, axis=0)


ig = integral_approximation(gradients=path_gradients)
print(ig.shape, ig[5, 5])


@tf.function
def one_batch(baseline, image, alpha_batch, target_class_idx):
    batch = interpolate_images(baseline, image, alpha_batch)
    return compute_gradients(batch, target_class_idx)


def integrated_gradients(baseline, image, target_class_idx, m_steps=20, batch_size=8):
    alphas = tf.linspace(start=0.0, stop=1.0, num=m_steps + 1)
    gradient_batches = []
    for alpha in tf.range(0, len(alphas), batch_size):
        from_ = alpha
        to = tf.minimum(from_ + batch_size, len(alphas))
        gradient_batches.append(one_batch(baseline, image, alphas[from_:to], target_class_idx))
    total_gradients = tf.concat(gradient_batches, axis=0)
    avg = integral_approximation(gradients=total_gradients)
    return (image - baseline) * avg


attr = integrated_gradients(baseline, img, 2)
delta = tf.nn.softmax(model(img[None]))[0, 2] - tf.nn.softmax(model(baseline[None]))[0, 2]
print(tf.reduce_sum(attr), delta, tf.reduce_sum(tf.math.abs(attr), axis=-1)[2, :4])
# FGSM
loss_object = tf.keras.losses.CategoricalCrossentropy()


def create_adversarial_pattern(input_image, input_label):
    with tf.GradientTape() as tape:
        tape.watch(input_image)
        prediction = tf.nn.softmax(model(input_image))
        loss = loss_object(input_label, prediction)
    gradient = tape.gradient(loss, input_image)
    return tf.sign(gradient)


label = tf.reshape(tf.one_hot(2, 5), (1, 5))
pert = create_adversarial_pattern(img[None], label)
print(tf.unique(tf.reshape(pert, [-1]))[0].shape, tf.reduce_sum(pert))
for eps in [0, 0.01, 0.1, 0.15]:
    adv = tf.clip_by_value(img[None] + eps * pert, 0, 1)
    p = tf.nn.softmax(model(adv))[0]
    print(eps, int(tf.argmax(p)), f"{p[2]:.5f}", tf.norm(adv - img[None]).numpy().round(4))


@tf.custom_gradient
def guided_relu(x):
    def grad(dy):
        return tf.cast(dy > 0, "float32") * tf.cast(x > 0, "float32") * dy

    return tf.nn.relu(x), grad


x = tf.Variable([-1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(guided_relu(x) * [1.0, -1.0, 2.0])
print(tape.gradient(y, x))
occl = []
for i in range(0, 12, 6):
    mask = np.ones((12, 12, 1), np.float32)
    mask[i : i + 6, 3:9] = 0
    occl.append(tf.nn.softmax(model(img[None] * mask))[0, 2])
print(tf.stack(occl), np.round(occl, 4))
saliency = tf.reduce_max(tf.abs(compute_gradients(img[None], 1)), axis=-1)[0]
k = tf.math.top_k(tf.reshape(saliency, [-1]), k=3)
print(
    k.values,
    tf.unravel_index(k.indices, saliency.shape),
    tf.transpose(tf.unravel_index(k.indices, dims=[12, 12])),
)
