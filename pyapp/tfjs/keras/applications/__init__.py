"""`tf.keras.applications`: well-known networks for images, with Keras's names for their layers.

Public weights come from where Keras gets them, once; where there is no network, give the path of a
file: `ResNet50(weights="resnet50.h5")`.
"""

from tfjs.keras import _absent
from tfjs.keras.applications import efficientnet as efficientnet
from tfjs.keras.applications import imagenet_utils as imagenet_utils
from tfjs.keras.applications import mobilenet as mobilenet
from tfjs.keras.applications import mobilenet_v2 as mobilenet_v2
from tfjs.keras.applications import resnet as resnet
from tfjs.keras.applications import resnet50 as resnet50
from tfjs.keras.applications import resnet_v2 as resnet_v2
from tfjs.keras.applications import vgg16 as vgg16
from tfjs.keras.applications import vgg19 as vgg19
from tfjs.keras.applications.efficientnet import EfficientNetB0 as EfficientNetB0
from tfjs.keras.applications.efficientnet import EfficientNetB1 as EfficientNetB1
from tfjs.keras.applications.efficientnet import EfficientNetB2 as EfficientNetB2
from tfjs.keras.applications.efficientnet import EfficientNetB3 as EfficientNetB3
from tfjs.keras.applications.efficientnet import EfficientNetB4 as EfficientNetB4
from tfjs.keras.applications.efficientnet import EfficientNetB5 as EfficientNetB5
from tfjs.keras.applications.efficientnet import EfficientNetB6 as EfficientNetB6
from tfjs.keras.applications.efficientnet import EfficientNetB7 as EfficientNetB7
from tfjs.keras.applications.mobilenet import MobileNet as MobileNet
from tfjs.keras.applications.mobilenet_v2 import MobileNetV2 as MobileNetV2
from tfjs.keras.applications.resnet import ResNet50 as ResNet50
from tfjs.keras.applications.resnet import ResNet101 as ResNet101
from tfjs.keras.applications.resnet import ResNet152 as ResNet152
from tfjs.keras.applications.resnet_v2 import ResNet50V2 as ResNet50V2
from tfjs.keras.applications.resnet_v2 import ResNet101V2 as ResNet101V2
from tfjs.keras.applications.resnet_v2 import ResNet152V2 as ResNet152V2
from tfjs.keras.applications.vgg16 import VGG16 as VGG16
from tfjs.keras.applications.vgg19 import VGG19 as VGG19

__getattr__ = _absent.answer(__name__)
