"""`tf.keras`, with the semantics of Keras 3."""

from tfjs.keras import optimizers as optimizers
