"""The operations, one file per family. The names gathered here are what operators and `tf` use."""

import sys

from tfjs import _operators
from tfjs.ops._arguments import as_tensor as as_tensor
from tfjs.ops.creation import constant as constant
from tfjs.ops.creation import convert_to_tensor as convert_to_tensor
from tfjs.ops.creation import ones as ones
from tfjs.ops.creation import zeros as zeros
from tfjs.ops.math import abs as abs
from tfjs.ops.math import add as add
from tfjs.ops.math import exp as exp
from tfjs.ops.math import multiply as multiply
from tfjs.ops.math import reduce_sum as reduce_sum
from tfjs.ops.math import subtract as subtract

_operators.bind(sys.modules[__name__])
