"""`tf.sets`."""

from tfjs.ops.sets import difference as difference
from tfjs.ops.sets import intersection as intersection
from tfjs.ops.sets import size as size
from tfjs.ops.sets import union as union
