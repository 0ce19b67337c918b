"""`tf.audio`: sound in WAV files, 16 bits a sample."""

import struct
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.creation import constant
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_SCALE = 32768.0
_PCM = 1


class DecodeWav(NamedTuple):
    """What `decode_wav` gives."""

    audio: Tensor
    """Shape `(samples, channels)`, float32 within ±1."""
    sample_rate: Tensor
    """Samples per second, a scalar int32."""


def decode_wav(
    contents: "TensorLike",
    desired_channels: int = -1,
    desired_samples: int = -1,
    name: str | None = None,
) -> DecodeWav:
    """The sound in a WAV file of 16-bit samples.

    Args:
        contents: A file's bytes, as a scalar string tensor.
        desired_channels: How many channels to give; further ones repeat the last. All if -1.
        desired_samples: How many samples to give, filled up with zeros. All if -1.

    Raises:
        InvalidArgumentError: No such file, or one of another kind.
    """
    op = "decode_wav"
    text = as_tensor(contents, dtypes.string, op=op)
    if text.ndim:
        raise InvalidArgumentError(f"{op}: contents must be scalar, got shape {text.shape}", op=op)
    sound, rate = _read(bytes(text.numpy()), op)
    if desired_channels != -1:
        places = np.minimum(np.arange(desired_channels), sound.shape[1] - 1)
        sound = sound[:, places]
    if desired_samples != -1:
        whole = np.zeros((desired_samples, sound.shape[1]), np.float32)
        count = min(desired_samples, len(sound))
        whole[:count] = sound[:count]
        sound = whole
    return DecodeWav(from_array(sound, dtypes.float32, None, op), constant(rate, dtypes.int32))


def _read(data: bytes, op: str) -> "tuple[np.ndarray[Any, Any], int]":
    def fail(what: str) -> InvalidArgumentError:
        return InvalidArgumentError(f"{op}: {what}", op=op)

    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise fail("Header mismatch: expected a WAV file (RIFF … WAVE).")
    at, channels, rate, samples = 12, 0, 0, None
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        body = data[at + 8 : at + 8 + size]
        if kind == b"fmt ":
            if len(body) < 16:
                raise fail("Bad format chunk size for WAV.")
            form, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
            if form not in (_PCM, 0xFFFE) or bits != 16:
                raise fail(
                    "Bad audio format for WAV: Expected 1 (PCM) with 16 bits, but got "
                    f"{form} with {bits}"
                )
            if channels < 1:
                raise fail("Bad number of channels for WAV: Expected at least 1.")
        elif kind == b"data":
            samples = np.frombuffer(body[: len(body) // 2 * 2], "<i2")
        at += 8 + size + size % 2
    if samples is None or not channels:
        raise fail("Bad WAV file: no format, or no samples.")
    count = len(samples) // channels
    return samples[: count * channels].reshape(count, channels).astype(np.float32) / _SCALE, rate


def encode_wav(audio: "TensorLike", sample_rate: "TensorLike", name: str | None = None) -> Tensor:
    """A WAV file with 16-bit samples, as a scalar string tensor.

    Args:
        audio: Shape `(samples, channels)`, float32; what is outside ±1 is cut.
        sample_rate: Samples per second, a scalar.

    Raises:
        InvalidArgumentError: Another rank, or a rate below 1.
    """
    op = "encode_wav"
    sound = np.asarray(as_tensor(audio, dtypes.float32, op=op).numpy())
    rate = int(as_tensor(sample_rate, hint=dtypes.int32, op=op).numpy())
    if sound.ndim != 2 or rate < 1 or not sound.shape[1]:
        raise InvalidArgumentError(
            f"{op}: audio must be 2-dimensional but got shape {sound.shape}, and the sample rate "
            f"positive, but got {rate}.",
            op=op,
        )
    scaled = np.floor(np.abs(sound) * _SCALE + 0.5) * np.sign(sound)
    samples = np.clip(scaled, -_SCALE, _SCALE - 1).astype("<i2").tobytes()
    channels = sound.shape[1]
    form = struct.pack("<HHIIHH", _PCM, channels, rate, rate * channels * 2, channels * 2, 16)
    parts = b"WAVE" + b"fmt " + struct.pack("<I", len(form)) + form
    parts += b"data" + struct.pack("<I", len(samples)) + samples
    return constant(b"RIFF" + struct.pack("<I", len(parts)) + parts)
