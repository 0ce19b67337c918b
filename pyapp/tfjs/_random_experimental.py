"""`tf.random.experimental`."""

from tfjs.generator import Algorithm as Algorithm
from tfjs.generator import Generator as Generator
from tfjs.generator import create_rng_state as create_rng_state
from tfjs.generator import get_global_generator as get_global_generator
from tfjs.generator import set_global_generator as set_global_generator
from tfjs.ops.stateless_random import fold_in as stateless_fold_in
from tfjs.ops.stateless_random import split as stateless_split
from tfjs.ops.stateless_random import stateless_shuffle as stateless_shuffle

__all__ = [
    "Algorithm",
    "Generator",
    "create_rng_state",
    "get_global_generator",
    "set_global_generator",
    "stateless_fold_in",
    "stateless_shuffle",
    "stateless_split",
]
