"""`tf.autodiff`."""

from tfjs.forward import ForwardAccumulator as ForwardAccumulator
from tfjs.gradients.tape import GradientTape as GradientTape
