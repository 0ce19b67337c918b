"""From a picture to its label, by every way a picture can come."""

from __future__ import annotations

import base64

import pytest

from tests.app import programs
from tests.support.models import GRAPH, LAYERS

MOBILENETS = ("mobilenet_v1_025_224_layers", "mobilenet_v1_025_224_graph")


def sent(path):
    """A file's content, as gestures take it."""
    return base64.b64encode(path.read_bytes()).decode("ascii")


@pytest.fixture
def classifier(page):
    """The page with a program that names the strongest color."""
    page.write_program(programs.TINY_LAYERS)
    return page


@pytest.mark.models
@pytest.mark.parametrize("model", MOBILENETS)
@pytest.mark.parametrize(
    ("photo", "labels"),
    [
        ("cat_tabby_224.jpg", ("tabby", "Egyptian cat", "tiger cat")),
        ("dog_labrador_224.jpg", ("Labrador retriever", "Rhodesian ridgeback", "bull mastiff")),
    ],
)
def test_a_real_photo_gets_its_label(page, data, model, photo, labels):
    page.write_program(programs.classify(f"/models/{model}/model.json"))
    page.after_run(lambda: page.upload(data / "images" / photo))
    page.wait_for("result")
    assert len(page.labels) == 3
    assert page.labels[0].startswith(labels)
    assert page.text("timing-inference")
    assert model.split("_224")[0] in page.text("result-meta") or page.text("result-meta")


@pytest.mark.parametrize("model", [LAYERS, GRAPH])
@pytest.mark.parametrize("color", ["red", "green", "blue"])
def test_an_uploaded_picture_gets_its_label(page, pictures, model, color):
    page.write_program(programs.tiny(model))
    page.after_run(lambda: page.upload(pictures[f"{color}.png"]))
    page.wait_for("result")
    assert page.labels[0] == color
    assert page.find("photo").is_displayed()
    assert page.complaints() == []


def test_a_second_picture_replaces_the_first(classifier, pictures):
    for color in ("red", "blue"):
        classifier.after_run(lambda color=color: classifier.upload(pictures[f"{color}.png"]))
        assert classifier.labels[0] == color


def test_a_dropped_picture_gets_its_label(classifier, pictures):
    picture = sent(pictures["blue.png"])
    classifier.after_run(lambda: classifier.gesture("drop", picture, "blue.png", "image/png"))
    assert classifier.labels[0] == "blue"


def test_a_pasted_picture_gets_its_label(classifier, pictures):
    picture = sent(pictures["green.png"])
    classifier.after_run(lambda: classifier.gesture("paste", picture, "x.png", "image/png"))
    assert classifier.labels[0] == "green"


def test_an_address_gets_its_label(classifier, pictures):
    field = classifier.find("url-input")
    field.send_keys(f"{classifier.site}models/pictures/{pictures['red.png'].name}")
    classifier.after_run(classifier.find("url-load").click)
    assert classifier.labels[0] == "red"


def test_an_address_that_is_nowhere_says_so(classifier):
    classifier.find("url-input").send_keys(f"{classifier.site}models/pictures/nowhere.png")
    classifier.find("url-load").click()
    classifier.wait(lambda: classifier.find("photo-problem").is_displayed(), "No message")
    assert "404" in classifier.text("photo-problem")
    assert classifier.is_idle


def test_the_camera_is_classified_live_until_it_is_stopped(classifier):
    classifier.find("camera-start").click()
    classifier.wait_for("live")
    classifier.wait(lambda: classifier.runs >= 3, "No frames were classified")
    assert classifier.labels
    classifier.find("camera-stop").click()
    classifier.wait_for("result", "ready")
    classifier.wait(lambda: classifier.find("photo").is_displayed(), "No still picture was kept")
    assert classifier.complaints() == []


def test_the_program_can_be_changed_and_run_again(page, pictures):
    page.write_program(programs.SIZE)
    page.after_run(lambda: page.upload(pictures["red.png"]))
    assert page.text("value") == "(64, 48)"
    page.wait(lambda: page.text("output") == "RGB", "The output was not painted")
    assert page.find("edited").is_displayed()
    page.write_program("len(photo)")
    page.after_run(page.find("run").click)
    assert page.text("value") == str(len(pictures["red.png"].read_bytes()))
    page.find("reset").click()
    page.wait(lambda: not page.find("edited").is_displayed(), "The program was not reset")


def test_what_terminals_do_with_control_characters_the_output_does_too(page):
    page.write_program("print('step 1\\r', end='')\nprint('\\x1b[1mstep 2\\x1b[0m')")
    page.after_run(page.find("run").click)
    page.wait(lambda: page.text("output") == "step 2", "The output was not painted")


def test_another_backend_gives_the_same_label(classifier, pictures):
    classifier.after_run(lambda: classifier.upload(pictures["red.png"]))
    label = classifier.driver.find_element("css selector", "label:has([data-testid=backend-webgl])")
    classifier.after_run(label.click)
    assert classifier.labels[0] == "red"
    assert "WebGL" in classifier.text("status")


def test_classifying_again_and_again_leaves_no_tensors(classifier, pictures):
    counts = []
    for color in ("red", "green", "blue", "red"):
        classifier.after_run(lambda color=color: classifier.upload(pictures[f"{color}.png"]))
        counts.append(classifier.text("memory"))
    assert len(set(counts[1:])) == 1


def test_nothing_leaves_this_machine(classifier, pictures, world):
    classifier.after_run(lambda: classifier.upload(pictures["red.png"]))
    assert classifier.labels[0] == "red"
    assert world.hosts == []


def test_a_missing_model_is_named_with_what_to_do(page, pictures, world):
    page.write_program("import tfjs as tf\ntf.tasks.ImageClassifier.load(version=2)(photo)")
    page.after_run(lambda: page.upload(pictures["red.png"]))
    page.wait_for("missing-model")
    assert world.hosts
    assert "python serve.py --models" in page.text("error")
    field = next(e for e in page.all("model-url") if e.is_displayed())
    field.send_keys(f"{page.site}models/{LAYERS}/model.json")
    button = next(e for e in page.all("model-url-use") if e.is_displayed())
    page.after_run(button.click)
    page.wait_for("result", "error")
    assert LAYERS in page.gesture("program")
