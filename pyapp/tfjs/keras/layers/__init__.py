"""`tf.keras.layers`: what models are made of."""

from tfjs.keras.engine.input_spec import InputSpec as InputSpec
from tfjs.keras.engine.layer import Layer as Layer
