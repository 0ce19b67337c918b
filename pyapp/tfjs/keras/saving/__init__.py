"""`tf.keras.saving`: models and their parts as configs and files."""

from tfjs.keras.saving.api import load_model as load_model
from tfjs.keras.saving.api import save_model as save_model
from tfjs.keras.saving.registration import CustomObjectScope as CustomObjectScope
from tfjs.keras.saving.registration import custom_object_scope as custom_object_scope
from tfjs.keras.saving.registration import get_custom_objects as get_custom_objects
from tfjs.keras.saving.registration import get_registered_name as get_registered_name
from tfjs.keras.saving.registration import get_registered_object as get_registered_object
from tfjs.keras.saving.registration import (
    register_keras_serializable as register_keras_serializable,
)
from tfjs.keras.saving.serialization import deserialize_keras_object as deserialize_keras_object
from tfjs.keras.saving.serialization import serialize_keras_object as serialize_keras_object
from tfjs.keras.saving.weights import load_weights as load_weights
from tfjs.keras.saving.weights import save_weights as save_weights
