"""`tf.io`: models from the web, from `/models/…` and from files; files and pictures."""

from tfjs.io._cache import CachedModel as CachedModel
from tfjs.io._cache import cached_models as cached_models
from tfjs.io._cache import clear_model_cache as clear_model_cache
from tfjs.io._load import load_graph_model as load_graph_model
from tfjs.io._load import load_layers_model as load_layers_model
from tfjs.io._load import load_model as load_model
from tfjs.io._model import GraphModel as GraphModel
from tfjs.io._model import LayersModel as LayersModel
from tfjs.io._model import ModelTensor as ModelTensor
from tfjs.io.pictures import decode_bmp as decode_bmp
from tfjs.io.pictures import decode_gif as decode_gif
from tfjs.io.pictures import decode_image as decode_image
from tfjs.io.pictures import decode_jpeg as decode_jpeg
from tfjs.io.pictures import decode_png as decode_png
from tfjs.io.pictures import encode_jpeg as encode_jpeg
from tfjs.io.pictures import encode_png as encode_png
from tfjs.io.pictures import read_file as read_file
from tfjs.io.pictures import write_file as write_file
