"""Optimizers: how gradients change variables."""

from tfjs.keras.optimizers.adam import Adam as Adam
from tfjs.keras.optimizers.optimizer import Optimizer as Optimizer
from tfjs.keras.optimizers.sgd import SGD as SGD
