"""The folder of models: what counts as one."""

from __future__ import annotations

import json

import pytest

from serving.models import list_models

MANIFEST = [{"paths": ["a.bin", "b.bin"], "weights": []}]


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"format": "layers-model", "weightsManifest": MANIFEST}, "layers-model"),
        ({"format": "graph-model", "weightsManifest": MANIFEST}, "graph-model"),
        ({"modelTopology": {"node": []}, "weightsManifest": MANIFEST}, "graph-model"),
        ({"modelTopology": {"class_name": "Model"}, "weightsManifest": MANIFEST}, "layers-model"),
        ({"weightsManifest": MANIFEST}, None),
        ({"format": "graph-model"}, None),
        ({"name": "package.json"}, None),
        ([1, 2], None),
        ("text", None),
        ({"format": "graph-model", "weightsManifest": [{"wrong": 1}]}, None),
    ],
)
def test_the_kind_of_a_model(tmp_path, document, kind):
    (tmp_path / "model.json").write_text(json.dumps(document))
    assert [entry["format"] for entry in list_models(tmp_path)] == ([kind] if kind else [])


def test_models_are_listed_in_the_order_of_their_paths_with_all_their_bytes(tmp_path):
    document = json.dumps({"format": "layers-model", "weightsManifest": MANIFEST})
    for folder in ("b", "a/inner", ".hidden"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "model.json").write_text(document)
        (tmp_path / folder / "a.bin").write_bytes(b"12345")
    listed = list_models(tmp_path)
    assert [(entry["name"], entry["path"]) for entry in listed] == [
        ("a/inner", "a/inner/model.json"),
        ("b", "b/model.json"),
    ]
    assert {entry["bytes"] for entry in listed} == {len(document) + 5}


def test_a_model_at_the_top_has_the_folders_name(tmp_path):
    (tmp_path / "model.json").write_text(
        json.dumps({"format": "layers-model", "weightsManifest": []})
    )
    assert list_models(tmp_path)[0]["name"] == tmp_path.name


def test_files_that_are_no_json_are_passed_over(tmp_path):
    (tmp_path / "model.json").write_bytes(b"\xff\xfe nonsense")
    (tmp_path / "other.json").write_text("{")
    assert list_models(tmp_path) == []
