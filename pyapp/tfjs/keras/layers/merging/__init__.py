"""Layers that make one tensor of several."""

from tfjs.keras.layers.merging.base_merge import Merge as Merge
from tfjs.keras.layers.merging.concatenate import Concatenate as Concatenate
from tfjs.keras.layers.merging.concatenate import concatenate as concatenate
from tfjs.keras.layers.merging.dot import Dot as Dot
from tfjs.keras.layers.merging.dot import dot as dot
from tfjs.keras.layers.merging.elementwise import Add as Add
from tfjs.keras.layers.merging.elementwise import Average as Average
from tfjs.keras.layers.merging.elementwise import Maximum as Maximum
from tfjs.keras.layers.merging.elementwise import Minimum as Minimum
from tfjs.keras.layers.merging.elementwise import Multiply as Multiply
from tfjs.keras.layers.merging.elementwise import Subtract as Subtract
from tfjs.keras.layers.merging.elementwise import add as add
from tfjs.keras.layers.merging.elementwise import average as average
from tfjs.keras.layers.merging.elementwise import maximum as maximum
from tfjs.keras.layers.merging.elementwise import minimum as minimum
from tfjs.keras.layers.merging.elementwise import multiply as multiply
from tfjs.keras.layers.merging.elementwise import subtract as subtract
