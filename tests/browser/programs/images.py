import numpy as np
import tensorflow as tf

yy, xx = np.mgrid[0:24, 0:32]
img = np.stack([(xx * 8) % 256, (yy * 10) % 256, (xx + yy) * 4 % 256], -1).astype(np.uint8)
image = tf.constant(img)


def show(name, t):
    t = tf.convert_to_tensor(t)
    f = tf.cast(t, tf.float32)
    print(
        name,
        t.dtype.name,
        t.shape,
        tf.reduce_mean(f).numpy().round(4),
        tf.math.reduce_std(f).numpy().round(4),
        tf.reshape(f, [-1])[5:8].numpy().round(4).tolist(),
    )


show("flip", tf.image.flip_left_right(image))
show("updown", tf.image.flip_up_down(image))
show("gray", tf.image.rgb_to_grayscale(image))
show("sat", tf.image.adjust_saturation(image, 3))
show("bright", tf.image.adjust_brightness(image, 0.4))
show("contrast", tf.image.adjust_contrast(image, 1.5))
show("hue", tf.image.adjust_hue(image, 0.1))
show(
    "gamma",
    tf.image.adjust_gamma(tf.image.convert_image_dtype(image, tf.float32), gamma=0.8, gain=1.1),
)
show("crop", tf.image.central_crop(image, central_fraction=0.5))
show("rot", tf.image.rot90(image, k=3))
for i in range(2):
    seed = (i, 0)
    show("sl_bright", tf.image.stateless_random_brightness(image, max_delta=0.95, seed=seed))
    show("sl_contrast", tf.image.stateless_random_contrast(image, lower=0.1, upper=0.9, seed=seed))
    show("sl_crop", tf.image.stateless_random_crop(image, size=[12, 14, 3], seed=seed))
    show("sl_flip", tf.image.stateless_random_flip_left_right(image, seed))
    show("sl_hue", tf.image.stateless_random_hue(image, 0.2, seed))
    show("sl_sat", tf.image.stateless_random_saturation(image, 0.5, 1.5, seed))
for m in (
    "bilinear",
    "nearest",
    "bicubic",
    "area",
    "lanczos3",
    "lanczos5",
    "gaussian",
    "mitchellcubic",
):
    show(m, tf.image.resize(image, [13, 17], method=m))
show("aa", tf.image.resize(image, (10, 11), antialias=True))
show("par", tf.image.resize(image, [40, 40], preserve_aspect_ratio=True))
show("crop_pad", tf.image.resize_with_crop_or_pad(image, 30, 20))
show("rpad", tf.image.resize_with_pad(image, 20, 40))
show("pad", tf.image.pad_to_bounding_box(image, 2, 3, 30, 40))
show("cbb", tf.image.crop_to_bounding_box(image, 2, 3, 10, 12))
show("std", tf.image.per_image_standardization(image))
show("hsv", tf.image.rgb_to_hsv(tf.image.convert_image_dtype(image, tf.float32)))
show("yuv", tf.image.rgb_to_yuv(image / 255))
show("sobel", tf.image.sobel_edges(tf.cast(image, tf.float32)[tf.newaxis])[..., 0])
show(
    "back",
    tf.image.convert_image_dtype(
        tf.image.hsv_to_rgb(tf.image.rgb_to_hsv(tf.cast(image, tf.float32) / 255.0)),
        tf.uint8,
        saturate=True,
    ),
)
boxes = tf.constant([[0.1, 0.2, 0.8, 0.9]])
batch = tf.cast(image, tf.float32)[None]
show("car", tf.image.crop_and_resize(batch, boxes, box_indices=[0], crop_size=[8, 9]))
show("draw", tf.image.draw_bounding_boxes(batch, boxes[None], colors=[[255.0, 0.0, 0.0]]))
show(
    "patches",
    tf.image.extract_patches(
        batch, sizes=[1, 6, 6, 1], strides=[1, 6, 6, 1], rates=[1, 1, 1, 1], padding="VALID"
    ),
)
show("trans", tf.raw_ops.Identity(input=image) if False else image)
print(
    tf.image.psnr(image, tf.image.flip_left_right(image), max_val=255),
    tf.image.ssim(batch, batch * 0.9, 255.0),
    tf.image.total_variation(batch),
)
dx, dy = tf.image.image_gradients(batch)
print(tf.reduce_mean(dx), tf.reduce_max(dy))
png = tf.io.encode_png(image)
dec = tf.io.decode_png(png, channels=3)
print(
    tf.reduce_all(dec == image),
    dec.dtype,
    tf.io.decode_image(png).shape,
    tf.image.decode_png(png, channels=1).shape,
)
jpg = tf.io.encode_jpeg(image, quality=95)
print(
    tf.reduce_mean(tf.abs(tf.cast(tf.io.decode_jpeg(jpg), tf.float32) - tf.cast(image, tf.float32)))
    < 12
)


def augment(image_label, seed):
    image, label = image_label
    image = tf.image.resize(tf.cast(image, tf.float32) / 255.0, [16, 16])
    image = tf.image.resize_with_crop_or_pad(image, 16 + 6, 16 + 6)
    new_seed = tf.random.split(seed, num=1)[0, :]
    image = tf.image.stateless_random_crop(image, size=[16, 16, 3], seed=seed)
    image = tf.image.stateless_random_brightness(image, max_delta=0.5, seed=new_seed)
    return tf.clip_by_value(image, 0, 1), label


ds = tf.data.Dataset.zip(
    (
        tf.data.Dataset.from_tensor_slices(([img] * 3, [0, 1, 2])),
        tf.data.Dataset.counter().map(lambda x: (x, x))
        if False
        else tf.data.Dataset.from_tensor_slices([[0, 0], [1, 1], [2, 2]]),
    )
)
for im, lab in ds.map(augment, num_parallel_calls=tf.data.AUTOTUNE).batch(3):
    show("aug", im)
    print(lab)
for bad in (
    lambda: tf.image.central_crop(image, 0.0),
    lambda: tf.image.resize(image, [2]),
    lambda: tf.image.resize(image, [4, 4], method="foo"),
    lambda: tf.image.random_crop(image, [99, 9, 3]) if hasattr(tf.image, "random_crop") else 1,
):
    try:
        print("none", bad())
    except Exception as e:
        print(type(e).__name__)
