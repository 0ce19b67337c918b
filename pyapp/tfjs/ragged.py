"""`tf.ragged`."""

from typing import TYPE_CHECKING as _TYPE_CHECKING

from tfjs.ops.ragged_arithmetic import map_flat_values as map_flat_values
from tfjs.ops.ragged_creation import constant as constant
from tfjs.ops.ragged_creation import range as range
from tfjs.ops.ragged_creation import stack as stack
from tfjs.ops.ragged_creation import stack_dynamic_partitions as stack_dynamic_partitions
from tfjs.ops.ragged_indexing import boolean_mask as boolean_mask
from tfjs.ops.ragged_joining import row_splits_to_segment_ids as row_splits_to_segment_ids
from tfjs.ops.ragged_joining import segment_ids_to_row_splits as segment_ids_to_row_splits

if _TYPE_CHECKING:
    from tfjs.ops.ragged_crossing import cross as cross
    from tfjs.ops.ragged_crossing import cross_hashed as cross_hashed
