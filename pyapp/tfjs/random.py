"""`tf.random`."""

from tfjs.ops.random import gamma as gamma
from tfjs.ops.random import normal as normal
from tfjs.ops.random import set_seed as set_seed
from tfjs.ops.random import shuffle as shuffle
from tfjs.ops.random import truncated_normal as truncated_normal
from tfjs.ops.random import uniform as uniform
