"""`tf.keras.preprocessing`: older names of what is in `tf.keras.utils`."""

from tfjs.keras.preprocessing import image as image
from tfjs.keras.preprocessing import sequence as sequence
from tfjs.keras.preprocessing import text as text
from tfjs.keras.utils.image_dataset import (
    image_dataset_from_directory as image_dataset_from_directory,
)
from tfjs.keras.utils.text_dataset import text_dataset_from_directory as text_dataset_from_directory
from tfjs.keras.utils.timeseries_dataset import (
    timeseries_dataset_from_array as timeseries_dataset_from_array,
)
