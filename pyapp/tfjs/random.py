"""`tf.random`."""

from tfjs import _random_experimental as experimental  # noqa: F401
from tfjs.generator import Algorithm as Algorithm
from tfjs.generator import Generator as Generator
from tfjs.generator import create_rng_state as create_rng_state
from tfjs.generator import get_global_generator as get_global_generator
from tfjs.generator import set_global_generator as set_global_generator
from tfjs.ops.candidates import all_candidate_sampler as all_candidate_sampler
from tfjs.ops.candidates import fixed_unigram_candidate_sampler as fixed_unigram_candidate_sampler
from tfjs.ops.candidates import (
    learned_unigram_candidate_sampler as learned_unigram_candidate_sampler,
)
from tfjs.ops.candidates import log_uniform_candidate_sampler as log_uniform_candidate_sampler
from tfjs.ops.candidates import uniform_candidate_sampler as uniform_candidate_sampler
from tfjs.ops.random import categorical as categorical
from tfjs.ops.random import gamma as gamma
from tfjs.ops.random import normal as normal
from tfjs.ops.random import poisson as poisson
from tfjs.ops.random import set_seed as set_seed
from tfjs.ops.random import shuffle as shuffle
from tfjs.ops.random import truncated_normal as truncated_normal
from tfjs.ops.random import uniform as uniform
from tfjs.ops.stateless_random import fold_in as fold_in
from tfjs.ops.stateless_random import split as split
from tfjs.ops.stateless_random import stateless_binomial as stateless_binomial
from tfjs.ops.stateless_random import stateless_categorical as stateless_categorical
from tfjs.ops.stateless_random import stateless_gamma as stateless_gamma
from tfjs.ops.stateless_random import stateless_normal as stateless_normal
from tfjs.ops.stateless_random import (
    stateless_parameterized_truncated_normal as stateless_parameterized_truncated_normal,
)
from tfjs.ops.stateless_random import stateless_poisson as stateless_poisson
from tfjs.ops.stateless_random import stateless_truncated_normal as stateless_truncated_normal
from tfjs.ops.stateless_random import stateless_uniform as stateless_uniform
