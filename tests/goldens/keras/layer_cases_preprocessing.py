"""Cases of the layers that prepare numbers, categories and texts."""

from __future__ import annotations

from typing import Any

from layer_case import case, floats, literal, whole


def words(*values: Any) -> dict[str, Any]:
    return literal(list(values), "string")


def ints(*values: Any) -> dict[str, Any]:
    return literal(list(values), "int64")


FORMAL = {"gradients": False}
MATRIX = words(["a", "b", "zz"], ["c", "b", "b"])
NUMBERS = ints([10, 30, 7], [20, 10, 10])
VOCABULARY = {"vocabulary": ["a", "b", "c"]}
INTEGERS = {"vocabulary": [10, 20, 30]}
TEXTS = words("The quick, brown fox!", "the fox; THE dog?", "")
MODES = ("one_hot", "multi_hot", "count")
LEARN = words("the fox the dog the", "a quick fox. A dog", "fox!")


def string_lookup() -> list[dict[str, Any]]:
    name = "StringLookup"
    return [
        case(name, VOCABULARY, MATRIX, **FORMAL),
        case(name, VOCABULARY, words("a", "x"), **FORMAL),
        case(name, {**VOCABULARY, "mask_token": "m"}, words("m", "a", "x"), **FORMAL),
        case(name, {**VOCABULARY, "num_oov_indices": 3}, MATRIX, **FORMAL),
        case(name, {**VOCABULARY, "num_oov_indices": 3, "salt": [7, 8]}, MATRIX, **FORMAL),
        case(name, {**VOCABULARY, "num_oov_indices": 0}, words("a", "c"), **FORMAL),
        case(name, {**VOCABULARY, "num_oov_indices": 0}, MATRIX, raises="should be in vocabulary"),
        case(name, {"vocabulary": ["[UNK]", "a", "é"]}, words("é", "a", "b"), **FORMAL),
        *(case(name, {**VOCABULARY, "output_mode": m}, MATRIX, **FORMAL) for m in MODES),
        *(
            case(name, {**VOCABULARY, "output_mode": m}, words("a", "x", "a"), **FORMAL)
            for m in MODES
        ),
        case(
            name,
            {
                **VOCABULARY,
                "output_mode": "count",
                "mask_token": "zz",
                "max_tokens": 6,
                "pad_to_max_tokens": True,
            },
            MATRIX,
            **FORMAL,
        ),
        case(
            name,
            {**VOCABULARY, "output_mode": "tf_idf", "idf_weights": [0.5, 0.25, 2.0]},
            MATRIX,
            **FORMAL,
        ),
        case(
            name, {}, words("b", "a", "q"), adapt=words("a", "b", "b", "c", "c", "c", "d"), **FORMAL
        ),
        case(name, {"max_tokens": 3}, words("b", "a", "c"), adapt=MATRIX, **FORMAL),
        case(name, {"output_mode": "tf_idf"}, MATRIX, adapt=MATRIX, **FORMAL),
        case(
            name,
            {"output_mode": "tf_idf", "max_tokens": 6, "pad_to_max_tokens": True},
            MATRIX,
            adapt=MATRIX,
            **FORMAL,
        ),
        case(name, {**VOCABULARY, "invert": True}, ints([0, 1, 2], [3, 9, -1]), **FORMAL),
        case(
            name,
            {**VOCABULARY, "invert": True, "mask_token": "", "num_oov_indices": 2},
            ints(0, 1, 2, 3, 5, 6),
            **FORMAL,
        ),
        case(name, {"vocabulary": ["a", "a"]}, MATRIX, raises="repeated term"),
        case(name, {"vocabulary": []}, MATRIX, raises="empty vocabulary"),
        case(name, {"vocabulary": ["a", "m"], "mask_token": "m"}, MATRIX, raises="reserved mask"),
        case(name, {**VOCABULARY, "max_tokens": 3}, MATRIX, raises="larger than the maximum"),
        case(name, {"max_tokens": 1}, MATRIX, raises="must be greater than 1"),
        case(name, {"output_mode": "other"}, MATRIX, raises="output_mode"),
        case(name, {"output_mode": "multi_hot"}, MATRIX, raises="set the layer's vocabulary"),
        case(name, {"pad_to_max_tokens": True}, MATRIX, raises="must set `max_tokens`"),
        case(name, {"sparse": True}, MATRIX, raises="`sparse` may only be true"),
        case(name, {"idf_weights": [1]}, MATRIX, raises="should only be set"),
        case(name, {**VOCABULARY, "output_mode": "tf_idf"}, MATRIX, raises="must also be provided"),
        case(name, VOCABULARY, MATRIX, adapt=MATRIX, raises="static vocabulary"),
    ]


def integer_lookup() -> list[dict[str, Any]]:
    name = "IntegerLookup"
    return [
        case(name, INTEGERS, NUMBERS, **FORMAL),
        case(name, INTEGERS, whole(2, 4, below=31), **FORMAL),
        case(name, {**INTEGERS, "mask_token": 0}, ints(0, 10, 5), **FORMAL),
        case(name, {**INTEGERS, "num_oov_indices": 3}, NUMBERS, **FORMAL),
        case(name, {**INTEGERS, "num_oov_indices": 3, "oov_method": "farmhash"}, NUMBERS, **FORMAL),
        case(
            name,
            {**INTEGERS, "num_oov_indices": 3, "oov_method": "farmhash", "salt": 5},
            NUMBERS,
            **FORMAL,
        ),
        case(name, {**INTEGERS, "num_oov_indices": 0}, ints(20, 10), **FORMAL),
        case(name, {**INTEGERS, "num_oov_indices": 0}, NUMBERS, raises="should be in vocabulary"),
        *(case(name, {**INTEGERS, "output_mode": m}, NUMBERS, **FORMAL) for m in MODES),
        case(name, {**INTEGERS, "output_mode": "one_hot"}, ints([10], [5]), **FORMAL),
        case(name, {}, NUMBERS, adapt=NUMBERS, **FORMAL),
        case(name, {"output_mode": "tf_idf"}, NUMBERS, adapt=NUMBERS, **FORMAL),
        case(name, {**INTEGERS, "invert": True}, ints(0, 1, 2, 3, 4), **FORMAL),
        case(name, {**INTEGERS, "vocabulary_dtype": "int32"}, NUMBERS, raises="vocabulary_dtype"),
        case(name, {"num_oov_indices": -1}, NUMBERS, raises="must >= 0"),
        case(name, {**INTEGERS, "salt": 5}, NUMBERS, raises="oov_method"),
    ]


def text_vectorization() -> list[dict[str, Any]]:
    name = "TextVectorization"
    known = {"vocabulary": ["the", "fox", "dog", "quick"]}
    return [
        case(name, known, TEXTS, **FORMAL),
        case(name, {**known, "output_sequence_length": 3}, TEXTS, **FORMAL),
        case(name, {**known, "output_sequence_length": 6}, TEXTS, **FORMAL),
        case(name, {**known, "ragged": True}, TEXTS, symbolic=False, **FORMAL),
        case(
            name,
            {**known, "ragged": True, "output_sequence_length": 2},
            TEXTS,
            symbolic=False,
            **FORMAL,
        ),
        case(name, known, words(["the fox"], ["a dog ran"]), **FORMAL),
        case(name, {**known, "standardize": None}, TEXTS, **FORMAL),
        case(name, {**known, "standardize": "lower"}, TEXTS, **FORMAL),
        case(name, {**known, "standardize": "strip_punctuation"}, TEXTS, **FORMAL),
        case(
            name,
            {"vocabulary": ["t", "é", " "], "split": "character"},
            words("té t", "ab"),
            **FORMAL,
        ),
        case(name, {**known, "split": None}, words(["the", "cow"], ["fox", "dog"]), **FORMAL),
        case(name, {**known, "split": None}, words("the", "cow", "dog"), symbolic=False, **FORMAL),
        case(name, {"vocabulary": ["the fox", "dog", "fox the dog"], "ngrams": 2}, TEXTS, **FORMAL),
        case(
            name,
            {"vocabulary": ["the fox", "fox the dog"], "ngrams": [2, 3]},
            TEXTS,
            raises="`ngrams` must be None",
        ),
        *(case(name, {**known, "output_mode": m}, TEXTS, **FORMAL) for m in ("multi_hot", "count")),
        case(
            name,
            {**known, "output_mode": "count", "max_tokens": 8, "pad_to_max_tokens": True},
            TEXTS,
            **FORMAL,
        ),
        case(
            name,
            {**known, "output_mode": "tf_idf", "idf_weights": [0.1, 0.2, 0.3, 0.4]},
            TEXTS,
            **FORMAL,
        ),
        case(name, {}, TEXTS, adapt=LEARN, config_check=False, **FORMAL),
        case(name, {"max_tokens": 4}, TEXTS, adapt=LEARN, config_check=False, **FORMAL),
        case(name, {"output_mode": "tf_idf"}, TEXTS, adapt=LEARN, config_check=False, **FORMAL),
        case(
            name,
            {"output_mode": "count", "ngrams": 2},
            TEXTS,
            adapt=LEARN,
            config_check=False,
            **FORMAL,
        ),
        case(name, known, words(["a", "b"]), raises="last shape dimension must be 1"),
        case(name, {"standardize": "upper"}, TEXTS, raises="standardize"),
        case(name, {"split": "tab"}, TEXTS, raises="split"),
        case(name, {"output_sequence_length": 2.5}, TEXTS, raises="output_sequence_length"),
        case(
            name,
            {"output_mode": "count", "output_sequence_length": 2},
            TEXTS,
            raises="must not be set",
        ),
        case(name, {"output_mode": "count", "ragged": True}, TEXTS, raises="`ragged` must not"),
    ]


CASES = [
    case("Rescaling", {"scale": 0.5, "offset": -1.0}, floats(2, 3)),
    case("Rescaling", {"scale": 2}, whole(2, 3, below=255, dtype="uint8")),
    case("Rescaling", {"scale": [1.0, 2.0, 3.0], "offset": [0.0, 1.0, 2.0]}, floats(2, 2, 2, 3)),
    case("Normalization", {"mean": 3.0, "variance": 2.0}, floats(2, 3)),
    case("Normalization", {"mean": [1.0, 2.0, 3.0], "variance": [4.0, 1.0, 0.0]}, floats(2, 3)),
    case(
        "Normalization",
        {"mean": [1.0, 2.0, 3.0], "variance": [4.0, 1.0, 0.0], "invert": True},
        floats(2, 3),
    ),
    case("Normalization", {"axis": None, "mean": 1.0, "variance": 2.0}, floats(2, 3)),
    case("Normalization", {}, floats(2, 3), weights="own", adapt=floats(7, 3, shift=2.0)),
    case("Normalization", {"axis": None}, floats(2, 3), weights="own", adapt=floats(7, 3)),
    case("Normalization", {"axis": 1}, floats(2, 3, 4), weights="own", adapt=floats(5, 3, 4)),
    case("Normalization", {"axis": [1, 2]}, floats(2, 3, 4), weights="own", adapt=floats(5, 3, 4)),
    case("Normalization", {"invert": True}, floats(2, 3), weights="own", adapt=floats(7, 3)),
    case("Normalization", {}, floats(2, 3), weights="own"),
    case("Normalization", {"mean": 3.0}, floats(2, 3), raises="both `mean` and `variance`"),
    case("Normalization", {"mean": [1, 2], "variance": 1}, floats(2, 3), raises="same shape"),
    case("Normalization", {"axis": 2}, floats(2, 3), raises="must be in the range"),
    case("Discretization", {"bin_boundaries": [-0.5, 0.0, 0.5]}, floats(2, 4), **FORMAL),
    case("Discretization", {"bin_boundaries": [1, 3]}, whole(2, 4, below=5), **FORMAL),
    case("Discretization", {"bin_boundaries": [0.0, 1.0]}, literal([[0.0, 1.0, 2.0]]), **FORMAL),
    *(
        case("Discretization", {"bin_boundaries": [-0.5, 0.5], "output_mode": m}, shape, **FORMAL)
        for m in MODES
        for shape in (floats(2, 4), floats(3, 1), floats(4))
    ),
    case("Discretization", {"num_bins": 4}, floats(2, 4), adapt=floats(50), **FORMAL),
    case(
        "Discretization",
        {"num_bins": 3, "epsilon": 0.1},
        floats(2, 4),
        adapt=floats(30, 4),
        **FORMAL,
    ),
    case("Discretization", {}, floats(2, 4), raises="need to set either"),
    case("Discretization", {"num_bins": 3}, floats(2, 4), raises="call `adapt(dataset)`"),
    case("Discretization", {"num_bins": 3, "bin_boundaries": [1]}, floats(2), raises="Both"),
    case("Discretization", {"num_bins": -1}, floats(2), raises="greater than or equal to 0"),
    case(
        "Discretization", {"bin_boundaries": [1]}, floats(2), adapt=floats(4), raises="Cannot adapt"
    ),
    case("CategoryEncoding", {"num_tokens": 4}, whole(2, 3, below=4), **FORMAL),
    case("CategoryEncoding", {"num_tokens": 4}, whole(3, below=4), **FORMAL),
    case(
        "CategoryEncoding",
        {"num_tokens": 4, "output_mode": "count"},
        whole(2, 5, below=4),
        **FORMAL,
    ),
    case(
        "CategoryEncoding", {"num_tokens": 4, "output_mode": "one_hot"}, whole(5, below=4), **FORMAL
    ),
    case(
        "CategoryEncoding",
        {"num_tokens": 4, "output_mode": "one_hot"},
        whole(3, 1, below=4),
        **FORMAL,
    ),
    case(
        "CategoryEncoding",
        {"num_tokens": 4, "output_mode": "one_hot"},
        whole(3, 2, below=4),
        **FORMAL,
    ),
    case(
        "CategoryEncoding",
        {"num_tokens": 4, "output_mode": "count"},
        whole(2, 3, below=4),
        call={"count_weights": floats(2, 3)},
        **FORMAL,
    ),
    case("CategoryEncoding", {"num_tokens": 3}, floats(2, 2, scale=0.4, shift=1.5), **FORMAL),
    case("CategoryEncoding", {}, whole(2, below=4), raises="num_tokens must be set"),
    case("CategoryEncoding", {"num_tokens": 0}, whole(2, below=4), raises="must be >= 1"),
    case(
        "CategoryEncoding",
        {"num_tokens": 3, "output_mode": "int"},
        whole(2, below=2),
        raises="Unknown arg",
    ),
    case(
        "CategoryEncoding",
        {"num_tokens": 4},
        whole(2, 3, below=4),
        call={"count_weights": floats(2, 3)},
        raises="`count_weights` is not used",
    ),
    case("Hashing", {"num_bins": 5}, MATRIX, **FORMAL),
    case("Hashing", {"num_bins": 5}, ints([1, 20], [300, -4]), **FORMAL),
    case("Hashing", {"num_bins": 5, "salt": 13}, MATRIX, **FORMAL),
    case("Hashing", {"num_bins": 5, "salt": [13, 37]}, MATRIX, **FORMAL),
    case("Hashing", {"num_bins": 5, "mask_value": "b"}, MATRIX, **FORMAL),
    case("Hashing", {"num_bins": 5, "dtype": "int32"}, MATRIX, **FORMAL),
    *(case("Hashing", {"num_bins": 4, "output_mode": m}, MATRIX, **FORMAL) for m in MODES),
    case("Hashing", {"num_bins": 4, "output_mode": "one_hot"}, words(["a"], ["b"]), **FORMAL),
    case("Hashing", {"num_bins": 0}, MATRIX, raises="non-positive"),
    case("Hashing", {"num_bins": 3, "salt": "a"}, MATRIX, raises="The `salt` argument"),
    case("Hashing", {"num_bins": 3, "output_mode": "x"}, MATRIX, raises="output_mode"),
    case("Hashing", {"num_bins": 3, "dtype": "float32"}, MATRIX, raises="integer type"),
    case("HashedCrossing", {"num_bins": 50}, [words("a", "b"), ints(1, 2)], **FORMAL),
    case("HashedCrossing", {"num_bins": 50}, [words(["a"], ["b"]), words(["x"], ["y"])], **FORMAL),
    case(
        "HashedCrossing",
        {"num_bins": 7, "output_mode": "one_hot"},
        [words("a", "b"), ints(1, -2)],
        **FORMAL,
    ),
    case(
        "HashedCrossing",
        {"num_bins": 1000},
        [words("a long string of more than sixteen bytes", "b" * 70), words("c" * 40, "")],
        **FORMAL,
    ),
    case("HashedCrossing", {"num_bins": 5}, [words("a")], raises="at least two inputs"),
    case("HashedCrossing", {"num_bins": 5}, [words("a"), words("a", "b")], raises="equal shape"),
    case("HashedCrossing", {"num_bins": 5}, [words("a"), floats(1)], raises="integer or string"),
    case("HashedCrossing", {"num_bins": 5, "output_mode": "count"}, [MATRIX], raises="output_mode"),
    *string_lookup(),
    *integer_lookup(),
    *text_vectorization(),
]
