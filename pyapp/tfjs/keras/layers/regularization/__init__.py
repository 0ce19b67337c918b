"""Layers that keep a model from learning by heart."""

from tfjs.keras.layers.regularization.activity_regularization import (
    ActivityRegularization as ActivityRegularization,
)
from tfjs.keras.layers.regularization.dropout import Dropout as Dropout
from tfjs.keras.layers.regularization.dropout import SpatialDropout1D as SpatialDropout1D
from tfjs.keras.layers.regularization.dropout import SpatialDropout2D as SpatialDropout2D
from tfjs.keras.layers.regularization.dropout import SpatialDropout3D as SpatialDropout3D
from tfjs.keras.layers.regularization.noise import AlphaDropout as AlphaDropout
from tfjs.keras.layers.regularization.noise import GaussianDropout as GaussianDropout
from tfjs.keras.layers.regularization.noise import GaussianNoise as GaussianNoise
