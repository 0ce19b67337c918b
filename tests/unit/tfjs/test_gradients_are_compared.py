"""Every public operation has a gradient that a test compares with TensorFlow's, or none to compare.

The operations are TensorFlow's own list of names; where they are compared is in
`tests/goldens/gradients` and `tests/browser/tfjs/first_cases.py`.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from tests.browser.tfjs.first_cases import FIRST

GOLDENS = Path(__file__).parents[2] / "goldens"
MODULES = ("", "math", "nn", "linalg", "image", "signal")

EXCUSED = {
    "what comes out are integers, booleans, strings or shapes": """
        argmax argmin argsort as_string bitcast broadcast_dynamic_shape broadcast_static_shape
        edit_distance equal fingerprint greater greater_equal histogram_fixed_width
        histogram_fixed_width_bins less less_equal logical_and logical_not logical_or not_equal
        random_index_shuffle rank reduce_all reduce_any required_space_to_batch_paddings
        searchsorted sequence_mask shape shape_n size unique unique_with_counts unravel_index
        math.bincount math.count_nonzero math.in_top_k math.invert_permutation math.is_finite
        math.is_inf math.is_nan math.is_non_decreasing math.is_strictly_increasing math.logical_xor
        nn.collapse_repeated nn.ctc_unique_labels nn.compute_accidental_hits linalg.matrix_rank
        image.encode_jpeg image.encode_png image.extract_jpeg_shape image.is_jpeg
        image.non_max_suppression image.non_max_suppression_overlaps
        image.non_max_suppression_padded""",
    "what goes in are integers, strings or sizes": """
        constant eye ones one_hot range zeros math.sobol_sample image.decode_and_crop_jpeg
        image.decode_bmp image.decode_gif image.decode_image image.decode_jpeg image.decode_jxl
        image.decode_png image.decode_webp signal.hamming_window signal.hann_window
        signal.inverse_stft_window_fn signal.kaiser_bessel_derived_window signal.kaiser_window
        signal.linear_to_mel_weight_matrix signal.vorbis_window nn.all_candidate_sampler
        nn.fixed_unigram_candidate_sampler nn.learned_unigram_candidate_sampler
        image.sample_distorted_bounding_box image.stateless_sample_distorted_bounding_box""",
    "TensorFlow has no gradient for it": """
        conv eig fftnd ifftnd irfftnd rfftnd parallel_stack truncatediv truncatemod
        ragged_fill_empty_rows ragged_fill_empty_rows_grad eigvals linalg.logm linalg.lu
        nn.ctc_beam_search_decoder nn.ctc_greedy_decoder image.adjust_contrast image.adjust_hue
        image.adjust_jpeg_quality image.adjust_saturation image.combined_non_max_suppression
        image.extract_glimpse image.generate_bounding_box_proposals
        image.non_max_suppression_with_scores image.stateless_random_contrast
        image.stateless_random_hue image.stateless_random_jpeg_quality
        image.stateless_random_saturation signal.irfft3d signal.rfft3d""",
    "it has no kernel on TensorFlow's CPU; it is the gradient of another one": """
        conv2d_backprop_filter_v2 conv2d_backprop_input_v2""",
    "not offered here, which an error says": """
        matrix_square_root nn.with_space_to_batch""",
    "TensorFlow's gradient is that of the bounds of a bisection, and not of the eigenvalues": """
        linalg.eigh_tridiagonal""",
    "it draws numbers; its stateless sibling is compared, or what it is made of": """
        image.random_brightness image.random_contrast image.random_crop
        image.random_flip_left_right image.random_flip_up_down image.random_hue
        image.random_jpeg_quality image.random_saturation nn.fractional_avg_pool
        nn.fractional_max_pool""",
    "another name of one that is compared": """
        approx_top_k math.approx_min_k""",
    "about gradients, or calling Python: test_gradients.py and test_callbacks.py": """
        custom_gradient grad_pass_through gradients hessians no_gradient
        nondifferentiable_batch_function numpy_function py_function recompute_grad stop_gradient""",
    "not an operation on numbers": """
        Assert as_dtype assert_equal assert_greater assert_less assert_rank check_pinned
        control_dependencies device executing_eagerly function get_current_name_scope get_logger
        get_static_value group guarantee_const import_graph_def init_scope inside_function
        is_symbolic_tensor is_tensor load_library load_op_library make_ndarray make_tensor_proto
        no_op print register_tensor_conversion_function timestamp type_spec_from_value
        variable_creator_scope""",
}


def compared() -> set[str]:
    """Operations with a gradient in a golden file, or the statement that there is none."""
    found = set(FIRST)
    for path in (GOLDENS / "gradients").glob("*.json"):
        cases = json.loads((GOLDENS / path.name).read_text())["cases"]
        names = {
            f"{zlib.crc32(json.dumps([c['op'], c['args'], c.get('kwargs', {})]).encode()):08x}": c[
                "op"
            ]
            for c in cases
        }
        rows = json.loads(path.read_text())["gradients"]
        found |= {names[r["case"]] for r in rows if "error" not in r and r["case"] in names}
    return found


def operations() -> list[tuple[str, set[str]]]:
    """Public functions, each with the names under which it may be found elsewhere."""
    names = json.loads((GOLDENS / "names" / "tensorflow.json").read_text())["names"]
    return [
        (f"{module}.{name}".lstrip("."), {f"{other}.{name}".lstrip(".") for other in MODULES})
        for module in MODULES
        for name, arguments in names[module].items()
        if isinstance(arguments, str)
    ]


def test_every_gradient_is_compared_or_excused() -> None:
    excused = {name for names in EXCUSED.values() for name in names.split()}
    known = compared()
    missing = [name for name, same in operations() if not same & (known | excused)]
    assert missing == []


def test_every_excuse_is_needed() -> None:
    known = compared()
    needed = {n for _, same in operations() if not same & known for n in same}
    assert [n for names in EXCUSED.values() for n in names.split() if n not in needed] == []
