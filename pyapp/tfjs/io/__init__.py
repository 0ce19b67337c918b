"""`tf.io`: models from the web, from `/models/…` and from files."""

from tfjs.io._cache import CachedModel as CachedModel
from tfjs.io._cache import cached_models as cached_models
from tfjs.io._cache import clear_model_cache as clear_model_cache
from tfjs.io._load import load_graph_model as load_graph_model
from tfjs.io._load import load_layers_model as load_layers_model
from tfjs.io._load import load_model as load_model
from tfjs.io._model import GraphModel as GraphModel
from tfjs.io._model import LayersModel as LayersModel
from tfjs.io._model import ModelTensor as ModelTensor
