"""Control flow on tensors' values: branches, loops, and functions mapped over rows."""

from tfjs.flow.branches import case as case
from tfjs.flow.branches import cond as cond
from tfjs.flow.branches import switch_case as switch_case
from tfjs.flow.loops import while_loop as while_loop
from tfjs.flow.mapping import map_fn as map_fn
from tfjs.flow.mapping import vectorized_map as vectorized_map
from tfjs.flow.scanning import foldl as foldl
from tfjs.flow.scanning import foldr as foldr
from tfjs.flow.scanning import scan as scan
