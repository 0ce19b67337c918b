"""`tf.linalg.experimental`."""

from tfjs.ops.banded import conjugate_gradient as conjugate_gradient
