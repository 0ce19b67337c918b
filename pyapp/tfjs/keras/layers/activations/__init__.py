"""Activations as layers."""

from tfjs.keras.layers.activations.activation import Activation as Activation
from tfjs.keras.layers.activations.prelu import PReLU as PReLU
from tfjs.keras.layers.activations.rectifiers import ELU as ELU
from tfjs.keras.layers.activations.rectifiers import LeakyReLU as LeakyReLU
from tfjs.keras.layers.activations.rectifiers import ReLU as ReLU
from tfjs.keras.layers.activations.softmax import Softmax as Softmax
