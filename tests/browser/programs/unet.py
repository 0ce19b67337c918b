import numpy as np
import tensorflow as tf


def w(shape, stddev=0.2):
    n = int(np.prod(shape))
    return tf.Variable(np.sin(np.arange(n) * 1.37 + n).reshape(shape).astype("f") * stddev)


class InstanceNorm(tf.Module):
    def __init__(self, ch, epsilon=1e-5):
        self.scale, self.offset, self.epsilon = (
            tf.Variable(tf.ones([ch])),
            tf.Variable(tf.zeros([ch])),
            epsilon,
        )

    def __call__(self, x):
        mean, variance = tf.nn.moments(x, axes=[1, 2], keepdims=True)
        inv = tf.math.rsqrt(variance + self.epsilon)
        return self.scale * (x - mean) * inv + self.offset


class Down(tf.Module):
    def __init__(self, i, o, size=4, norm=True):
        self.k = w([size, size, i, o])
        self.norm = InstanceNorm(o) if norm else None

    def __call__(self, x):
        x = tf.nn.conv2d(x, self.k, strides=2, padding="SAME")
        if self.norm:
            x = self.norm(x)
        return tf.nn.leaky_relu(x, alpha=0.3)


class Up(tf.Module):
    def __init__(self, i, o, size=4):
        self.k = w([size, size, o, i])
        self.o = o
        self.norm = InstanceNorm(o)

    def __call__(self, x):
        b, h, ww, _ = tf.unstack(tf.shape(x))
        x = tf.nn.conv2d_transpose(
            x, self.k, output_shape=[b, h * 2, ww * 2, self.o], strides=[1, 2, 2, 1], padding="SAME"
        )
        return tf.nn.relu(self.norm(x))


class UNet(tf.Module):
    def __init__(self):
        self.down_stack = [Down(3, 4, norm=False), Down(4, 6), Down(6, 8)]
        self.up_stack = [Up(8, 6), Up(12, 4)]
        self.last = w([4, 4, 3, 8])

    def __call__(self, x):
        skips = []
        for down in self.down_stack:
            x = down(x)
            skips.append(x)
        for up, skip in zip(self.up_stack, reversed(skips[:-1])):
            x = up(x)
            x = tf.concat([x, skip], axis=-1)
        s = tf.shape(x)
        return tf.tanh(tf.nn.conv2d_transpose(x, self.last, [s[0], s[1] * 2, s[2] * 2, 3], 2))


x = tf.constant(np.sin(np.arange(2 * 16 * 16 * 3)).reshape(2, 16, 16, 3).astype("f"))
target = x[:, ::-1] * 0.5
net = UNet()
out = net(x)
print(out.shape, out[0, 5, 5], len(net.trainable_variables))


class Disc(tf.Module):
    def __init__(self):
        self.d = Down(6, 4, norm=False)
        self.k = w([4, 4, 4, 1])

    def __call__(self, a, b):
        y = self.d(tf.concat([a, b], -1))
        y = tf.pad(y, [[0, 0], [1, 1], [1, 1], [0, 0]])
        return tf.nn.conv2d(y, self.k, 1, "VALID")


disc = Disc()
bce = tf.keras.losses.BinaryCrossentropy(from_logits=True)
LAMBDA = 100
gopt, dopt = tf.keras.optimizers.Adam(2e-3, beta_1=0.5), tf.keras.optimizers.Adam(2e-3, beta_1=0.5)


@tf.function
def train_step(input_image, target, step):
    with tf.GradientTape() as gt, tf.GradientTape() as dt:
        gen = net(input_image)
        dr, dg = disc(input_image, target), disc(input_image, gen)
        gan_loss = bce(tf.ones_like(dg), dg)
        l1 = tf.reduce_mean(tf.abs(target - gen))
        total = gan_loss + LAMBDA * l1
        dl = bce(tf.ones_like(dr), dr) + bce(tf.zeros_like(dg), dg)
    gopt.apply_gradients(zip(gt.gradient(total, net.trainable_variables), net.trainable_variables))
    dopt.apply_gradients(zip(dt.gradient(dl, disc.trainable_variables), disc.trainable_variables))
    return total, gan_loss, l1, dl


for step in tf.range(3):
    r = train_step(x, target, step)
    print(int(step), [f"{v:.3f}" for v in r])
logits = tf.constant(np.sin(np.arange(2 * 4 * 4 * 3)).reshape(2, 4, 4, 3).astype("f"))
mask = tf.cast(tf.argmax(logits, axis=-1)[..., tf.newaxis], tf.uint8)
print(mask.dtype, mask[0, :, :, 0])
truth = tf.constant((np.arange(32) % 3).reshape(2, 4, 4, 1))
miou = tf.keras.metrics.MeanIoU(num_classes=3)
miou.update_state(truth, mask)
print(miou.result(), tf.keras.metrics.OneHotIoU(3, [0, 1])(tf.one_hot(truth[..., 0], 3), logits))
wts = tf.gather(tf.constant([2.0, 2.0, 1.0]) / 5.0, indices=tf.cast(truth, tf.int32))
print(
    wts.shape,
    tf.reduce_mean(
        tf.keras.losses.sparse_categorical_crossentropy(truth, logits, from_logits=True)
    ),
)
inter = tf.reduce_sum(tf.one_hot(truth[..., 0], 3) * tf.nn.softmax(logits), axis=[1, 2])
union = tf.reduce_sum(tf.one_hot(truth[..., 0], 3) + tf.nn.softmax(logits), axis=(1, 2))
print("dice", 1 - tf.reduce_mean(2 * inter / union))
y = tf.nn.max_pool2d(x, ksize=2, strides=2, padding="VALID")
v, am = tf.nn.max_pool_with_argmax(
    x, ksize=2, strides=2, padding="SAME", include_batch_in_index=True
)
print(
    y.shape,
    v[0, 0, 0],
    am[0, 0, 0],
    tf.nn.depthwise_conv2d(
        x, tf.ones([3, 3, 3, 2]), strides=[1, 1, 1, 1], padding="SAME", dilations=[2, 2]
    ).shape,
)
print(
    tf.nn.separable_conv2d(
        x, tf.ones([3, 3, 3, 1]) / 9, tf.eye(3)[None, None], [1, 1, 1, 1], "VALID"
    )[0, 0, 0],
    tf.nn.atrous_conv2d(x, tf.ones([3, 3, 3, 1]), rate=2, padding="VALID").shape,
    tf.nn.depth_to_space(tf.ones([1, 2, 2, 4]), 2).shape,
    tf.nn.space_to_depth(x, 4).shape,
    tf.nn.conv2d(
        x, tf.ones([3, 3, 3, 1]), strides=[1, 2, 2, 1], padding=[[0, 0], [1, 1], [1, 1], [0, 0]]
    ).shape,
)
print(
    tf.nn.pool(x, window_shape=[3, 3], pooling_type="AVG", strides=[2, 2], padding="SAME")[0, 0, 0],
    tf.nn.local_response_normalization(x, depth_radius=1)[0, 0, 0],
    tf.nn.dilation2d(x, tf.zeros([2, 2, 3]), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1]).shape,
    tf.nn.erosion2d(x, tf.zeros([2, 2, 3]), [1, 1, 1, 1], "SAME", "NHWC", [1, 1, 1, 1])[0, 0, 0],
)
for bad in (
    lambda: tf.nn.conv2d(x, tf.ones([3, 3, 4, 1]), 1, "SAME"),
    lambda: tf.nn.conv2d(x, tf.ones([3, 3, 3, 1]), 1, "FULL"),
    lambda: tf.concat([x, y], -1),
    lambda: tf.nn.max_pool2d(x, 99, 1, "VALID"),
    lambda: tf.nn.bias_add(x, [1.0, 2.0]),
):
    try:
        print("none", bad().shape)
    except Exception as e:
        print(type(e).__name__)
