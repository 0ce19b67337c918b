"""`tf.keras.preprocessing.sequence`."""

from tfjs.keras.preprocessing._skipgrams import make_sampling_table as make_sampling_table
from tfjs.keras.preprocessing._skipgrams import skipgrams as skipgrams
from tfjs.keras.preprocessing._timeseries import TimeseriesGenerator as TimeseriesGenerator
from tfjs.keras.utils.numbers import pad_sequences as pad_sequences
