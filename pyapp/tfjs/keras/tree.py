"""`tf.keras.tree`: nested lists, tuples and dicts."""

from tfjs.nest import assert_same_structure as assert_same_structure
from tfjs.nest import flatten as flatten
from tfjs.nest import is_nested as is_nested
from tfjs.nest import map_structure as map_structure
from tfjs.nest import pack_sequence_as as pack_sequence_as
