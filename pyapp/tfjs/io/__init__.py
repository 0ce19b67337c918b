"""`tf.io`: models from the web, from `/models/…` and from files; files and pictures."""

from typing import TYPE_CHECKING as _TYPE_CHECKING

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

if _TYPE_CHECKING:
    from tfjs.io import gfile as gfile
    from tfjs.io.features import FixedLenFeature as FixedLenFeature
    from tfjs.io.features import FixedLenSequenceFeature as FixedLenSequenceFeature
    from tfjs.io.features import RaggedFeature as RaggedFeature
    from tfjs.io.features import SparseFeature as SparseFeature
    from tfjs.io.features import VarLenFeature as VarLenFeature
    from tfjs.io.jpegs import decode_and_crop_jpeg as decode_and_crop_jpeg
    from tfjs.io.jpegs import decode_webp as decode_webp
    from tfjs.io.jpegs import extract_jpeg_shape as extract_jpeg_shape
    from tfjs.io.jpegs import is_jpeg as is_jpeg
    from tfjs.io.parsing import parse_example as parse_example
    from tfjs.io.parsing import parse_sequence_example as parse_sequence_example
    from tfjs.io.parsing import parse_single_example as parse_single_example
    from tfjs.io.parsing import parse_single_sequence_example as parse_single_sequence_example
    from tfjs.io.records import TFRecordOptions as TFRecordOptions
    from tfjs.io.records import TFRecordWriter as TFRecordWriter
    from tfjs.io.tensors import deserialize_many_sparse as deserialize_many_sparse
    from tfjs.io.tensors import parse_tensor as parse_tensor
    from tfjs.io.tensors import serialize_many_sparse as serialize_many_sparse
    from tfjs.io.tensors import serialize_sparse as serialize_sparse
    from tfjs.io.tensors import serialize_tensor as serialize_tensor
    from tfjs.io.text import decode_base64 as decode_base64
    from tfjs.io.text import decode_compressed as decode_compressed
    from tfjs.io.text import decode_csv as decode_csv
    from tfjs.io.text import decode_raw as decode_raw
    from tfjs.io.text import encode_base64 as encode_base64
    from tfjs.io.text import match_filenames_once as match_filenames_once
    from tfjs.io.text import matching_files as matching_files
