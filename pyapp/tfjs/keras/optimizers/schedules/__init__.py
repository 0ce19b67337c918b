"""Learning rates that depend on how many steps were taken."""

from tfjs.keras.optimizers.schedules.configs import deserialize as deserialize
from tfjs.keras.optimizers.schedules.configs import serialize as serialize
from tfjs.keras.optimizers.schedules.cosine import CosineDecay as CosineDecay
from tfjs.keras.optimizers.schedules.cosine import CosineDecayRestarts as CosineDecayRestarts
from tfjs.keras.optimizers.schedules.decays import ExponentialDecay as ExponentialDecay
from tfjs.keras.optimizers.schedules.decays import InverseTimeDecay as InverseTimeDecay
from tfjs.keras.optimizers.schedules.learning_rate_schedule import (
    LearningRateSchedule as LearningRateSchedule,
)
from tfjs.keras.optimizers.schedules.piecewise import (
    PiecewiseConstantDecay as PiecewiseConstantDecay,
)
from tfjs.keras.optimizers.schedules.polynomial import PolynomialDecay as PolynomialDecay
