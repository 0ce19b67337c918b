"""`tf.nn`."""

from typing import TYPE_CHECKING as _TYPE_CHECKING

from tfjs import _nn_experimental as experimental  # noqa: F401
from tfjs.ops.activations import crelu as crelu
from tfjs.ops.activations import elu as elu
from tfjs.ops.activations import gelu as gelu
from tfjs.ops.activations import leaky_relu as leaky_relu
from tfjs.ops.activations import log_softmax as log_softmax
from tfjs.ops.activations import relu as relu
from tfjs.ops.activations import relu6 as relu6
from tfjs.ops.activations import selu as selu
from tfjs.ops.activations import silu as silu
from tfjs.ops.activations import softmax as softmax
from tfjs.ops.activations import softsign as softsign
from tfjs.ops.activations import swish as swish
from tfjs.ops.alignment import collapse_repeated as collapse_repeated
from tfjs.ops.alignment import ctc_loss as ctc_loss
from tfjs.ops.alignment import ctc_unique_labels as ctc_unique_labels
from tfjs.ops.blocks import depth_to_space as depth_to_space
from tfjs.ops.blocks import space_to_batch as space_to_batch
from tfjs.ops.blocks import space_to_depth as space_to_depth
from tfjs.ops.candidates import all_candidate_sampler as all_candidate_sampler
from tfjs.ops.candidates import compute_accidental_hits as compute_accidental_hits
from tfjs.ops.candidates import fixed_unigram_candidate_sampler as fixed_unigram_candidate_sampler
from tfjs.ops.candidates import (
    learned_unigram_candidate_sampler as learned_unigram_candidate_sampler,
)
from tfjs.ops.convolution import atrous_conv2d as atrous_conv2d
from tfjs.ops.convolution import conv1d as conv1d
from tfjs.ops.convolution import conv2d as conv2d
from tfjs.ops.convolution import conv3d as conv3d
from tfjs.ops.convolution import convolution as convolution
from tfjs.ops.convolution import depthwise_conv2d as depthwise_conv2d
from tfjs.ops.convolution import separable_conv2d as separable_conv2d
from tfjs.ops.counting import zero_fraction as zero_fraction
from tfjs.ops.decoding import ctc_beam_search_decoder as ctc_beam_search_decoder
from tfjs.ops.decoding import ctc_greedy_decoder as ctc_greedy_decoder
from tfjs.ops.dropout import dropout as dropout
from tfjs.ops.losses import compute_average_loss as compute_average_loss
from tfjs.ops.losses import embedding_lookup as embedding_lookup
from tfjs.ops.losses import l2_loss as l2_loss
from tfjs.ops.losses import log_poisson_loss as log_poisson_loss
from tfjs.ops.losses import scale_regularization_loss as scale_regularization_loss
from tfjs.ops.losses import sigmoid_cross_entropy_with_logits as sigmoid_cross_entropy_with_logits
from tfjs.ops.losses import softmax_cross_entropy_with_logits as softmax_cross_entropy_with_logits
from tfjs.ops.losses import (
    sparse_softmax_cross_entropy_with_logits as sparse_softmax_cross_entropy_with_logits,
)
from tfjs.ops.losses import weighted_cross_entropy_with_logits as weighted_cross_entropy_with_logits
from tfjs.ops.math import sigmoid as sigmoid
from tfjs.ops.math import softplus as softplus
from tfjs.ops.math import tanh as tanh
from tfjs.ops.morphology import dilation2d as dilation2d
from tfjs.ops.morphology import erosion2d as erosion2d
from tfjs.ops.normalization import (
    batch_norm_with_global_normalization as batch_norm_with_global_normalization,
)
from tfjs.ops.normalization import batch_normalization as batch_normalization
from tfjs.ops.normalization import bias_add as bias_add
from tfjs.ops.normalization import l2_normalize as l2_normalize
from tfjs.ops.normalization import local_response_normalization as local_response_normalization
from tfjs.ops.normalization import lrn as lrn
from tfjs.ops.normalization import moments as moments
from tfjs.ops.normalization import normalize_moments as normalize_moments
from tfjs.ops.normalization import sufficient_statistics as sufficient_statistics
from tfjs.ops.normalization import weighted_moments as weighted_moments
from tfjs.ops.pooling import avg_pool as avg_pool
from tfjs.ops.pooling import avg_pool1d as avg_pool1d
from tfjs.ops.pooling import avg_pool2d as avg_pool2d
from tfjs.ops.pooling import avg_pool3d as avg_pool3d
from tfjs.ops.pooling import max_pool as max_pool
from tfjs.ops.pooling import max_pool1d as max_pool1d
from tfjs.ops.pooling import max_pool2d as max_pool2d
from tfjs.ops.pooling import max_pool3d as max_pool3d
from tfjs.ops.pooling import max_pool_with_argmax as max_pool_with_argmax
from tfjs.ops.pooling import pool as pool
from tfjs.ops.sampled_losses import nce_loss as nce_loss
from tfjs.ops.sampled_losses import sampled_softmax_loss as sampled_softmax_loss
from tfjs.ops.sorting import in_top_k as in_top_k
from tfjs.ops.sorting import top_k as top_k
from tfjs.ops.transposed import atrous_conv2d_transpose as atrous_conv2d_transpose
from tfjs.ops.transposed import conv1d_transpose as conv1d_transpose
from tfjs.ops.transposed import conv2d_transpose as conv2d_transpose
from tfjs.ops.transposed import conv3d_transpose as conv3d_transpose
from tfjs.ops.transposed import conv_transpose as conv_transpose
from tfjs.ops.transposed import depthwise_conv2d_backprop_filter as depthwise_conv2d_backprop_filter
from tfjs.ops.transposed import depthwise_conv2d_backprop_input as depthwise_conv2d_backprop_input

if _TYPE_CHECKING:
    from tfjs.ops.approximate import approx_max_k as approx_max_k
    from tfjs.ops.approximate import approx_min_k as approx_min_k
    from tfjs.ops.embeddings import embedding_lookup_sparse as embedding_lookup_sparse
    from tfjs.ops.embeddings import safe_embedding_lookup_sparse as safe_embedding_lookup_sparse
    from tfjs.ops.fractional import fractional_avg_pool as fractional_avg_pool
    from tfjs.ops.fractional import fractional_max_pool as fractional_max_pool
    from tfjs.ops.isotonic import isotonic_regression as isotonic_regression
