"""Protocol buffers as far as `tf.train.Example` and stored tensors need them."""

from tfjs.protos.example import BytesList as BytesList
from tfjs.protos.example import Example as Example
from tfjs.protos.example import Feature as Feature
from tfjs.protos.example import FeatureList as FeatureList
from tfjs.protos.example import FeatureLists as FeatureLists
from tfjs.protos.example import Features as Features
from tfjs.protos.example import FloatList as FloatList
from tfjs.protos.example import Int64List as Int64List
from tfjs.protos.example import SequenceExample as SequenceExample
from tfjs.protos.message import DecodeError as DecodeError
