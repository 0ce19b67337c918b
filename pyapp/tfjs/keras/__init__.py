"""`tf.keras`, with the semantics of Keras 3."""

from tfjs.keras import _absent
from tfjs.keras import activations as activations
from tfjs.keras import applications as applications
from tfjs.keras import backend as backend
from tfjs.keras import callbacks as callbacks
from tfjs.keras import config as config
from tfjs.keras import constraints as constraints
from tfjs.keras import datasets as datasets
from tfjs.keras import dtype_policies as dtype_policies
from tfjs.keras import initializers as initializers
from tfjs.keras import layers as layers
from tfjs.keras import losses as losses
from tfjs.keras import metrics as metrics
from tfjs.keras import mixed_precision as mixed_precision
from tfjs.keras import models as models
from tfjs.keras import ops as ops
from tfjs.keras import optimizers as optimizers
from tfjs.keras import preprocessing as preprocessing
from tfjs.keras import quantizers as quantizers
from tfjs.keras import random as random
from tfjs.keras import regularizers as regularizers
from tfjs.keras import saving as saving
from tfjs.keras import tree as tree
from tfjs.keras import utils as utils
from tfjs.keras.dtype_policies import DTypePolicy as DTypePolicy
from tfjs.keras.dtype_policies import FloatDTypePolicy as FloatDTypePolicy
from tfjs.keras.engine.context import device as device
from tfjs.keras.engine.context import name_scope as name_scope
from tfjs.keras.engine.input_layer import Input as Input
from tfjs.keras.engine.input_spec import InputSpec as InputSpec
from tfjs.keras.engine.keras_tensor import KerasTensor as KerasTensor
from tfjs.keras.engine.layer import Layer as Layer
from tfjs.keras.engine.model import Model as Model
from tfjs.keras.engine.operation import Operation as Operation
from tfjs.keras.engine.sequential import Sequential as Sequential
from tfjs.keras.engine.variable import Variable as Variable
from tfjs.keras.initializers.initializer import Initializer as Initializer
from tfjs.keras.losses.loss import Loss as Loss
from tfjs.keras.metrics.metric import Metric as Metric
from tfjs.keras.optimizers.optimizer import Optimizer as Optimizer
from tfjs.keras.quantizers import Quantizer as Quantizer
from tfjs.keras.regularizers.regularizer import Regularizer as Regularizer

__version__ = "3.15.1"


def version() -> str:
    """The version of Keras whose API this is."""
    return __version__


__getattr__ = _absent.answer(__name__)
