"""Optimizers: how gradients change variables."""

from tfjs.keras.optimizers import legacy as legacy
from tfjs.keras.optimizers import schedules as schedules
from tfjs.keras.optimizers.adadelta import Adadelta as Adadelta
from tfjs.keras.optimizers.adafactor import Adafactor as Adafactor
from tfjs.keras.optimizers.adagrad import Adagrad as Adagrad
from tfjs.keras.optimizers.adam import Adam as Adam
from tfjs.keras.optimizers.adam import AdamW as AdamW
from tfjs.keras.optimizers.adamax import Adamax as Adamax
from tfjs.keras.optimizers.configs import deserialize as deserialize
from tfjs.keras.optimizers.configs import get as get
from tfjs.keras.optimizers.configs import serialize as serialize
from tfjs.keras.optimizers.ftrl import Ftrl as Ftrl
from tfjs.keras.optimizers.lamb import Lamb as Lamb
from tfjs.keras.optimizers.lion import Lion as Lion
from tfjs.keras.optimizers.loss_scale_optimizer import LossScaleOptimizer as LossScaleOptimizer
from tfjs.keras.optimizers.multi_optimizer import MultiOptimizer as MultiOptimizer
from tfjs.keras.optimizers.multi_optimizer import OptimizerMap as OptimizerMap
from tfjs.keras.optimizers.muon import Muon as Muon
from tfjs.keras.optimizers.nadam import Nadam as Nadam
from tfjs.keras.optimizers.optimizer import Optimizer as Optimizer
from tfjs.keras.optimizers.rmsprop import RMSprop as RMSprop
from tfjs.keras.optimizers.schedule_free_adamw import ScheduleFreeAdamW as ScheduleFreeAdamW
from tfjs.keras.optimizers.sgd import SGD as SGD
