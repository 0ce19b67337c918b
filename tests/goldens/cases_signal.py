"""Fourier and cosine transforms, windows and frames: `tf.signal`."""

from __future__ import annotations

from ask import Case, T, c, e, i, r, z

SPEECH = "tf.reshape(tf.sin(tf.range(60.0) * 0.7), [2, 30])"


def _fourier() -> list[Case]:
    cases = []
    for op in ("fft", "ifft", "fft2d", "ifft2d", "fft3d", "ifft3d"):
        rank = int(op[-2]) if op.endswith("d") else 1
        cases += [
            c(f"signal.{op}", z(*(4, 3, 2)[-rank:])),
            c(f"signal.{op}", z(2, *(1, 5, 8)[-rank:])),
            c(f"signal.{op}", z(3, 4, 7)),
            c(f"signal.{op}", z(0, 2, 3)),
            c(f"signal.{op}", r(2, 3, 4)),
            c(f"signal.{op}", T([1, 2], "complex64")),
        ]
    cases.append(c("signal.fft", z(2, 3, dtype="complex128")))
    for axes, suffix in ((1, ""), (2, "2d"), (3, "3d")):
        lengths = (3, 4, 6)[-axes:]
        more, less = [n + 1 for n in lengths], [n - 1 for n in lengths]
        cases += [
            c(f"signal.rfft{suffix}", r(2, *lengths)),
            c(f"signal.rfft{suffix}", r(*lengths), more),
            c(f"signal.rfft{suffix}", r(*lengths), less),
            c(f"signal.rfft{suffix}", r(3, 3, 3), [4]),
            c(f"signal.irfft{suffix}", z(2, *lengths)),
            c(f"signal.irfft{suffix}", z(*lengths), more),
            c(f"signal.irfft{suffix}", z(*lengths), less),
            c(f"signal.irfft{suffix}", r(3, 3, 3)),
        ]
    for n in (1, 2, 3, 5, 8, 13):
        cases += [c("signal.rfft", r(2, n)), c("signal.irfft", z(2, n // 2 + 1), [n])]
    for op in ("fftshift", "ifftshift"):
        cases += [
            c(f"signal.{op}", r(5)),
            c(f"signal.{op}", i(3, 4)),
            c(f"signal.{op}", r(3, 4), 1),
            c(f"signal.{op}", r(2, 3, 4), [0, 2]),
            c(f"signal.{op}", z(4, 3)),
        ]
    return [*cases, c("signal.rfft", i(4)), c("signal.rfft", r(4), [-1])]


def _windows() -> list[Case]:
    cases = []
    for op in ("hann_window", "hamming_window"):
        cases += [c(f"signal.{op}", n, periodic=p) for n in (1, 2, 5, 8) for p in (True, False)]
        cases += [e(f"tf.signal.{op}(4, dtype=tf.{d})") for d in ("int32", "float64")]
    for n in (1, 2, 5, 8):
        cases += [c("signal.kaiser_window", n), c("signal.kaiser_window", n, 3.0)]
        cases.append(c("signal.vorbis_window", n))
    return [
        *cases,
        c("signal.kaiser_bessel_derived_window", 8),
        c("signal.kaiser_bessel_derived_window", 6, 4.0),
    ]


def _frames() -> list[Case]:
    cases = []
    for length, step in ((3, 2), (4, 4), (2, 3), (5, 1), (9, 2)):
        cases += [
            c("signal.frame", r(2, 8), length, step),
            c("signal.frame", r(2, 8), length, step, pad_end=True, pad_value=7.0),
            c("signal.overlap_and_add", r(2, 4, length), step),
        ]
    return [
        *cases,
        c("signal.frame", r(8, 2), 3, 2, axis=0),
        c("signal.frame", i(2, 8, 2), 3, 2, pad_end=True, axis=1),
        c("signal.frame", z(6), 3, 2),
        c("signal.overlap_and_add", i(3, 4), 2),
        c("signal.overlap_and_add", r(4), 2),
        e(f"tf.signal.stft({SPEECH}, 8, 4)"),
        e(f"tf.signal.stft({SPEECH}, 7, 3, fft_length=16, pad_end=True)"),
        e(f"tf.signal.stft({SPEECH}, 8, 4, window_fn=None)"),
        e(f"tf.signal.stft({SPEECH}, 6, 2, window_fn=tf.signal.hamming_window)"),
        e(f"tf.signal.inverse_stft(tf.signal.stft({SPEECH}, 8, 4), 8, 4)"),
        e(
            f"tf.signal.inverse_stft(tf.signal.stft({SPEECH}, 7, 3), 7, 3, "
            "window_fn=tf.signal.inverse_stft_window_fn(3))"
        ),
        e(f"tf.signal.inverse_stft(tf.signal.stft({SPEECH}, 8, 4), 10, 4, fft_length=8)"),
        e("tf.signal.inverse_stft_window_fn(3)(8, tf.float32)"),
    ]


def _cosine() -> list[Case]:
    cases = []
    for op in ("dct", "idct"):
        for kind in (1, 2, 3, 4):
            cases += [c(f"signal.{op}", r(2, 5), kind), c(f"signal.{op}", r(6), kind)]
            cases.append(c(f"signal.{op}", r(2, 5), kind, norm="ortho"))
    return [
        *cases,
        c("signal.dct", r(2, 5), 2, 7),
        c("signal.dct", r(2, 5), 2, 3),
        c("signal.dct", r(2, 5), 5),
        c("signal.dct", r(5), norm="none"),
        c("signal.dct", r(2, 5), axis=0),
        c("signal.mfccs_from_log_mel_spectrograms", r(2, 3, 8)),
        c("signal.linear_to_mel_weight_matrix", 5, 17, 8000, 80.0, 3600.0),
        c("signal.linear_to_mel_weight_matrix", 0),
        c("signal.linear_to_mel_weight_matrix", 5, 17, 8000, 80.0, 5000.0),
    ]


def _gradients() -> list[Case]:
    functions = [
        ("tf.abs(tf.signal.rfft(x))", SPEECH),
        ("tf.signal.irfft(tf.signal.rfft(x))[:, :7]", SPEECH),
        ("tf.abs(tf.signal.stft(x, 8, 4))", SPEECH),
        ("tf.math.real(tf.signal.fft2d(tf.complex(x, x * x)))", SPEECH),
        ("tf.signal.frame(x, 4, 3) ** 2", SPEECH),
        ("tf.signal.overlap_and_add(x, 7) ** 2", SPEECH),
        ("tf.signal.dct(x, 4) ** 2", SPEECH),
    ]
    return [
        e(
            "(lambda t: (lambda x: (t.watch(x), t.gradient(tf.reduce_sum("
            f"{f}), x))[1])({x}))(tf.GradientTape().__enter__())"
        )
        for f, x in functions
    ]


def _signal() -> list[Case]:
    return [*_fourier(), *_windows(), *_frames(), *_cosine(), *_gradients()]


FAMILIES = {"signal": _signal}
