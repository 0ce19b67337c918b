"""`tf.config.experimental`."""

from tfjs._devices import LogicalDeviceConfiguration as VirtualDeviceConfiguration  # noqa: F401
from tfjs._devices import enable_op_determinism as enable_op_determinism
from tfjs._devices import enable_tensor_float_32_execution as enable_tensor_float_32_execution
from tfjs._devices import get_device_details as get_device_details
from tfjs._devices import (  # noqa: F401
    get_logical_device_configuration as get_virtual_device_configuration,
)
from tfjs._devices import get_memory_growth as get_memory_growth
from tfjs._devices import get_memory_info as get_memory_info
from tfjs._devices import get_memory_usage as get_memory_usage
from tfjs._devices import get_synchronous_execution as get_synchronous_execution
from tfjs._devices import get_visible_devices as get_visible_devices
from tfjs._devices import list_logical_devices as list_logical_devices
from tfjs._devices import list_physical_devices as list_physical_devices
from tfjs._devices import reset_memory_stats as reset_memory_stats
from tfjs._devices import (  # noqa: F401
    set_logical_device_configuration as set_virtual_device_configuration,
)
from tfjs._devices import set_memory_growth as set_memory_growth
from tfjs._devices import set_synchronous_execution as set_synchronous_execution
from tfjs._devices import set_visible_devices as set_visible_devices
from tfjs._devices import tensor_float_32_execution_enabled as tensor_float_32_execution_enabled
