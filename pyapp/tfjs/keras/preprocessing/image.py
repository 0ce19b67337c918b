"""`tf.keras.preprocessing.image`; what Keras 3 lacks of it is as TensorFlow still has it."""

from tfjs.keras.preprocessing._affine import apply_affine_transform as apply_affine_transform
from tfjs.keras.preprocessing._batches import Iterator as Iterator
from tfjs.keras.preprocessing._batches import NumpyArrayIterator as NumpyArrayIterator
from tfjs.keras.preprocessing._distortions import apply_brightness_shift as apply_brightness_shift
from tfjs.keras.preprocessing._distortions import apply_channel_shift as apply_channel_shift
from tfjs.keras.preprocessing._distortions import random_brightness as random_brightness
from tfjs.keras.preprocessing._distortions import random_channel_shift as random_channel_shift
from tfjs.keras.preprocessing._distortions import random_rotation as random_rotation
from tfjs.keras.preprocessing._distortions import random_shear as random_shear
from tfjs.keras.preprocessing._distortions import random_shift as random_shift
from tfjs.keras.preprocessing._distortions import random_zoom as random_zoom
from tfjs.keras.preprocessing._image_generator import ImageDataGenerator as ImageDataGenerator
from tfjs.keras.preprocessing._picture_files import DirectoryIterator as DirectoryIterator
from tfjs.keras.utils.pictures import array_to_img as array_to_img
from tfjs.keras.utils.pictures import img_to_array as img_to_array
from tfjs.keras.utils.pictures import load_img as load_img
from tfjs.keras.utils.pictures import save_img as save_img
from tfjs.keras.utils.pictures import smart_resize as smart_resize
