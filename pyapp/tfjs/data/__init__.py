"""`tf.data`: pipelines that feed a model."""

from typing import Final

from tfjs.data import experimental as experimental
from tfjs.data._iterator import Iterator as Iterator
from tfjs.data._specs import DatasetSpec as DatasetSpec
from tfjs.data.dataset import Dataset as Dataset
from tfjs.data.files import FixedLengthRecordDataset as FixedLengthRecordDataset
from tfjs.data.files import TextLineDataset as TextLineDataset
from tfjs.data.files import TFRecordDataset as TFRecordDataset
from tfjs.data.options import Options as Options
from tfjs.data.options import ThreadingOptions as ThreadingOptions

AUTOTUNE: Final = -1
INFINITE_CARDINALITY: Final = -1
UNKNOWN_CARDINALITY: Final = -2
