"""`tf.keras.losses`: what training makes small."""

from tfjs.keras.losses.alignment import CTC as CTC
from tfjs.keras.losses.alignment import ctc as ctc
from tfjs.keras.losses.binary import binary_crossentropy as binary_crossentropy
from tfjs.keras.losses.binary import binary_focal_crossentropy as binary_focal_crossentropy
from tfjs.keras.losses.categorical import categorical_crossentropy as categorical_crossentropy
from tfjs.keras.losses.categorical import (
    categorical_focal_crossentropy as categorical_focal_crossentropy,
)
from tfjs.keras.losses.categorical import (
    categorical_generalized_cross_entropy as categorical_generalized_cross_entropy,
)
from tfjs.keras.losses.categorical import (
    sparse_categorical_crossentropy as sparse_categorical_crossentropy,
)
from tfjs.keras.losses.crossentropy_losses import BinaryCrossentropy as BinaryCrossentropy
from tfjs.keras.losses.crossentropy_losses import BinaryFocalCrossentropy as BinaryFocalCrossentropy
from tfjs.keras.losses.crossentropy_losses import CategoricalCrossentropy as CategoricalCrossentropy
from tfjs.keras.losses.crossentropy_losses import (
    CategoricalFocalCrossentropy as CategoricalFocalCrossentropy,
)
from tfjs.keras.losses.crossentropy_losses import (
    CategoricalGeneralizedCrossEntropy as CategoricalGeneralizedCrossEntropy,
)
from tfjs.keras.losses.crossentropy_losses import (
    SparseCategoricalCrossentropy as SparseCategoricalCrossentropy,
)
from tfjs.keras.losses.distributions import KLDivergence as KLDivergence
from tfjs.keras.losses.distributions import Poisson as Poisson
from tfjs.keras.losses.distributions import kl_divergence as kl_divergence
from tfjs.keras.losses.distributions import poisson as poisson
from tfjs.keras.losses.embeddings import Circle as Circle
from tfjs.keras.losses.embeddings import circle as circle
from tfjs.keras.losses.loss import Loss as Loss
from tfjs.keras.losses.margins import CategoricalHinge as CategoricalHinge
from tfjs.keras.losses.margins import Hinge as Hinge
from tfjs.keras.losses.margins import SquaredHinge as SquaredHinge
from tfjs.keras.losses.margins import categorical_hinge as categorical_hinge
from tfjs.keras.losses.margins import hinge as hinge
from tfjs.keras.losses.margins import squared_hinge as squared_hinge
from tfjs.keras.losses.overlap import Dice as Dice
from tfjs.keras.losses.overlap import Tversky as Tversky
from tfjs.keras.losses.overlap import dice as dice
from tfjs.keras.losses.overlap import tversky as tversky
from tfjs.keras.losses.reduction import Reduction as Reduction
from tfjs.keras.losses.registry import deserialize as deserialize
from tfjs.keras.losses.registry import get as get
from tfjs.keras.losses.registry import serialize as serialize
from tfjs.keras.losses.regression import cosine_similarity as cosine_similarity
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
from tfjs.keras.losses.regression_losses import CosineSimilarity as CosineSimilarity
from tfjs.keras.losses.regression_losses import Huber as Huber
from tfjs.keras.losses.regression_losses import LogCosh as LogCosh
from tfjs.keras.losses.regression_losses import MeanAbsoluteError as MeanAbsoluteError
from tfjs.keras.losses.regression_losses import (
    MeanAbsolutePercentageError as MeanAbsolutePercentageError,
)
from tfjs.keras.losses.regression_losses import MeanSquaredError as MeanSquaredError
from tfjs.keras.losses.regression_losses import (
    MeanSquaredLogarithmicError as MeanSquaredLogarithmicError,
)
from tfjs.keras.losses.wrapper import LossFunctionWrapper as LossFunctionWrapper
from tfjs.ops.class_labels import check_labels as check_labels

kld = KLD = kullback_leibler_divergence = kl_divergence
logcosh = log_cosh
mae = MAE = mean_absolute_error
mape = MAPE = mean_absolute_percentage_error
mse = MSE = mean_squared_error
msle = MSLE = mean_squared_logarithmic_error
