"""Layers that resize images, and that change them by chance in training."""

from tfjs.keras.layers.preprocessing.images.aug_mix import AugMix as AugMix
from tfjs.keras.layers.preprocessing.images.clahe import (
    ContrastLimitedAdaptiveHistogramEqualization as ContrastLimitedAdaptiveHistogramEqualization,
)
from tfjs.keras.layers.preprocessing.images.equalization import Equalization as Equalization
from tfjs.keras.layers.preprocessing.images.max_num_bounding_boxes import (
    MaxNumBoundingBoxes as MaxNumBoundingBoxes,
)
from tfjs.keras.layers.preprocessing.images.mixing import CutMix as CutMix
from tfjs.keras.layers.preprocessing.images.mixing import MixUp as MixUp
from tfjs.keras.layers.preprocessing.images.rand_augment import RandAugment as RandAugment
from tfjs.keras.layers.preprocessing.images.random_color import RandomGrayscale as RandomGrayscale
from tfjs.keras.layers.preprocessing.images.random_color import RandomHue as RandomHue
from tfjs.keras.layers.preprocessing.images.random_color import (
    RandomSaturation as RandomSaturation,
)
from tfjs.keras.layers.preprocessing.images.random_color_jitter import (
    RandomColorDegeneration as RandomColorDegeneration,
)
from tfjs.keras.layers.preprocessing.images.random_color_jitter import (
    RandomColorJitter as RandomColorJitter,
)
from tfjs.keras.layers.preprocessing.images.random_crop import RandomCrop as RandomCrop
from tfjs.keras.layers.preprocessing.images.random_elastic import (
    RandomElasticTransform as RandomElasticTransform,
)
from tfjs.keras.layers.preprocessing.images.random_erasing import RandomErasing as RandomErasing
from tfjs.keras.layers.preprocessing.images.random_flip import RandomFlip as RandomFlip
from tfjs.keras.layers.preprocessing.images.random_light import (
    RandomBrightness as RandomBrightness,
)
from tfjs.keras.layers.preprocessing.images.random_light import RandomContrast as RandomContrast
from tfjs.keras.layers.preprocessing.images.random_perspective import (
    RandomPerspective as RandomPerspective,
)
from tfjs.keras.layers.preprocessing.images.random_rotation import RandomRotation as RandomRotation
from tfjs.keras.layers.preprocessing.images.random_sharpness import (
    RandomGaussianBlur as RandomGaussianBlur,
)
from tfjs.keras.layers.preprocessing.images.random_sharpness import (
    RandomSharpness as RandomSharpness,
)
from tfjs.keras.layers.preprocessing.images.random_shear import RandomShear as RandomShear
from tfjs.keras.layers.preprocessing.images.random_size import RandomHeight as RandomHeight
from tfjs.keras.layers.preprocessing.images.random_size import RandomWidth as RandomWidth
from tfjs.keras.layers.preprocessing.images.random_tone import AutoContrast as AutoContrast
from tfjs.keras.layers.preprocessing.images.random_tone import RandomInvert as RandomInvert
from tfjs.keras.layers.preprocessing.images.random_tone import (
    RandomPosterization as RandomPosterization,
)
from tfjs.keras.layers.preprocessing.images.random_tone import Solarization as Solarization
from tfjs.keras.layers.preprocessing.images.random_translation import (
    RandomTranslation as RandomTranslation,
)
from tfjs.keras.layers.preprocessing.images.random_zoom import RandomZoom as RandomZoom
from tfjs.keras.layers.preprocessing.images.resizing import CenterCrop as CenterCrop
from tfjs.keras.layers.preprocessing.images.resizing import Resizing as Resizing
