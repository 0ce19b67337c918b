"""Layers whose filters move over sequences, images and volumes."""

from tfjs.keras.layers.convolutional.conv1d import Conv1D as Conv1D
from tfjs.keras.layers.convolutional.conv1d_transpose import Conv1DTranspose as Conv1DTranspose
from tfjs.keras.layers.convolutional.conv2d import Conv2D as Conv2D
from tfjs.keras.layers.convolutional.conv2d_transpose import Conv2DTranspose as Conv2DTranspose
from tfjs.keras.layers.convolutional.conv3d import Conv3D as Conv3D
from tfjs.keras.layers.convolutional.conv3d_transpose import Conv3DTranspose as Conv3DTranspose
from tfjs.keras.layers.convolutional.depthwise_conv1d import DepthwiseConv1D as DepthwiseConv1D
from tfjs.keras.layers.convolutional.depthwise_conv2d import DepthwiseConv2D as DepthwiseConv2D
from tfjs.keras.layers.convolutional.separable_conv1d import SeparableConv1D as SeparableConv1D
from tfjs.keras.layers.convolutional.separable_conv2d import SeparableConv2D as SeparableConv2D

Convolution1D = Conv1D
Convolution1DTranspose = Conv1DTranspose
Convolution2D = Conv2D
Convolution2DTranspose = Conv2DTranspose
Convolution3D = Conv3D
Convolution3DTranspose = Conv3DTranspose
SeparableConvolution1D = SeparableConv1D
SeparableConvolution2D = SeparableConv2D
