"""What few programs need: parts of images at random, glimpses, moving averages."""

from __future__ import annotations

from ask import Case, e

IMAGE = "tf.reshape(tf.range(60.) % 17., [2, 6, 5, 1])"
BOXES = "[[[0.1, 0.2, 0.8, 0.9], [0.5, 0.5, 0.6, 0.7]]]"
AVERAGES = (
    "(lambda v, ema: [ema.apply([v]), v.assign([3., -1.]), ema.apply([v]), v.assign_add([1., 1.]),"
    " ema.apply([v]), ema.average(v).read_value()][-1])(tf.Variable([1., 2.]), "
    "tf.train.ExponentialMovingAverage({}))"
)


def _parts() -> list[str]:
    f = "tf.image.stateless_sample_distorted_bounding_box"
    texts = [f"{f}([50, 60, 3], {BOXES}, [{seed}, 2])" for seed in range(8)]
    for more in (
        "min_object_covered=0.9",
        "aspect_ratio_range=[0.5, 2.], area_range=[0.3, 0.9]",
        "aspect_ratio_range=[1., 1.], area_range=[0.1, 0.1], max_attempts=3",
        "area_range=[0.99, 1.], max_attempts=1",
    ):
        texts += [f"{f}([31, 77, 1], {BOXES}, [{seed}, 7], {more})" for seed in (1, 2, 3)]
    return [
        *texts,
        (
            f"{f}(tf.constant([20, 30, 3], tf.int64), tf.zeros([1, 0, 4]), [1, 1], "
            "use_image_if_no_bounding_boxes=True)"
        ),
        f"{f}([20, 30, 3], tf.zeros([1, 0, 4]), [1, 1])",
        f"{f}([20, 30], {BOXES}, [1, 1])",
        f"{f}([20, 30, 3], [[0., 0., 1., 1.]], [1, 1])",
        f"{f}([20, 30, 3], [[[0., 0., 1., 2.]]], [1, 1])",
        f"{f}([20, 30, 3], {BOXES}, [1, 1], area_range=[0.5, 2.])",
        (
            f"tf.image.sample_distorted_bounding_box([40, 30, 3], {BOXES}, seed=5, "
            "area_range=[1., 1.], aspect_ratio_range=[0.75, 0.75])"
        ),
    ]


def _glimpses() -> list[str]:
    f = f"tf.image.extract_glimpse({IMAGE}, "
    return [
        f"{f}[3, 3], [[0., 0.], [0.5, -0.25]])",
        f"{f}[2, 3], [[1., 1.], [-1., -1.]], noise='zero')",
        f"{f}[2, 2], [[1., 1.], [4., 2.]], centered=False, normalized=False)",
        f"{f}[2, 2], [[0.1, 0.2], [0.4, 0.6]], centered=False)",
        f"{f}[2, 2], [[0.5, 0.2], [-1.2, 1.]], normalized=False, noise='zero')",
        f"{f}[2, 2], [[9., 9.], [-9., 0.]], centered=False, normalized=False, noise='zero')",
        f"{f}[9, 2], [[0., 0.], [0., 0.]], noise='zero')",
        f"{f}[2, 2], [[0., 0.]])",
    ]


def besides() -> list[Case]:
    averages = [AVERAGES.format(given) for given in ("0.9", "0.5, num_updates=3", "decay=0.")]
    return [e(text) for text in (*_parts(), *_glimpses(), *averages)]


FAMILIES = {"besides": besides}
