"""`tf.train`: the values of variables in files, by the names of the attributes that hold them."""

from tfjs.protos import BytesList as BytesList
from tfjs.protos import Example as Example
from tfjs.protos import Feature as Feature
from tfjs.protos import FeatureList as FeatureList
from tfjs.protos import FeatureLists as FeatureLists
from tfjs.protos import Features as Features
from tfjs.protos import FloatList as FloatList
from tfjs.protos import Int64List as Int64List
from tfjs.protos import SequenceExample as SequenceExample
from tfjs.train.averages import ExponentialMovingAverage as ExponentialMovingAverage
from tfjs.train.checkpoint import Checkpoint as Checkpoint
from tfjs.train.checkpoint import RestoreStatus as RestoreStatus
from tfjs.train.container import list_variables as list_variables
from tfjs.train.container import load_variable as load_variable
from tfjs.train.manager import CheckpointManager as CheckpointManager
from tfjs.train.manager import latest_checkpoint as latest_checkpoint

__all__ = [
    "BytesList",
    "Checkpoint",
    "CheckpointManager",
    "Example",
    "ExponentialMovingAverage",
    "Feature",
    "FeatureList",
    "FeatureLists",
    "Features",
    "FloatList",
    "Int64List",
    "RestoreStatus",
    "SequenceExample",
    "latest_checkpoint",
    "list_variables",
    "load_variable",
]
