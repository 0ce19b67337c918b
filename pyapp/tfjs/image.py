"""`tf.image`."""

from tfjs.ops.boxes import crop_and_resize as crop_and_resize
from tfjs.ops.boxes import non_max_suppression as non_max_suppression
from tfjs.ops.boxes import non_max_suppression_with_scores as non_max_suppression_with_scores
from tfjs.ops.image import adjust_brightness as adjust_brightness
from tfjs.ops.image import adjust_contrast as adjust_contrast
from tfjs.ops.image import central_crop as central_crop
from tfjs.ops.image import convert_image_dtype as convert_image_dtype
from tfjs.ops.image import crop_to_bounding_box as crop_to_bounding_box
from tfjs.ops.image import flip_left_right as flip_left_right
from tfjs.ops.image import flip_up_down as flip_up_down
from tfjs.ops.image import grayscale_to_rgb as grayscale_to_rgb
from tfjs.ops.image import pad_to_bounding_box as pad_to_bounding_box
from tfjs.ops.image import per_image_standardization as per_image_standardization
from tfjs.ops.image import resize_with_crop_or_pad as resize_with_crop_or_pad
from tfjs.ops.image import resize_with_pad as resize_with_pad
from tfjs.ops.image import rgb_to_grayscale as rgb_to_grayscale
from tfjs.ops.image import rot90 as rot90
from tfjs.ops.image import total_variation as total_variation
from tfjs.ops.image import transpose as transpose
from tfjs.ops.resizing import ResizeMethod as ResizeMethod
from tfjs.ops.resizing import resize as resize
