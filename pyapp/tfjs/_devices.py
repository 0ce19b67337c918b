"""Devices as TensorFlow lists them: a CPU, and a GPU while a backend computes on one."""

from types import TracebackType
from typing import Any, NamedTuple

from tfjs import _bridge

_ON_GPU = ("webgl", "webgpu")
_soft_placement = [True]


class PhysicalDevice(NamedTuple):
    """A device by its name and kind, "CPU" or "GPU"."""

    name: str
    device_type: str


class LogicalDevice(NamedTuple):
    """The same device, as programs place operations on it."""

    name: str
    device_type: str


def _kinds(device_type: str | None) -> list[str]:
    kinds = ["CPU"] + (["GPU"] if _bridge.current_backend() in _ON_GPU else [])
    return [kind for kind in kinds if device_type in (None, kind)]


def list_physical_devices(device_type: str | None = None) -> list[PhysicalDevice]:
    """The CPU, and the GPU if the backend in use computes on one.

    Args:
        device_type: "CPU" or "GPU", to list only those.
    """
    return [PhysicalDevice(f"/physical_device:{k}:0", k) for k in _kinds(device_type)]


def list_logical_devices(device_type: str | None = None) -> list[LogicalDevice]:
    """The same devices under the names that `tf.device` takes."""
    return [LogicalDevice(f"/device:{k}:0", k) for k in _kinds(device_type)]


def get_visible_devices(device_type: str | None = None) -> list[PhysicalDevice]:
    """All devices: none can be hidden."""
    return list_physical_devices(device_type)


def set_visible_devices(devices: Any, device_type: str | None = None) -> None:
    """Do nothing: `tf.backend.use` chooses where to compute."""


def get_soft_device_placement() -> bool:
    """What `set_soft_device_placement` said; True at first."""
    return _soft_placement[0]


def set_soft_device_placement(enabled: bool) -> None:
    """Keep the wish; there is one device at a time."""
    _soft_placement[0] = bool(enabled)


def set_memory_growth(device: Any, enable: bool) -> None:
    """Do nothing: a browser hands out GPU memory as it is asked for."""


def get_memory_growth(device: Any) -> bool:
    """True: memory is taken as it is needed."""
    return True


def get_memory_info(device: str) -> dict[str, int]:
    """Bytes that all tensors take together, as "current" and, lacking a record, as "peak"."""
    import json

    current = int(json.loads(_bridge.memory())["num_bytes"])
    return {"current": current, "peak": current}


def get_device_details(device: PhysicalDevice) -> dict[str, Any]:
    """The backend that computes there."""
    return {"device_name": _bridge.current_backend()}


def enable_op_determinism() -> None:
    """Do nothing: every backend adds in a fixed order."""


class device:  # noqa: N801 - TensorFlow's name
    """A context that TensorFlow uses to place operations; here they run on the backend in use.

    Args:
        device_name: Such as "/GPU:0"; None for no wish.

    Raises:
        ValueError: Something that names no device.
    """

    def __init__(self, device_name: Any = None) -> None:
        name = getattr(device_name, "name", device_name)
        if name is not None and not isinstance(name, str):
            raise ValueError(f"device: expected a name. Received: device_name={device_name!r}.")
        known = ("CPU", "GPU", "TPU", "DEVICE", "JOB")
        if name and not any(kind in name.upper() for kind in known):
            raise ValueError(f"Failed to parse device name: '{name}'")

    def __enter__(self) -> "device":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        return None


_strict: dict[str, bool] = {"log": False, "filter": True, "synchronous": True}
"""What programs switch on and off without an effect."""


def set_log_device_placement(enabled: bool) -> None:
    """Accepted: there is one device, and nothing is logged."""
    _strict["log"] = bool(enabled)


def get_log_device_placement() -> bool:
    """What `set_log_device_placement` was told."""
    return _strict["log"]


def enable_traceback_filtering() -> None:
    """Accepted: tracebacks are shown as they are."""
    _strict["filter"] = True


def disable_traceback_filtering() -> None:
    """Accepted: tracebacks are shown as they are."""
    _strict["filter"] = False


def is_traceback_filtering_enabled() -> bool:
    """Which of the two was called last."""
    return _strict["filter"]


def set_synchronous_execution(enable: bool) -> None:
    """Accepted: operations run one after the other."""
    _strict["synchronous"] = bool(enable)


def get_synchronous_execution() -> bool:
    """What `set_synchronous_execution` was told; True at first."""
    return _strict["synchronous"]


def tensor_float_32_execution_enabled() -> bool:
    """False: numbers have all of float32's digits."""
    return False


def enable_tensor_float_32_execution(enabled: bool) -> None:
    """Accepted, without effect."""


def get_memory_usage(device: str) -> int:
    """Bytes of all tensors."""
    return int(get_memory_info(device)["current"])


def reset_memory_stats(device: str) -> None:
    """Accepted: no peaks are kept."""


class LogicalDeviceConfiguration(NamedTuple):
    """How a part of a device is to be used; there are no parts here."""

    memory_limit: int | None = None
    experimental_priority: int | None = None
    experimental_device_ordinal: int | None = None


def get_logical_device_configuration(device: PhysicalDevice) -> None:
    """None: devices are not divided."""


def set_logical_device_configuration(device: PhysicalDevice, logical_devices: Any) -> None:
    """Accepted for one part without a limit of memory.

    Raises:
        ValueError: Several parts, or a limit: a device is not divided in a browser.
    """
    parts = list(logical_devices)
    if len(parts) > 1 or any(part.memory_limit for part in parts):
        raise ValueError("A device cannot be divided, nor its memory limited, in a browser tab.")
