"""`tf.keras.models`: models, and what makes one from another or from a file."""

from tfjs.keras.engine.clone import clone_model as clone_model
from tfjs.keras.engine.functional import Functional as Functional
from tfjs.keras.engine.model import Model as Model
from tfjs.keras.engine.model import model_from_json as model_from_json
from tfjs.keras.engine.sequential import Sequential as Sequential
from tfjs.keras.saving.api import load_model as load_model
from tfjs.keras.saving.api import save_model as save_model
