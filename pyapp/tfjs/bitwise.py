"""`tf.bitwise`."""

from tfjs.ops.bitwise import bitwise_and as bitwise_and
from tfjs.ops.bitwise import bitwise_or as bitwise_or
from tfjs.ops.bitwise import bitwise_xor as bitwise_xor
from tfjs.ops.bitwise import invert as invert
from tfjs.ops.bitwise import left_shift as left_shift
from tfjs.ops.bitwise import right_shift as right_shift
