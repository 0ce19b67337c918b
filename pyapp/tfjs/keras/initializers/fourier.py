"""Initializer of convolution kernels that compute a short-time Fourier transform."""

import importlib
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.initializers.initializer import Initializer
from tfjs.ops.casting import cast
from tfjs.ops.creation import constant
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike

# Windows that are a sum of cosines, by SciPy's names; the others need SciPy.
_COSINES = {
    "boxcar": (1.0,),
    "hann": (0.5, 0.5),
    "hamming": (0.54, 0.46),
    "blackman": (0.42, 0.50, 0.08),
    "nuttall": (0.3635819, 0.4891775, 0.1365995, 0.0106411),
    "blackmanharris": (0.35875, 0.48829, 0.14128, 0.01168),
    "flattop": (0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368),
}


def _window(name: str, length: int, periodic: bool) -> Any:
    """The window of this name, `length` values."""
    if name not in _COSINES:
        signal = importlib.import_module("scipy.signal")
        return signal.get_window(name, length, periodic)
    if length == 1:
        return np.ones(1)
    angles = np.linspace(-math.pi, math.pi, length + periodic)[:length]
    return sum(share * np.cos(k * angles) for k, share in enumerate(_COSINES[name]))


class STFT(Initializer):
    """Kernels of shape `(frame_length, 1, fft_length // 2 + 1)`: waves below a window.

    Args:
        side: "real" or "imag", the part of the transform.
        window: The name of a window, its values, or None for none.
        scaling: "density" or "spectrum" for windows of length 1 in the L2 or L1 sense, or None.
        periodic: Whether the window goes on past its end.

    Names other than boxcar, hann, hamming, blackman, nuttall, blackmanharris and flattop are asked
    of SciPy, which must be there then.

    Raises:
        ValueError: An argument that is none of these, or a window of another length.
    """

    def __init__(
        self,
        side: str = "real",
        window: Any = "hann",
        scaling: str | None = "density",
        periodic: bool = False,
    ) -> None:
        if side not in ("real", "imag"):
            raise ValueError(f"side should be 'real' or 'imag', not {side}")
        if isinstance(window, str):
            _window(window, 1, True)
        if scaling is not None and scaling not in ("density", "spectrum"):
            raise ValueError(
                "Scaling is invalid, it must be `None`, 'density' or 'spectrum'. "
                f"Received scaling={scaling}"
            )
        self.side = side
        self.window = window
        self.scaling = scaling
        self.periodic = periodic

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """The kernels."""
        frame_length, _, bins = shape
        frequencies = np.arange(bins, dtype=np.float32) / np.float32((bins - 1) * 2)
        times = np.arange(frame_length, dtype=np.float32)[:, None, None]
        angles = np.float32(-2) * times * frequencies * np.float32(math.pi)
        waves = np.cos(angles) if self.side == "real" else np.sin(angles)
        if self.window is not None:
            waves = waves * self._scaled_window(frame_length)
        return cast(constant(waves.astype(np.float32)), standardize_dtype(dtype))

    def _scaled_window(self, length: int) -> Any:
        window = self.window
        if isinstance(window, str):
            window = _window(window, length, self.periodic)
        values = np.asarray(window, np.float32)
        if values.shape != (length,):
            raise ValueError(
                "The shape of `window` must be equal to [frame_length]. "
                f"Received: window shape={values.shape}"
            )
        if self.scaling == "density":
            values = values / np.sqrt(np.sum(np.square(values)))
        elif self.scaling == "spectrum":
            values = values / np.sum(np.abs(values))
        return values[:, None, None]

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            "side": self.side,
            "window": self.window,
            "periodic": self.periodic,
            "scaling": self.scaling,
        }
