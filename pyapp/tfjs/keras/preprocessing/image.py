"""`tf.keras.preprocessing.image`."""

from tfjs.keras.utils.pictures import array_to_img as array_to_img
from tfjs.keras.utils.pictures import img_to_array as img_to_array
from tfjs.keras.utils.pictures import load_img as load_img
from tfjs.keras.utils.pictures import save_img as save_img
from tfjs.keras.utils.pictures import smart_resize as smart_resize
