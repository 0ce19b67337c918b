"""TensorFlow in the browser, computed by TensorFlow.js: `import tfjs as tf`."""

from tfjs import backend as backend
from tfjs import dtypes as dtypes
from tfjs import errors as errors
from tfjs import io as io
from tfjs.ops import abs as abs
from tfjs.ops import add as add
from tfjs.ops import constant as constant
from tfjs.ops import convert_to_tensor as convert_to_tensor
from tfjs.ops import exp as exp
from tfjs.ops import multiply as multiply
from tfjs.ops import ones as ones
from tfjs.ops import reduce_sum as reduce_sum
from tfjs.ops import subtract as subtract
from tfjs.ops import zeros as zeros
from tfjs.tensor import Tensor as Tensor
from tfjs.tensor_shape import TensorShape as TensorShape
from tfjs.variable import Variable as Variable

__version__ = "0.1.0"

backend.use("auto")
