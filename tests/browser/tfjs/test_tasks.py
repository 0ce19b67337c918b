"""`tf.tasks.ImageClassifier`: agreement with the official package, its interface, no leaks."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser

GRAPH = "/models/mobilenet_v1_025_224_graph/model.json"
TINY = "/models/tiny_colors_layers"
PHOTOS = (
    "astronaut.jpg",
    "cameraman_gray.png",
    "cat_chelsea.png",
    "cat_tabby_224.jpg",
    "cmyk.jpg",
    "coffee_mug.jpg",
    "dog_bicycle_truck.jpg",
    "dog_labrador_224.jpg",
    "espresso_cup.png",
    "exif_landscape_6.jpg",
    "gray_alpha.png",
    "hopper_exif_orientation_7.jpg",
    "logo_rgba.png",
    "road_cars.jpg",
    "rocket.jpg",
    "three_people.jpg",
    "yoga_pose.jpg",
)


TOLERANCE = 1e-4
"""Asked for is 1e-3; of a pixel that is rounded the other way, less is seen."""


def colored(red, green, blue, size=8):
    """A plain picture as pixels."""
    import numpy as np

    return np.full((size, size, 3), (red, green, blue), np.uint8)


def tiny(**options):
    """The classifier that the tests made themselves."""
    import tfjs as tf

    options = {"input_range": (0, 1), "labels": ["red", "green", "blue"], **options}
    return tf.tasks.ImageClassifier.load(url=TINY, **options)


@pytest.fixture(params=PHOTOS)
def photo(request, data, worker):
    """A photo, and what the official package says of it in the same browser."""
    from tests.support import official

    path = data / "images" / request.param
    return {
        "bytes": path.read_bytes(),
        "official": official.classify(worker, path, 10),
    }


@pytest.mark.models
@in_browser
def test_probabilities_agree_with_the_official_package(photo):
    import tfjs as tf

    classifier = tf.tasks.ImageClassifier.load(url=GRAPH)
    scores = {p.label: p.score for p in classifier(photo["bytes"], top_k=1000)}
    worst = max(abs(scores[label] - score) for label, score in photo["official"])
    assert worst < TOLERANCE, f"differs by {worst:.1e}"
    assert max(scores, key=scores.get) == photo["official"][0][0]


@pytest.mark.models
@in_browser
def test_layers_model_agrees_with_its_conversions():
    import numpy as np

    import tfjs as tf

    pixels = np.random.default_rng(1).integers(0, 256, (300, 200, 3)).astype(np.uint8)
    folders = ("mobilenet_v1_025_224_layers", "mobilenet_v1_025_224_conversions/layers")
    folders += ("mobilenet_v1_025_224_conversions/graph",)
    answers = []
    for folder in folders:
        classifier = tf.tasks.ImageClassifier.load(url=f"/models/{folder}")
        scores = sorted((p.index, p.score) for p in classifier(pixels, top_k=1000))
        answers.append([score for _, score in scores])
    for other in answers[1:]:
        assert np.abs(np.subtract(answers[0], other)).max() < 1e-5


@pytest.mark.models
@in_browser
def test_the_site_is_searched_before_the_network():
    import tfjs as tf

    classifier = tf.tasks.ImageClassifier.load(version=1, alpha=0.25)
    assert classifier.model.url.endswith("/models/mobilenet_v1_025_224_layers/model.json")
    assert classifier.input_range == (-1, 1)


@pytest.mark.models
@in_browser
def test_range_of_a_hub_module_is_found():
    import tfjs as tf

    assert tf.tasks.ImageClassifier.load(url=GRAPH).input_range == (0, 1)


@pytest.mark.models
@in_browser
def test_labels_next_to_the_model_are_taken():
    import tfjs as tf

    classifier = tf.tasks.ImageClassifier.load(url="/models/teachable_machine_image")
    assert classifier.labels == ("normal", "nail-biting")


@pytest.mark.parametrize("folder", ["tiny_colors_layers", "tiny_colors_graph"])
@in_browser
def test_best_guess_comes_first(folder):
    import tfjs as tf

    labels = ["red", "green", "blue"]
    classifier = tf.tasks.ImageClassifier.load(
        url=f"/models/{folder}", input_range=(0, 1), labels=labels
    )
    predictions = classifier(colored(0, 255, 0, 20), top_k=3)
    assert predictions[0].index == 1
    assert predictions[0].label == "green"
    assert predictions[0].score > 0.99
    assert sum(p.score for p in predictions) == pytest.approx(1, abs=1e-6)


@in_browser
def test_every_kind_of_picture_gives_the_same():
    import io
    from pathlib import Path

    import numpy as np
    from PIL import Image

    import tfjs as tf

    classifier = tiny()
    pixels = np.random.default_rng(2).integers(0, 256, (8, 8, 3)).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    path = Path("/tmp/kinds.png")
    path.write_bytes(file.getvalue())
    opaque = np.concatenate([pixels, np.full((8, 8, 1), 255, np.uint8)], axis=-1)
    kinds = [
        pixels,
        pixels.astype(np.float32),
        opaque,
        tf.constant(pixels),
        Image.fromarray(pixels),
        file.getvalue(),
        memoryview(file.getvalue()),
        path,
        str(path),
        io.BytesIO(file.getvalue()),
    ]
    scores = [[p.score for p in classifier(kind)] for kind in kinds]
    assert all(other == scores[0] for other in scores)


@in_browser
def test_result_describes_itself():
    import json

    predictions = tiny()(colored(9, 9, 250), top_k=2)
    bundle = predictions._repr_mimebundle_()
    data = bundle["application/vnd.tfjs.predictions+json"]
    json.dumps(bundle)
    assert len(data["predictions"]) == len(predictions) == 2
    assert data["predictions"][0]["label"] == "blue"
    assert data["image"] == {"width": 8, "height": 8}
    assert data["model"]["name"] == "tiny_colors_layers"
    assert set(data["timing"]) == {"decode", "preprocess", "inference"}
    assert "blue" in bundle["text/plain"]
    assert '<th scope="col">' in predictions._repr_html_()
    assert predictions.timing.total >= predictions.timing.inference > 0


@in_browser
def test_loading_again_gives_the_same_classifier():
    first = tiny()
    assert tiny() is first


@in_browser
def test_files_given_again_load_nothing():
    import tfjs as tf
    from tests.browser.tfjs.test_io import files_of

    files = files_of("tiny_colors_layers")
    first = tf.tasks.ImageClassifier.load(files=files)
    again = {name: memoryview(bytes(data)) for name, data in files.items()}
    assert tf.tasks.ImageClassifier.load(url=again) is first
    assert first.labels == ("class 0", "class 1", "class 2")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["a", "b", "c"], ("a", "b", "c")),
        ({0: "a", 2: "c"}, ("a", "class 1", "c")),
        ({"0": "a", "1": "b", "2": "c"}, ("a", "b", "c")),
    ],
)
@in_browser
def test_labels_of_the_caller(labels, expected):
    assert tiny(labels=labels).labels == expected


@in_browser
def test_wrong_number_of_labels_is_refused():
    import tfjs as tf

    with pytest.raises(tf.errors.InvalidArgumentError, match=r"expected 3 labels.*Received: 2"):
        tiny(labels=["a", "b"])


@pytest.mark.parametrize(
    ("version", "alpha", "words"),
    [(3, 1.0, "expected version 1 or 2"), (2, 0.25, "expected alpha 0.5, 0.75, 1.0")],
)
@in_browser
def test_unknown_models_are_refused(version, alpha, words):
    import tfjs as tf

    with pytest.raises(tf.errors.InvalidArgumentError, match=words):
        tf.tasks.ImageClassifier.load(version, alpha)


@in_browser
def test_missing_model_says_how_to_give_one():
    import tfjs as tf

    with pytest.raises((tf.errors.UnavailableError, tf.errors.NotFoundError)) as caught:
        tf.tasks.ImageClassifier.load(version=2, alpha=0.75)
    for words in ("MobileNet version 2, alpha 0.75", "--models DIR", 'url="', "files={"):
        assert words in str(caught.value)


@pytest.mark.parametrize("top_k", [0, -1])
@in_browser
def test_top_k_must_be_positive(top_k):
    import tfjs as tf

    with pytest.raises(tf.errors.InvalidArgumentError, match="top_k >= 1"):
        tiny()(colored(1, 2, 3), top_k=top_k)


@pytest.mark.deadline(120)
@in_browser
def test_memory_is_flat_over_1000_classifications():
    import gc
    import json

    from tfjs import _bridge

    classifier = tiny()
    pixels = colored(1, 2, 3, 64)
    for _ in range(5):
        classifier(pixels)
    gc.collect()
    before = json.loads(_bridge.census())
    for _ in range(1000):
        classifier(pixels)
    gc.collect()
    assert json.loads(_bridge.census()) == before
