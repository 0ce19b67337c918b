"""Arguments of attention of many heads, checked and completed."""

from typing import Any


def checked_count(name: str, value: Any, otherwise: str = "") -> None:
    """Refuse, with a ValueError, what is no positive int."""
    if not isinstance(value, int) or value <= 0:
        raise ValueError(
            f"Received an invalid value for argument `{name}`, expected a positive integer"
            f"{otherwise}. Received: {name}={value}"
        )


def checked_keys(value_shape: Any, key_shape: Any) -> None:
    """Refuse, with a ValueError, values and keys of different numbers."""
    if tuple(value_shape[1:-1]) != tuple(key_shape[1:-1]):
        raise ValueError(
            "All dimensions of `value` and `key`, except the last one, must be equal. Received: "
            f"value_shape={tuple(value_shape)} and key_shape={tuple(key_shape)}"
        )


def sizes_of_output(output_shape: Any) -> tuple[int, ...] | None:
    """Sizes from one int or several; None for none."""
    if not output_shape:
        return None
    if isinstance(output_shape, int):
        return (output_shape,)
    if not isinstance(output_shape, list | tuple):
        raise ValueError(
            f"Invalid `output_shape`: {output_shape}. When specified, the `output_shape` should be "
            "of type tuple, list, or int."
        )
    return tuple(output_shape)


def axes_of(attention_axes: Any) -> tuple[int, ...] | None:
    """Axes from one int or several; None for none."""
    if isinstance(attention_axes, int):
        return (attention_axes,)
    if attention_axes and not isinstance(attention_axes, list | tuple):
        raise ValueError(
            "`attention_axes` must be an int, list, or tuple. Received: "
            f"attention_axes={attention_axes}"
        )
    return tuple(attention_axes) if attention_axes else None
