"""`tf.function`: run a Python function once, then replay what it computed."""

from tfjs.function.config import functions_run_eagerly as functions_run_eagerly
from tfjs.function.config import run_functions_eagerly as run_functions_eagerly
from tfjs.function.polymorphic import Function as Function
from tfjs.function.polymorphic import function as function
