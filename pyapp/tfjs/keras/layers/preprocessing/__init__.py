"""Layers that prepare data: numbers, categories, texts and images."""

from tfjs.keras.layers.preprocessing.category_encoding import CategoryEncoding as CategoryEncoding
from tfjs.keras.layers.preprocessing.discretization import Discretization as Discretization
from tfjs.keras.layers.preprocessing.hashed_crossing import HashedCrossing as HashedCrossing
from tfjs.keras.layers.preprocessing.hashing import Hashing as Hashing
from tfjs.keras.layers.preprocessing.integer_lookup import IntegerLookup as IntegerLookup
from tfjs.keras.layers.preprocessing.mel_spectrogram import MelSpectrogram as MelSpectrogram
from tfjs.keras.layers.preprocessing.normalization import Normalization as Normalization
from tfjs.keras.layers.preprocessing.pipeline import Pipeline as Pipeline
from tfjs.keras.layers.preprocessing.rescaling import Rescaling as Rescaling
from tfjs.keras.layers.preprocessing.stft_spectrogram import STFTSpectrogram as STFTSpectrogram
from tfjs.keras.layers.preprocessing.string_lookup import StringLookup as StringLookup
from tfjs.keras.layers.preprocessing.text_vectorization import (
    TextVectorization as TextVectorization,
)
