"""`tf.types`: names for annotations."""

from tfjs.types import experimental as experimental
