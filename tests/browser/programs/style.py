import numpy as np
import tensorflow as tf

img = tf.constant((np.sin(np.arange(16 * 16 * 3)).reshape(1, 16, 16, 3) * 0.5 + 0.5).astype("f"))
style = tf.image.flip_left_right(img) ** 2


def init(shape, dtype=None, **kw):
    n = int(np.prod(shape))
    return tf.constant(0.25 * np.sin(np.arange(n) * 1.1).reshape(shape), dtype or tf.float32)


inp = tf.keras.Input([None, None, 3])
x = tf.keras.layers.Conv2D(
    4, 3, padding="same", activation="relu", name="block1_conv1", kernel_initializer=init
)(inp)
s1 = x
x = tf.keras.layers.AveragePooling2D(2, name="pool1")(x)
x = tf.keras.layers.Conv2D(
    6, 3, padding="same", activation="relu", name="block2_conv1", kernel_initializer=init
)(x)
vgg = tf.keras.Model(inp, x)
vgg.trainable = False


def vgg_layers(layer_names):
    outputs = [vgg.get_layer(name).output for name in layer_names]
    return tf.keras.Model([vgg.input], outputs)


def gram_matrix(input_tensor):
    result = tf.linalg.einsum("bijc,bijd->bcd", input_tensor, input_tensor)
    input_shape = tf.shape(input_tensor)
    num_locations = tf.cast(input_shape[1] * input_shape[2], tf.float32)
    return result / (num_locations)


class StyleContentModel(tf.keras.models.Model):
    def __init__(self, style_layers, content_layers):
        super().__init__()
        self.vgg = vgg_layers(style_layers + content_layers)
        self.style_layers, self.content_layers = style_layers, content_layers
        self.num_style_layers = len(style_layers)
        self.vgg.trainable = False

    def call(self, inputs):
        inputs = inputs * 2.0 - 1.0
        outputs = self.vgg(inputs)
        style_outputs, content_outputs = (
            outputs[: self.num_style_layers],
            outputs[self.num_style_layers :],
        )
        style_outputs = [gram_matrix(o) for o in style_outputs]
        return {
            "content": dict(zip(self.content_layers, content_outputs)),
            "style": dict(zip(self.style_layers, style_outputs)),
        }


extractor = StyleContentModel(["block1_conv1"], ["block2_conv1"])
results = extractor(img)
for name, output in sorted(results["style"].items()):
    print(
        " ",
        name,
        output.numpy().shape,
        output.numpy().min(),
        output.numpy().max(),
        output.numpy().mean(),
    )
for name, output in sorted(results["content"].items()):
    print(name, output.shape, tf.reduce_mean(output))
style_targets, content_targets = extractor(style)["style"], extractor(img)["content"]
image = tf.Variable(img)
opt = tf.keras.optimizers.Adam(learning_rate=0.02, beta_1=0.99, epsilon=1e-1)


def style_content_loss(outputs):
    so, co = outputs["style"], outputs["content"]
    sl = (
        tf.add_n([tf.reduce_mean((so[name] - style_targets[name]) ** 2) for name in so.keys()])
        * 1e-2
    )
    cl = (
        tf.add_n([tf.reduce_mean((co[name] - content_targets[name]) ** 2) for name in co.keys()])
        * 1e4
    )
    return sl + cl


@tf.function()
def train_step(image):
    with tf.GradientTape() as tape:
        loss = style_content_loss(extractor(image))
        loss += 30 * tf.image.total_variation(image)[0]
    grad = tape.gradient(loss, image)
    opt.apply_gradients([(grad, image)])
    image.assign(tf.clip_by_value(image, clip_value_min=0.0, clip_value_max=1.0))
    return loss


for n in range(4):
    print(f"{train_step(image):.3f}")
print(image[0, 3, 3], tf.reduce_min(image).numpy() >= 0)


def high_pass_x_y(image):
    x_var = image[:, :, 1:, :] - image[:, :, :-1, :]
    y_var = image[:, 1:, :, :] - image[:, :-1, :, :]
    return x_var, y_var


xd, yd = high_pass_x_y(image)
print(
    tf.reduce_sum(tf.abs(xd)) + tf.reduce_sum(tf.abs(yd)), tf.image.total_variation(image).numpy()
)


class DeepDream(tf.Module):
    def __init__(self, model):
        self.model = model

    @tf.function(
        input_signature=(
            tf.TensorSpec(shape=[None, None, 3], dtype=tf.float32),
            tf.TensorSpec(shape=[], dtype=tf.int32),
            tf.TensorSpec(shape=[], dtype=tf.float32),
        )
    )
    def __call__(self, img, steps, step_size):
        loss = tf.constant(0.0)
        for n in tf.range(steps):
            with tf.GradientTape() as tape:
                tape.watch(img)
                act = self.model(tf.expand_dims(img, axis=0))
                loss = tf.math.reduce_mean(act)
            gradients = tape.gradient(loss, img)
            gradients /= tf.math.reduce_std(gradients) + 1e-8
            img = img + gradients * step_size
            img = tf.clip_by_value(img, -1, 1)
        return loss, img


dd = DeepDream(vgg)
loss, out = dd(img[0], tf.constant(5), tf.constant(0.01))
print(loss, out.shape, tf.reduce_mean(out))
base = tf.shape(img[0])[:-1]
for n in range(-1, 2):
    new_shape = tf.cast(tf.cast(base, tf.float32) * (1.30**n), tf.int32)
    r = tf.image.resize(img[0], new_shape)
    loss, out = dd(r, tf.constant(2), 0.02)
    print(n, out.shape, f"{loss:.4f}")


def random_roll(img, maxroll):
    shift = tf.constant([3, -2])
    return shift, tf.roll(img, shift=shift, axis=[0, 1])


shift, rolled = random_roll(img[0], 512)
print(tf.reduce_all(tf.roll(rolled, -shift, axis=[0, 1]) == img[0]), shift[0] + 1)
