"""`tf.keras.datasets`: small data sets from their public addresses, kept for later visits.

Where there is no network, give `load_data` the path of a file.
"""

from tfjs.keras.datasets import boston_housing as boston_housing
from tfjs.keras.datasets import california_housing as california_housing
from tfjs.keras.datasets import cifar10 as cifar10
from tfjs.keras.datasets import cifar100 as cifar100
from tfjs.keras.datasets import fashion_mnist as fashion_mnist
from tfjs.keras.datasets import imdb as imdb
from tfjs.keras.datasets import mnist as mnist
from tfjs.keras.datasets import reuters as reuters
