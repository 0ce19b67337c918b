"""`tf.tasks`: models with everything around them, from a picture to an answer."""

from tfjs.tasks._classifier import ImageClassifier as ImageClassifier
from tfjs.tasks._result import Classification as Classification
from tfjs.tasks._result import ImageSize as ImageSize
from tfjs.tasks._result import ModelInfo as ModelInfo
from tfjs.tasks._result import Predictions as Predictions
from tfjs.tasks._result import Timing as Timing
