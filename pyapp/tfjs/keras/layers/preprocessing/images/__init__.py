"""Layers that resize images, and that change them by chance in training."""

from tfjs.keras.layers.preprocessing.images.random_color import RandomGrayscale as RandomGrayscale
from tfjs.keras.layers.preprocessing.images.random_color import RandomHue as RandomHue
from tfjs.keras.layers.preprocessing.images.random_color import (
    RandomSaturation as RandomSaturation,
)
from tfjs.keras.layers.preprocessing.images.random_crop import RandomCrop as RandomCrop
from tfjs.keras.layers.preprocessing.images.random_flip import RandomFlip as RandomFlip
from tfjs.keras.layers.preprocessing.images.random_light import (
    RandomBrightness as RandomBrightness,
)
from tfjs.keras.layers.preprocessing.images.random_light import RandomContrast as RandomContrast
from tfjs.keras.layers.preprocessing.images.random_rotation import RandomRotation as RandomRotation
from tfjs.keras.layers.preprocessing.images.random_size import RandomHeight as RandomHeight
from tfjs.keras.layers.preprocessing.images.random_size import RandomWidth as RandomWidth
from tfjs.keras.layers.preprocessing.images.random_translation import (
    RandomTranslation as RandomTranslation,
)
from tfjs.keras.layers.preprocessing.images.random_zoom import RandomZoom as RandomZoom
from tfjs.keras.layers.preprocessing.images.resizing import CenterCrop as CenterCrop
from tfjs.keras.layers.preprocessing.images.resizing import Resizing as Resizing
