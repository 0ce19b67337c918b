"""`tf.sparse`."""

from tfjs.ops.sparse import add as add
from tfjs.ops.sparse import concat as concat
from tfjs.ops.sparse import expand_dims as expand_dims
from tfjs.ops.sparse import eye as eye
from tfjs.ops.sparse import fill_empty_rows as fill_empty_rows
from tfjs.ops.sparse import from_dense as from_dense
from tfjs.ops.sparse import map_values as map_values
from tfjs.ops.sparse import reduce_sum as reduce_sum
from tfjs.ops.sparse import reorder as reorder
from tfjs.ops.sparse import reshape as reshape
from tfjs.ops.sparse import retain as retain
from tfjs.ops.sparse import slice as slice
from tfjs.ops.sparse import softmax as softmax
from tfjs.ops.sparse import sparse_dense_matmul as sparse_dense_matmul
from tfjs.ops.sparse import to_dense as to_dense
from tfjs.ops.sparse import transpose as transpose
from tfjs.sparse_tensor import SparseTensor as SparseTensor
