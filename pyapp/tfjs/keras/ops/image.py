"""`tf.keras.ops.image`: pictures."""

from tfjs.keras.ops.borders import crop_images as crop_images
from tfjs.keras.ops.borders import extract_patches as extract_patches
from tfjs.keras.ops.borders import extract_patches_3d as extract_patches_3d
from tfjs.keras.ops.borders import pad_images as pad_images
from tfjs.keras.ops.pictures import gaussian_blur as gaussian_blur
from tfjs.keras.ops.pictures import hsv_to_rgb as hsv_to_rgb
from tfjs.keras.ops.pictures import resize as resize
from tfjs.keras.ops.pictures import rgb_to_grayscale as rgb_to_grayscale
from tfjs.keras.ops.pictures import rgb_to_hsv as rgb_to_hsv
from tfjs.keras.ops.pictures import sobel_edges as sobel_edges
from tfjs.keras.ops.pictures import ssim as ssim
from tfjs.keras.ops.warps import affine_transform as affine_transform
from tfjs.keras.ops.warps import elastic_transform as elastic_transform
from tfjs.keras.ops.warps import map_coordinates as map_coordinates
from tfjs.keras.ops.warps import perspective_transform as perspective_transform
