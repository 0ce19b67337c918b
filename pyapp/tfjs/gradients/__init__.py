"""Gradients: tapes, and functions whose gradient is given by hand."""

from tfjs.gradients.custom import custom_gradient as custom_gradient
from tfjs.gradients.custom import recompute_grad as recompute_grad
from tfjs.gradients.custom import stop_gradient as stop_gradient
from tfjs.gradients.tape import GradientTape as GradientTape
from tfjs.gradients.tape import UnconnectedGradients as UnconnectedGradients
