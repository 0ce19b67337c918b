"""The operations, one file per family; gathered here are those that Python's operators use."""

import sys

from tfjs import _operators
from tfjs.ops import ragged_joining as ragged_joining
from tfjs.ops import ragged_reductions as ragged_reductions
from tfjs.ops._arguments import as_tensor as as_tensor
from tfjs.ops.arithmetic import floordiv as floordiv
from tfjs.ops.arithmetic import floormod as floormod
from tfjs.ops.arithmetic import pow as pow
from tfjs.ops.arithmetic import round as round
from tfjs.ops.arithmetic import truediv as truediv
from tfjs.ops.assignment import batch_scattered as batch_scattered
from tfjs.ops.assignment import densified as densified
from tfjs.ops.assignment import read_nd as read_nd
from tfjs.ops.assignment import scattered as scattered
from tfjs.ops.assignment import scattered_nd as scattered_nd
from tfjs.ops.assignment import sparse_read as sparse_read
from tfjs.ops.assignment import with_slice as with_slice
from tfjs.ops.casting import cast as cast
from tfjs.ops.casting import identity as identity
from tfjs.ops.comparison import and_ as and_
from tfjs.ops.comparison import invert as invert
from tfjs.ops.comparison import or_ as or_
from tfjs.ops.comparison import tensor_equals as tensor_equals
from tfjs.ops.comparison import tensor_not_equals as tensor_not_equals
from tfjs.ops.comparison import xor_ as xor_
from tfjs.ops.creation import constant as constant
from tfjs.ops.creation import convert_to_tensor as convert_to_tensor
from tfjs.ops.indexing import getitem as getitem
from tfjs.ops.joining import stack as stack
from tfjs.ops.joining import unstack as unstack
from tfjs.ops.linalg import matmul as matmul
from tfjs.ops.math import abs as abs
from tfjs.ops.math import add as add
from tfjs.ops.math import greater as greater
from tfjs.ops.math import greater_equal as greater_equal
from tfjs.ops.math import less as less
from tfjs.ops.math import less_equal as less_equal
from tfjs.ops.math import multiply as multiply
from tfjs.ops.math import negative as negative
from tfjs.ops.math import subtract as subtract
from tfjs.ops.partition import boolean_mask as boolean_mask
from tfjs.ops.ragged_conversion import ragged_from_sparse as ragged_from_sparse
from tfjs.ops.ragged_conversion import ragged_from_tensor as ragged_from_tensor
from tfjs.ops.ragged_conversion import ragged_merge_dims as ragged_merge_dims
from tfjs.ops.ragged_conversion import ragged_to_sparse as ragged_to_sparse
from tfjs.ops.ragged_conversion import ragged_to_tensor as ragged_to_tensor
from tfjs.ops.ragged_indexing import ragged_getitem as ragged_getitem

_operators.bind(sys.modules[__name__])
