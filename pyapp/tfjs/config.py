"""`tf.config`: what programs written for TensorFlow call before they begin.

There is one device, the backend in use, which `tf.backend` chooses. Switches about memory and
threads are accepted and change nothing: the browser decides about both.
"""

from tfjs import _config_experimental as experimental  # noqa: F401
from tfjs import _config_optimizer as optimizer  # noqa: F401
from tfjs import _config_threading as threading  # noqa: F401
from tfjs._devices import LogicalDevice as LogicalDevice
from tfjs._devices import LogicalDeviceConfiguration as LogicalDeviceConfiguration
from tfjs._devices import PhysicalDevice as PhysicalDevice
from tfjs._devices import get_logical_device_configuration as get_logical_device_configuration
from tfjs._devices import get_soft_device_placement as get_soft_device_placement
from tfjs._devices import get_visible_devices as get_visible_devices
from tfjs._devices import list_logical_devices as list_logical_devices
from tfjs._devices import list_physical_devices as list_physical_devices
from tfjs._devices import set_logical_device_configuration as set_logical_device_configuration
from tfjs._devices import set_soft_device_placement as set_soft_device_placement
from tfjs._devices import set_visible_devices as set_visible_devices
from tfjs.function.config import (  # noqa: F401 - TensorFlow's older name
    functions_run_eagerly as experimental_functions_run_eagerly,
)
from tfjs.function.config import functions_run_eagerly as functions_run_eagerly
from tfjs.function.config import (  # noqa: F401 - TensorFlow's older name
    run_functions_eagerly as experimental_run_functions_eagerly,
)
from tfjs.function.config import run_functions_eagerly as run_functions_eagerly
