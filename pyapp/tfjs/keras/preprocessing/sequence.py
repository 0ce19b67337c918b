"""`tf.keras.preprocessing.sequence`."""

from tfjs.keras.utils.numbers import pad_sequences as pad_sequences
