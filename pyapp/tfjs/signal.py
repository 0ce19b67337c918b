"""`tf.signal`."""

from typing import TYPE_CHECKING as _TYPE_CHECKING

from tfjs.ops.cosine import dct as dct
from tfjs.ops.cosine import idct as idct
from tfjs.ops.cosine import linear_to_mel_weight_matrix as linear_to_mel_weight_matrix
from tfjs.ops.cosine import mfccs_from_log_mel_spectrograms as mfccs_from_log_mel_spectrograms
from tfjs.ops.fourier import fft as fft
from tfjs.ops.fourier import fft2d as fft2d
from tfjs.ops.fourier import fft3d as fft3d
from tfjs.ops.fourier import fftshift as fftshift
from tfjs.ops.fourier import ifft as ifft
from tfjs.ops.fourier import ifft2d as ifft2d
from tfjs.ops.fourier import ifft3d as ifft3d
from tfjs.ops.fourier import ifftshift as ifftshift
from tfjs.ops.fourier import irfft as irfft
from tfjs.ops.fourier import irfft2d as irfft2d
from tfjs.ops.fourier import irfft3d as irfft3d
from tfjs.ops.fourier import rfft as rfft
from tfjs.ops.fourier import rfft2d as rfft2d
from tfjs.ops.fourier import rfft3d as rfft3d
from tfjs.ops.frames import frame as frame
from tfjs.ops.frames import inverse_stft as inverse_stft
from tfjs.ops.frames import inverse_stft_window_fn as inverse_stft_window_fn
from tfjs.ops.frames import overlap_and_add as overlap_and_add
from tfjs.ops.frames import stft as stft
from tfjs.ops.windows import hamming_window as hamming_window
from tfjs.ops.windows import hann_window as hann_window
from tfjs.ops.windows import kaiser_bessel_derived_window as kaiser_bessel_derived_window
from tfjs.ops.windows import kaiser_window as kaiser_window
from tfjs.ops.windows import vorbis_window as vorbis_window

if _TYPE_CHECKING:
    from tfjs.ops.fourier_axes import fftnd as fftnd
    from tfjs.ops.fourier_axes import ifftnd as ifftnd
    from tfjs.ops.fourier_axes import irfftnd as irfftnd
    from tfjs.ops.fourier_axes import rfftnd as rfftnd
    from tfjs.ops.modified_cosine import inverse_mdct as inverse_mdct
    from tfjs.ops.modified_cosine import mdct as mdct
