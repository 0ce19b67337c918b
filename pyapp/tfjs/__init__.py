"""TensorFlow in the browser, computed by TensorFlow.js: `import tfjs as tf`."""

from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

from tfjs import autograph as autograph
from tfjs import backend as backend
from tfjs import bitwise as bitwise
from tfjs import config as config
from tfjs import debugging as debugging
from tfjs import dtypes as dtypes
from tfjs import errors as errors
from tfjs import image as image
from tfjs import io as io
from tfjs import linalg as linalg
from tfjs import lookup as lookup
from tfjs import math as math
from tfjs import nest as nest
from tfjs import nn as nn
from tfjs import ragged as ragged
from tfjs import random as random
from tfjs import sets as sets
from tfjs import signal as signal
from tfjs import sparse as sparse
from tfjs import strings as strings
from tfjs import tasks as tasks
from tfjs._devices import device as device
from tfjs._scopes import name_scope as name_scope
from tfjs.composite_specs import RaggedTensorSpec as RaggedTensorSpec
from tfjs.composite_specs import SparseTensorSpec as SparseTensorSpec
from tfjs.context import broadcast_dynamic_shape as broadcast_dynamic_shape
from tfjs.context import control_dependencies as control_dependencies
from tfjs.context import executing_eagerly as executing_eagerly
from tfjs.context import get_current_name_scope as get_current_name_scope
from tfjs.context import get_static_value as get_static_value
from tfjs.context import group as group
from tfjs.context import identity_n as identity_n
from tfjs.context import init_scope as init_scope
from tfjs.context import inside_function as inside_function
from tfjs.context import is_symbolic_tensor as is_symbolic_tensor
from tfjs.context import is_tensor as is_tensor
from tfjs.context import make_ndarray as make_ndarray
from tfjs.context import no_op as no_op
from tfjs.context import numpy_function as numpy_function
from tfjs.context import py_function as py_function
from tfjs.context import shape_n as shape_n
from tfjs.context import timestamp as timestamp
from tfjs.context import tuple as tuple
from tfjs.debugging import Assert as Assert
from tfjs.debugging import assert_equal as assert_equal
from tfjs.debugging import assert_greater as assert_greater
from tfjs.debugging import assert_less as assert_less
from tfjs.debugging import assert_rank as assert_rank
from tfjs.dtypes import DType as DType
from tfjs.dtypes import as_dtype as as_dtype
from tfjs.dtypes import bfloat16 as bfloat16
from tfjs.dtypes import bool as bool
from tfjs.dtypes import complex64 as complex64
from tfjs.dtypes import complex128 as complex128
from tfjs.dtypes import double as double
from tfjs.dtypes import float16 as float16
from tfjs.dtypes import float32 as float32
from tfjs.dtypes import float64 as float64
from tfjs.dtypes import half as half
from tfjs.dtypes import int8 as int8
from tfjs.dtypes import int16 as int16
from tfjs.dtypes import int32 as int32
from tfjs.dtypes import int64 as int64
from tfjs.dtypes import string as string
from tfjs.dtypes import uint8 as uint8
from tfjs.dtypes import uint16 as uint16
from tfjs.dtypes import uint32 as uint32
from tfjs.dtypes import uint64 as uint64
from tfjs.flow import case as case
from tfjs.flow import cond as cond
from tfjs.flow import foldl as foldl
from tfjs.flow import foldr as foldr
from tfjs.flow import map_fn as map_fn
from tfjs.flow import scan as scan
from tfjs.flow import switch_case as switch_case
from tfjs.flow import vectorized_map as vectorized_map
from tfjs.flow import while_loop as while_loop
from tfjs.function import function as function
from tfjs.gradients import GradientTape as GradientTape
from tfjs.gradients import UnconnectedGradients as UnconnectedGradients
from tfjs.gradients import custom_gradient as custom_gradient
from tfjs.gradients import recompute_grad as recompute_grad
from tfjs.gradients import stop_gradient as stop_gradient
from tfjs.indexed_slices import IndexedSlices as IndexedSlices
from tfjs.initial_values import constant_initializer as constant_initializer
from tfjs.initial_values import ones_initializer as ones_initializer
from tfjs.initial_values import random_normal_initializer as random_normal_initializer
from tfjs.initial_values import random_uniform_initializer as random_uniform_initializer
from tfjs.initial_values import zeros_initializer as zeros_initializer
from tfjs.module import Module as Module
from tfjs.ops.arithmetic import add_n as add_n
from tfjs.ops.arithmetic import clip_by_value as clip_by_value
from tfjs.ops.arithmetic import divide as divide
from tfjs.ops.arithmetic import pow as pow
from tfjs.ops.arithmetic import realdiv as realdiv
from tfjs.ops.arithmetic import round as round
from tfjs.ops.arithmetic import scalar_mul as scalar_mul
from tfjs.ops.arithmetic import sign as sign
from tfjs.ops.arithmetic import truediv as truediv
from tfjs.ops.arithmetic import truncatediv as truncatediv
from tfjs.ops.arithmetic import truncatemod as truncatemod
from tfjs.ops.assignment import tensor_scatter_nd_max as tensor_scatter_nd_max
from tfjs.ops.assignment import tensor_scatter_nd_min as tensor_scatter_nd_min
from tfjs.ops.bits import bitcast as bitcast
from tfjs.ops.blocks import batch_to_space as batch_to_space
from tfjs.ops.blocks import space_to_batch as space_to_batch
from tfjs.ops.blocks import space_to_batch_nd as space_to_batch_nd
from tfjs.ops.casting import cast as cast
from tfjs.ops.casting import identity as identity
from tfjs.ops.casting import saturate_cast as saturate_cast
from tfjs.ops.clipping import clip_by_global_norm as clip_by_global_norm
from tfjs.ops.clipping import clip_by_norm as clip_by_norm
from tfjs.ops.comparison import equal as equal
from tfjs.ops.comparison import not_equal as not_equal
from tfjs.ops.comparison import where as where
from tfjs.ops.complex import complex as complex
from tfjs.ops.counting import histogram_fixed_width as histogram_fixed_width
from tfjs.ops.counting import histogram_fixed_width_bins as histogram_fixed_width_bins
from tfjs.ops.creation import constant as constant
from tfjs.ops.creation import convert_to_tensor as convert_to_tensor
from tfjs.ops.creation import fill as fill
from tfjs.ops.creation import ones as ones
from tfjs.ops.creation import ones_like as ones_like
from tfjs.ops.creation import zeros as zeros
from tfjs.ops.creation import zeros_like as zeros_like
from tfjs.ops.einsum import einsum as einsum
from tfjs.ops.gathering import gather as gather
from tfjs.ops.gathering import gather_nd as gather_nd
from tfjs.ops.gathering import scatter_nd as scatter_nd
from tfjs.ops.gathering import tensor_scatter_nd_add as tensor_scatter_nd_add
from tfjs.ops.gathering import tensor_scatter_nd_sub as tensor_scatter_nd_sub
from tfjs.ops.gathering import tensor_scatter_nd_update as tensor_scatter_nd_update
from tfjs.ops.indexing import newaxis as newaxis
from tfjs.ops.indexing import strided_slice as strided_slice
from tfjs.ops.joining import concat as concat
from tfjs.ops.joining import meshgrid as meshgrid
from tfjs.ops.joining import parallel_stack as parallel_stack
from tfjs.ops.joining import repeat as repeat
from tfjs.ops.joining import roll as roll
from tfjs.ops.joining import sequence_mask as sequence_mask
from tfjs.ops.joining import split as split
from tfjs.ops.joining import stack as stack
from tfjs.ops.joining import unstack as unstack
from tfjs.ops.linalg import matmul as matmul
from tfjs.ops.linalg import tensordot as tensordot
from tfjs.ops.math import abs as abs
from tfjs.ops.math import acos as acos
from tfjs.ops.math import acosh as acosh
from tfjs.ops.math import add as add
from tfjs.ops.math import asin as asin
from tfjs.ops.math import asinh as asinh
from tfjs.ops.math import atan as atan
from tfjs.ops.math import atan2 as atan2
from tfjs.ops.math import atanh as atanh
from tfjs.ops.math import cos as cos
from tfjs.ops.math import cosh as cosh
from tfjs.ops.math import exp as exp
from tfjs.ops.math import floor as floor
from tfjs.ops.math import greater as greater
from tfjs.ops.math import greater_equal as greater_equal
from tfjs.ops.math import less as less
from tfjs.ops.math import less_equal as less_equal
from tfjs.ops.math import logical_and as logical_and
from tfjs.ops.math import logical_not as logical_not
from tfjs.ops.math import logical_or as logical_or
from tfjs.ops.math import maximum as maximum
from tfjs.ops.math import minimum as minimum
from tfjs.ops.math import multiply as multiply
from tfjs.ops.math import negative as negative
from tfjs.ops.math import sigmoid as sigmoid
from tfjs.ops.math import sin as sin
from tfjs.ops.math import sinh as sinh
from tfjs.ops.math import sqrt as sqrt
from tfjs.ops.math import square as square
from tfjs.ops.math import subtract as subtract
from tfjs.ops.math import tan as tan
from tfjs.ops.math import tanh as tanh
from tfjs.ops.norms import norm as norm
from tfjs.ops.order import unravel_index as unravel_index
from tfjs.ops.partition import boolean_mask as boolean_mask
from tfjs.ops.partition import dynamic_partition as dynamic_partition
from tfjs.ops.partition import dynamic_stitch as dynamic_stitch
from tfjs.ops.patches import extract_volume_patches as extract_volume_patches
from tfjs.ops.reductions import argmax as argmax
from tfjs.ops.reductions import argmin as argmin
from tfjs.ops.reductions import cumsum as cumsum
from tfjs.ops.reductions import reduce_all as reduce_all
from tfjs.ops.reductions import reduce_any as reduce_any
from tfjs.ops.reductions import reduce_logsumexp as reduce_logsumexp
from tfjs.ops.reductions import reduce_max as reduce_max
from tfjs.ops.reductions import reduce_mean as reduce_mean
from tfjs.ops.reductions import reduce_min as reduce_min
from tfjs.ops.reductions import reduce_prod as reduce_prod
from tfjs.ops.reductions import reduce_sum as reduce_sum
from tfjs.ops.sequences import eye as eye
from tfjs.ops.sequences import linspace as linspace
from tfjs.ops.sequences import one_hot as one_hot
from tfjs.ops.sequences import range as range
from tfjs.ops.shaping import broadcast_static_shape as broadcast_static_shape
from tfjs.ops.shaping import broadcast_to as broadcast_to
from tfjs.ops.shaping import ensure_shape as ensure_shape
from tfjs.ops.shaping import expand_dims as expand_dims
from tfjs.ops.shaping import pad as pad
from tfjs.ops.shaping import rank as rank
from tfjs.ops.shaping import reshape as reshape
from tfjs.ops.shaping import reverse as reverse
from tfjs.ops.shaping import shape as shape
from tfjs.ops.shaping import size as size
from tfjs.ops.shaping import squeeze as squeeze
from tfjs.ops.shaping import tile as tile
from tfjs.ops.shaping import transpose as transpose
from tfjs.ops.slicing import slice as slice
from tfjs.ops.sorting import argsort as argsort
from tfjs.ops.sorting import searchsorted as searchsorted
from tfjs.ops.sorting import sort as sort
from tfjs.ops.sorting import unique as unique
from tfjs.ops.sorting import unique_with_counts as unique_with_counts
from tfjs.ops.strings_numbers import as_string as as_string
from tfjs.printing import print as print
from tfjs.ragged_tensor import RaggedTensor as RaggedTensor
from tfjs.sparse_tensor import SparseTensor as SparseTensor
from tfjs.tensor import Tensor as Tensor
from tfjs.tensor_array import TensorArray as TensorArray
from tfjs.tensor_shape import TensorShape as TensorShape
from tfjs.type_spec import TensorSpec as TensorSpec
from tfjs.type_spec import TypeSpec as TypeSpec
from tfjs.type_spec import type_spec_from_value as type_spec_from_value
from tfjs.variable import Variable as Variable
from tfjs.variable import VariableAggregation as VariableAggregation
from tfjs.variable import VariableSynchronization as VariableSynchronization

if _TYPE_CHECKING:
    from tfjs import keras as keras
    from tfjs import train as train

__version__ = "0.1.0"

_LATER = {
    "data": "data",
    "keras": "keras",
    "initializers": "keras.initializers",
    "losses": "keras.losses",
    "metrics": "keras.metrics",
    "optimizers": "keras.optimizers",
    "train": "train",
}
"""Packages that take time to load, which they do when they are first mentioned."""


def __getattr__(name: str) -> _Any:
    if name in _LATER:
        import importlib

        return importlib.import_module(f"{__name__}.{_LATER[name]}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


backend.use("auto")
