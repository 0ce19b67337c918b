"""`tf.keras.utils`."""

from tfjs.keras.backend import clear_session as clear_session
from tfjs.keras.config import disable_interactive_logging as disable_interactive_logging
from tfjs.keras.config import enable_interactive_logging as enable_interactive_logging
from tfjs.keras.config import is_interactive_logging_enabled as is_interactive_logging_enabled
from tfjs.keras.engine.diagram import model_to_dot as model_to_dot
from tfjs.keras.engine.diagram import plot_model as plot_model
from tfjs.keras.engine.dtypes import standardize_dtype as standardize_dtype
from tfjs.keras.engine.keras_tensor import is_keras_tensor as is_keras_tensor
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
from tfjs.keras.training.adapters.py_dataset import PyDataset as PyDataset
from tfjs.keras.training.batches import pack_x_y_sample_weight as pack_x_y_sample_weight
from tfjs.keras.training.batches import unpack_x_y_sample_weight as unpack_x_y_sample_weight
from tfjs.keras.training.progbar import Progbar as Progbar
from tfjs.keras.utils import bounding_boxes as bounding_boxes
from tfjs.keras.utils.audio_dataset import (
    audio_dataset_from_directory as audio_dataset_from_directory,
)
from tfjs.keras.utils.downloads import get_file as get_file
from tfjs.keras.utils.feature_space import FeatureSpace as FeatureSpace
from tfjs.keras.utils.image_dataset import (
    image_dataset_from_directory as image_dataset_from_directory,
)
from tfjs.keras.utils.numbers import normalize as normalize
from tfjs.keras.utils.numbers import pad_sequences as pad_sequences
from tfjs.keras.utils.numbers import to_categorical as to_categorical
from tfjs.keras.utils.pictures import array_to_img as array_to_img
from tfjs.keras.utils.pictures import img_to_array as img_to_array
from tfjs.keras.utils.pictures import load_img as load_img
from tfjs.keras.utils.pictures import save_img as save_img
from tfjs.keras.utils.seeding import set_random_seed as set_random_seed
from tfjs.keras.utils.source_inputs import get_source_inputs as get_source_inputs
from tfjs.keras.utils.splitting import split_dataset as split_dataset
from tfjs.keras.utils.text_dataset import text_dataset_from_directory as text_dataset_from_directory
from tfjs.keras.utils.timeseries_dataset import (
    timeseries_dataset_from_array as timeseries_dataset_from_array,
)

Sequence = PyDataset
