"""`tf.keras.preprocessing.text`, as TensorFlow still has it from Keras 2."""

from tfjs.keras.preprocessing._tokenizer import Tokenizer as Tokenizer
from tfjs.keras.preprocessing._tokenizer import tokenizer_from_json as tokenizer_from_json
from tfjs.keras.preprocessing._words import hashing_trick as hashing_trick
from tfjs.keras.preprocessing._words import one_hot as one_hot
from tfjs.keras.preprocessing._words import text_to_word_sequence as text_to_word_sequence
