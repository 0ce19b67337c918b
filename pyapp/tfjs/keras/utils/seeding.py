"""One seed for everything that draws."""

from tfjs.keras import random
from tfjs.ops import random as tensors


def set_random_seed(seed: int) -> None:
    """Seed Python's `random`, NumPy, `tf.random`, and what Keras draws without a seed.

    Layers made after the same seed have the first weights, and drop the values, of Keras with
    TensorFlow after that seed.

    Args:
        seed: In `[0, 2**32)`.

    Raises:
        ValueError: Another number, or no int.
    """
    if not isinstance(seed, int):
        raise ValueError(
            "Expected `seed` argument to be an integer. "
            f"Received: seed={seed} (of type {type(seed)})"
        )
    tensors.set_random_seed(seed)
    random.forget_global_generator()
