"""Cases of the layers on sound."""

from __future__ import annotations

from layer_case import case, floats

LOOSE = {"gradients": False, "rtol": 1e-4, "atol": 2e-5}
MEL = {"fft_length": 32, "sequence_stride": 12, "sampling_rate": 800, "num_mel_bins": 5}
SHORT = {"frame_length": 8, "frame_step": 3}
WAVES = floats(2, 30, 2)

CASES = [
    case("MelSpectrogram", MEL, floats(2, 90), **LOOSE),
    case("MelSpectrogram", {**MEL, "power_to_db": False, "mag_exp": 1.0}, floats(70), **LOOSE),
    case(
        "MelSpectrogram",
        {**MEL, "window": "hamming", "sequence_length": 20, "min_freq": 50.0, "max_freq": 300.0},
        floats(1, 64),
        **LOOSE,
    ),
    case("MelSpectrogram", {**MEL, "window": None, "top_db": 6.0}, floats(1, 64), **LOOSE),
    case("MelSpectrogram", {"fft_length": 8, "sequence_length": 9}, floats(90), raises="greater"),
    case("STFTSpectrogram", SHORT, WAVES, weights="own"),
    case(
        "STFTSpectrogram", {**SHORT, "padding": "same", "mode": "magnitude"}, WAVES, weights="own"
    ),
    *(
        case("STFTSpectrogram", {**SHORT, "mode": mode}, WAVES, weights="own", atol=1e-5)
        for mode in ("psd", "real", "imag", "stft")
    ),
    case("STFTSpectrogram", {**SHORT, "mode": "angle"}, WAVES),
    case(
        "STFTSpectrogram",
        {"frame_length": 6, "fft_length": 16, "window": "hamming", "expand_dims": True},
        WAVES,
        weights="own",
    ),
    *(
        case(
            "STFTSpectrogram",
            {
                "frame_length": 5,
                "window": None,
                "scaling": None,
                "mode": "stft",
                "data_format": "channels_first",
                "padding": "same",
                "expand_dims": expand,
            },
            floats(2, 3, 14),
            weights="own",
            atol=1e-5,
        )
        for expand in (False, True)
    ),
    case("STFTSpectrogram", {**SHORT, "periodic": True, "scaling": "spectrum"}, WAVES),
    case("STFTSpectrogram", {"mode": "x"}, WAVES, raises="Output mode is invalid"),
    case("STFTSpectrogram", {"frame_length": 8, "frame_step": 9}, WAVES, raises="frame_step"),
    case("STFTSpectrogram", {"frame_length": 8, "fft_length": 7}, WAVES, raises="fft_length"),
]
