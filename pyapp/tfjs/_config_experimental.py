"""`tf.config.experimental`."""

from tfjs._devices import enable_op_determinism as enable_op_determinism
from tfjs._devices import get_device_details as get_device_details
from tfjs._devices import get_memory_growth as get_memory_growth
from tfjs._devices import get_memory_info as get_memory_info
from tfjs._devices import list_logical_devices as list_logical_devices
from tfjs._devices import list_physical_devices as list_physical_devices
from tfjs._devices import set_memory_growth as set_memory_growth
from tfjs._devices import set_visible_devices as set_visible_devices
