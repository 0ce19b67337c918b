"""`tf.keras.metrics`: what training watches."""

from tfjs.keras.losses.binary import binary_crossentropy as binary_crossentropy
from tfjs.keras.losses.binary import binary_focal_crossentropy as binary_focal_crossentropy
from tfjs.keras.losses.categorical import categorical_crossentropy as categorical_crossentropy
from tfjs.keras.losses.categorical import (
    categorical_focal_crossentropy as categorical_focal_crossentropy,
)
from tfjs.keras.losses.categorical import (
    sparse_categorical_crossentropy as sparse_categorical_crossentropy,
)
from tfjs.keras.losses.distributions import kl_divergence as kl_divergence
from tfjs.keras.losses.distributions import poisson as poisson
from tfjs.keras.losses.margins import categorical_hinge as categorical_hinge
from tfjs.keras.losses.margins import hinge as hinge
from tfjs.keras.losses.margins import squared_hinge as squared_hinge
from tfjs.keras.losses.regression import huber as huber
from tfjs.keras.losses.regression import log_cosh as log_cosh
from tfjs.keras.losses.regression import mean_absolute_error as mean_absolute_error
from tfjs.keras.losses.regression import (
    mean_absolute_percentage_error as mean_absolute_percentage_error,
)
from tfjs.keras.losses.regression import mean_squared_error as mean_squared_error
from tfjs.keras.losses.regression import (
    mean_squared_logarithmic_error as mean_squared_logarithmic_error,
)
from tfjs.keras.metrics.accuracy import Accuracy as Accuracy
from tfjs.keras.metrics.accuracy import BinaryAccuracy as BinaryAccuracy
from tfjs.keras.metrics.accuracy import CategoricalAccuracy as CategoricalAccuracy
from tfjs.keras.metrics.accuracy import SparseCategoricalAccuracy as SparseCategoricalAccuracy
from tfjs.keras.metrics.accuracy import (
    SparseTopKCategoricalAccuracy as SparseTopKCategoricalAccuracy,
)
from tfjs.keras.metrics.accuracy import TopKCategoricalAccuracy as TopKCategoricalAccuracy
from tfjs.keras.metrics.auc import AUC as AUC
from tfjs.keras.metrics.correlation import ConcordanceCorrelation as ConcordanceCorrelation
from tfjs.keras.metrics.correlation import CosineSimilarity as CosineSimilarity
from tfjs.keras.metrics.correlation import PearsonCorrelation as PearsonCorrelation
from tfjs.keras.metrics.correlation import concordance_correlation as concordance_correlation
from tfjs.keras.metrics.correlation import pearson_correlation as pearson_correlation
from tfjs.keras.metrics.counting import FalseNegatives as FalseNegatives
from tfjs.keras.metrics.counting import FalsePositives as FalsePositives
from tfjs.keras.metrics.counting import TrueNegatives as TrueNegatives
from tfjs.keras.metrics.counting import TruePositives as TruePositives
from tfjs.keras.metrics.entropies import BinaryCrossentropy as BinaryCrossentropy
from tfjs.keras.metrics.entropies import CategoricalCrossentropy as CategoricalCrossentropy
from tfjs.keras.metrics.entropies import KLDivergence as KLDivergence
from tfjs.keras.metrics.entropies import Poisson as Poisson
from tfjs.keras.metrics.entropies import (
    SparseCategoricalCrossentropy as SparseCategoricalCrossentropy,
)
from tfjs.keras.metrics.errors import CategoricalHinge as CategoricalHinge
from tfjs.keras.metrics.errors import Hinge as Hinge
from tfjs.keras.metrics.errors import LogCoshError as LogCoshError
from tfjs.keras.metrics.errors import MeanAbsoluteError as MeanAbsoluteError
from tfjs.keras.metrics.errors import MeanAbsolutePercentageError as MeanAbsolutePercentageError
from tfjs.keras.metrics.errors import MeanSquaredError as MeanSquaredError
from tfjs.keras.metrics.errors import MeanSquaredLogarithmicError as MeanSquaredLogarithmicError
from tfjs.keras.metrics.errors import RootMeanSquaredError as RootMeanSquaredError
from tfjs.keras.metrics.errors import SquaredHinge as SquaredHinge
from tfjs.keras.metrics.f_score import F1Score as F1Score
from tfjs.keras.metrics.f_score import FBetaScore as FBetaScore
from tfjs.keras.metrics.iou import IoU as IoU
from tfjs.keras.metrics.iou_kinds import BinaryIoU as BinaryIoU
from tfjs.keras.metrics.iou_kinds import MeanIoU as MeanIoU
from tfjs.keras.metrics.iou_kinds import OneHotIoU as OneHotIoU
from tfjs.keras.metrics.iou_kinds import OneHotMeanIoU as OneHotMeanIoU
from tfjs.keras.metrics.matching import binary_accuracy as binary_accuracy
from tfjs.keras.metrics.matching import categorical_accuracy as categorical_accuracy
from tfjs.keras.metrics.matching import sparse_categorical_accuracy as sparse_categorical_accuracy
from tfjs.keras.metrics.matching import (
    sparse_top_k_categorical_accuracy as sparse_top_k_categorical_accuracy,
)
from tfjs.keras.metrics.matching import top_k_categorical_accuracy as top_k_categorical_accuracy
from tfjs.keras.metrics.metric import Metric as Metric
from tfjs.keras.metrics.operating_points import PrecisionAtRecall as PrecisionAtRecall
from tfjs.keras.metrics.operating_points import RecallAtPrecision as RecallAtPrecision
from tfjs.keras.metrics.operating_points import SensitivityAtSpecificity as SensitivityAtSpecificity
from tfjs.keras.metrics.operating_points import SpecificityAtSensitivity as SpecificityAtSensitivity
from tfjs.keras.metrics.precision_recall import Precision as Precision
from tfjs.keras.metrics.precision_recall import Recall as Recall
from tfjs.keras.metrics.r2 import R2Score as R2Score
from tfjs.keras.metrics.reduction import Mean as Mean
from tfjs.keras.metrics.reduction import MeanMetricWrapper as MeanMetricWrapper
from tfjs.keras.metrics.reduction import Sum as Sum
from tfjs.keras.metrics.registry import deserialize as deserialize
from tfjs.keras.metrics.registry import get as get
from tfjs.keras.metrics.registry import serialize as serialize

kld = KLD = kullback_leibler_divergence = kl_divergence
logcosh = log_cosh
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
mse = MSE = mean_squared_error
msle = MSLE = mean_squared_logarithmic_error
