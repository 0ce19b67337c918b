"""Layers that change shapes and sizes, and compute nothing."""

from tfjs.keras.layers.reshaping.cropping import Cropping1D as Cropping1D
from tfjs.keras.layers.reshaping.cropping import Cropping2D as Cropping2D
from tfjs.keras.layers.reshaping.cropping import Cropping3D as Cropping3D
from tfjs.keras.layers.reshaping.flatten import Flatten as Flatten
from tfjs.keras.layers.reshaping.permute import Permute as Permute
from tfjs.keras.layers.reshaping.repeat_vector import RepeatVector as RepeatVector
from tfjs.keras.layers.reshaping.reshape import Reshape as Reshape
from tfjs.keras.layers.reshaping.up_sampling import UpSampling1D as UpSampling1D
from tfjs.keras.layers.reshaping.up_sampling import UpSampling2D as UpSampling2D
from tfjs.keras.layers.reshaping.up_sampling import UpSampling3D as UpSampling3D
from tfjs.keras.layers.reshaping.zero_padding import ZeroPadding1D as ZeroPadding1D
from tfjs.keras.layers.reshaping.zero_padding import ZeroPadding2D as ZeroPadding2D
from tfjs.keras.layers.reshaping.zero_padding import ZeroPadding3D as ZeroPadding3D
