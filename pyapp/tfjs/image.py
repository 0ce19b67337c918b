"""`tf.image`, with `rotate_with_offset`, `threshold` and `transform`, which TF.js has besides."""

from typing import TYPE_CHECKING as _TYPE_CHECKING

from tfjs.io.pictures import decode_bmp as decode_bmp
from tfjs.io.pictures import decode_gif as decode_gif
from tfjs.io.pictures import decode_image as decode_image
from tfjs.io.pictures import decode_jpeg as decode_jpeg
from tfjs.io.pictures import decode_png as decode_png
from tfjs.io.pictures import encode_jpeg as encode_jpeg
from tfjs.io.pictures import encode_png as encode_png
from tfjs.ops.adjusting import adjust_brightness as adjust_brightness
from tfjs.ops.adjusting import adjust_contrast as adjust_contrast
from tfjs.ops.adjusting import adjust_gamma as adjust_gamma
from tfjs.ops.adjusting import adjust_hue as adjust_hue
from tfjs.ops.adjusting import adjust_saturation as adjust_saturation
from tfjs.ops.adjusting import per_image_standardization as per_image_standardization
from tfjs.ops.boxes import crop_and_resize as crop_and_resize
from tfjs.ops.boxes import draw_bounding_boxes as draw_bounding_boxes
from tfjs.ops.color import convert_image_dtype as convert_image_dtype
from tfjs.ops.color import grayscale_to_rgb as grayscale_to_rgb
from tfjs.ops.color import hsv_to_rgb as hsv_to_rgb
from tfjs.ops.color import rgb_to_grayscale as rgb_to_grayscale
from tfjs.ops.color import rgb_to_hsv as rgb_to_hsv
from tfjs.ops.color import rgb_to_yiq as rgb_to_yiq
from tfjs.ops.color import rgb_to_yuv as rgb_to_yuv
from tfjs.ops.color import yiq_to_rgb as yiq_to_rgb
from tfjs.ops.color import yuv_to_rgb as yuv_to_rgb
from tfjs.ops.image import central_crop as central_crop
from tfjs.ops.image import crop_to_bounding_box as crop_to_bounding_box
from tfjs.ops.image import flip_left_right as flip_left_right
from tfjs.ops.image import flip_up_down as flip_up_down
from tfjs.ops.image import pad_to_bounding_box as pad_to_bounding_box
from tfjs.ops.image import resize_with_crop_or_pad as resize_with_crop_or_pad
from tfjs.ops.image import resize_with_pad as resize_with_pad
from tfjs.ops.image import rot90 as rot90
from tfjs.ops.image import transpose as transpose
from tfjs.ops.image_quality import image_gradients as image_gradients
from tfjs.ops.image_quality import psnr as psnr
from tfjs.ops.image_quality import sobel_edges as sobel_edges
from tfjs.ops.image_quality import ssim as ssim
from tfjs.ops.image_quality import ssim_multiscale as ssim_multiscale
from tfjs.ops.image_quality import total_variation as total_variation
from tfjs.ops.patches import extract_patches as extract_patches
from tfjs.ops.random_images import random_brightness as random_brightness
from tfjs.ops.random_images import random_contrast as random_contrast
from tfjs.ops.random_images import random_crop as random_crop
from tfjs.ops.random_images import random_flip_left_right as random_flip_left_right
from tfjs.ops.random_images import random_flip_up_down as random_flip_up_down
from tfjs.ops.random_images import random_hue as random_hue
from tfjs.ops.random_images import random_saturation as random_saturation
from tfjs.ops.random_images import stateless_random_brightness as stateless_random_brightness
from tfjs.ops.random_images import stateless_random_contrast as stateless_random_contrast
from tfjs.ops.random_images import stateless_random_crop as stateless_random_crop
from tfjs.ops.random_images import (
    stateless_random_flip_left_right as stateless_random_flip_left_right,
)
from tfjs.ops.random_images import stateless_random_flip_up_down as stateless_random_flip_up_down
from tfjs.ops.random_images import stateless_random_hue as stateless_random_hue
from tfjs.ops.random_images import stateless_random_saturation as stateless_random_saturation
from tfjs.ops.resizing import ResizeMethod as ResizeMethod
from tfjs.ops.resizing import resize as resize
from tfjs.ops.suppression import combined_non_max_suppression as combined_non_max_suppression
from tfjs.ops.suppression import non_max_suppression as non_max_suppression
from tfjs.ops.suppression import non_max_suppression_overlaps as non_max_suppression_overlaps
from tfjs.ops.suppression import non_max_suppression_padded as non_max_suppression_padded
from tfjs.ops.suppression import non_max_suppression_with_scores as non_max_suppression_with_scores
from tfjs.ops.warping import rotate_with_offset as rotate_with_offset
from tfjs.ops.warping import threshold as threshold
from tfjs.ops.warping import transform as transform

if _TYPE_CHECKING:
    from tfjs.io.jpegs import adjust_jpeg_quality as adjust_jpeg_quality
    from tfjs.io.jpegs import decode_and_crop_jpeg as decode_and_crop_jpeg
    from tfjs.io.jpegs import decode_webp as decode_webp
    from tfjs.io.jpegs import extract_jpeg_shape as extract_jpeg_shape
    from tfjs.io.jpegs import is_jpeg as is_jpeg
    from tfjs.io.jpegs import random_jpeg_quality as random_jpeg_quality
    from tfjs.io.jpegs import stateless_random_jpeg_quality as stateless_random_jpeg_quality
