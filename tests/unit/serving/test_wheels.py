"""Wheels: ours are built when their sources change, any is read, and all are put into one index."""

from __future__ import annotations

import json
import os
import shutil
import zipfile

import pytest
from packaging.tags import parse_tag

from serving import wheels
from serving.errors import ServingError
from serving.index import Index
from serving.merge import merge
from serving.wheelfile import Target, UnusableWheelError, read
from serving.wheels import Wheelwright
from tests.unit.serving.fakes import NUMPY, PYODIDE_LOCK, make_wheel

TARGET = Target((3, 14), "2026_0")
PURE = "thing-1.0-py3-none-any.whl"


@pytest.fixture
def library(project):
    """A library to build."""
    folder = project.root / "pyapp/tfjs"
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("VALUE = 1\n")
    (folder / "data/labels.txt").write_text("cat\n")
    return folder


@pytest.fixture
def builds(monkeypatch):
    """Counts the runs of hatchling."""
    made = []
    run = wheels.run_hatchling

    def counted(folder, out):
        made.append(folder)
        return run(folder, out)

    monkeypatch.setattr(wheels, "run_hatchling", counted)
    return made


@pytest.fixture
def warnings():
    return []


@pytest.fixture
def index(project, warnings):
    return Index(project, warnings.append)


def packages(index) -> dict:
    return json.loads(index.refresh().read_text())["packages"]


# ---- building ----


def test_the_same_sources_give_the_same_bytes(project, library):
    (wheel,) = Wheelwright(project).refresh()
    first = wheel.read_bytes()
    shutil.rmtree(project.cache)
    wheel.unlink()
    for path in library.rglob("*.py"):
        os.utime(path, (1, 1))
        path.chmod(0o600)
    (wheel,) = Wheelwright(project).refresh()
    assert wheel.read_bytes() == first


def test_a_wheel_is_built_once_and_again_when_a_source_changes(project, library, builds):
    Wheelwright(project).refresh()
    Wheelwright(project).refresh()
    assert len(builds) == 1
    (library / "__init__.py").write_text("VALUE = 2\n")
    Wheelwright(project).refresh()
    assert len(builds) == 2
    (library / "__init__.py").write_text("VALUE = 2\n")  # a new time, the same content
    Wheelwright(project).refresh()
    assert len(builds) == 2
    (library / "new.py").touch()
    Wheelwright(project).refresh()
    (library / "new.py").unlink()
    Wheelwright(project).refresh()
    assert len(builds) == 4


def test_a_wheel_that_was_deleted_is_built_again(project, library, builds):
    wright = Wheelwright(project)
    (wheel,) = wright.refresh()
    wheel.unlink()
    assert wright.refresh() == [wheel]
    assert wheel.exists()


def test_another_version_replaces_the_old_wheel(project, library):
    Wheelwright(project).refresh()
    text = (project.root / "pyproject.toml").read_text()
    (project.root / "pyproject.toml").write_text(text.replace('"0.1.0"', '"0.2.0"'))
    Wheelwright(project).refresh()
    assert [path.name for path in project.wheels.glob("*.whl")] == ["tfjs-0.2.0-py3-none-any.whl"]


def test_a_checkout_without_sources_builds_nothing(project, builds):
    (project.root / "pyapp/studio").mkdir(parents=True)
    assert Wheelwright(project).refresh() == []
    assert builds == []


def test_what_hatchling_refuses_is_one_sentence(project, library):
    (project.root / "pyproject.toml").write_text("[project]\nname = 'tfjs'\n")
    with pytest.raises(ServingError, match="hatchling could not build the wheel of"):
        Wheelwright(project).refresh()


# ---- reading ----


@pytest.mark.parametrize(
    ("tags", "accepted"),
    [
        ("py3-none-any", True),
        ("py2.py3-none-any", True),
        ("py314-none-any", True),
        ("py39-none-any", True),
        ("cp314-none-any", True),
        ("cp314-cp314-pyemscripten_2026_0_wasm32", True),
        ("cp313-abi3-pyemscripten_2026_0_wasm32", True),
        ("cp37-abi3-pyemscripten_2026_0_wasm32", True),
        ("py3-none-pyemscripten_2026_0_wasm32", True),
        ("py2-none-any", False),
        ("py315-none-any", False),
        ("cp313-cp313-pyemscripten_2026_0_wasm32", False),
        ("cp315-abi3-pyemscripten_2026_0_wasm32", False),
        ("cp314-cp314t-pyemscripten_2026_0_wasm32", False),
        ("cp314-cp314-pyemscripten_2025_0_wasm32", False),
        ("cp314-cp314-pyodide_2026_0_wasm32", False),
        ("cp314-cp314-manylinux_2_28_x86_64", False),
        ("cp314-cp314-win_amd64", False),
    ],
)
def test_tags_that_run_in_this_pyodide(tags, accepted):
    assert any(TARGET.accepts(tag) for tag in parse_tag(tags)) is accepted


def test_top_level_modules_are_what_can_be_imported(tmp_path):
    members = (
        "thing/__init__.py",
        "thing/inner.py",
        "_speed.cpython-314-wasm32-emscripten.so",
        "single.py",
        "space/package/module.py",
        "thing-1.0.data/purelib/more/__init__.py",
        "thing-1.0.data/scripts/run.py",
        "not-a-name/x.py",
        "notes.txt",
    )
    wheel = read(make_wheel(tmp_path, PURE, members=members), TARGET)
    assert wheel.imports == ("_speed", "more", "single", "space", "thing")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("thing.whl", b"", "its name is not that of a wheel"),
        (
            "thing-1.0-cp314-cp314-win_amd64.whl",
            b"",
            "its tag cp314-cp314-win_amd64 does not run here",
        ),
        (PURE, b"", "it cannot be read"),
        (PURE, b"PK\x03\x04 cut off", "it cannot be read"),
    ],
)
def test_a_wheel_that_cannot_be_used_says_why(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnusableWheelError, match=reason):
        read(tmp_path / name, TARGET)


def test_a_wheel_of_another_name_inside_is_refused(tmp_path):
    make_wheel(tmp_path, PURE).rename(tmp_path / "other-1.0-py3-none-any.whl")
    with pytest.raises(UnusableWheelError, match="its metadata calls it thing"):
        read(tmp_path / "other-1.0-py3-none-any.whl", TARGET)


def test_a_wheel_without_metadata_is_refused(tmp_path):
    path = make_wheel(tmp_path, PURE)
    path.rename(tmp_path / "x")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("thing/__init__.py", "")
    with pytest.raises(UnusableWheelError, match="it has no METADATA"):
        read(path, TARGET)


# ---- the index ----


def test_a_dropped_wheel_becomes_an_entry_as_pyodide_writes_them(index, project):
    path = make_wheel(project.wheels, PURE, requires=("numpy>=2",))
    entry = packages(index)["thing"]
    original = PYODIDE_LOCK["packages"]["numpy"]
    assert set(entry) == set(original)
    assert entry["file_name"] == path.name
    assert entry["imports"] == ["thing"]
    assert entry["depends"] == ["numpy"]
    assert packages(index)["numpy"] == original


def test_requirements_for_other_systems_are_left_out(index, project, warnings):
    requires = (
        "numpy; sys_platform == 'emscripten'",
        "absent; sys_platform == 'win32'",
        "absent; python_version < '3.14'",
        "absent; extra == 'tests'",
    )
    make_wheel(project.wheels, PURE, requires=requires)
    assert packages(index)["thing"]["depends"] == ["numpy"]
    assert warnings == []


def test_names_are_compared_as_packaging_does(index, project):
    make_wheel(project.wheels, "Some_Thing-1.0-py3-none-any.whl")
    make_wheel(project.wheels, PURE, requires=("some.thing",))
    assert packages(index)["thing"]["depends"] == ["some-thing"]


@pytest.mark.parametrize(
    ("files", "line"),
    [
        (
            {PURE: ("absent>=1",)},
            (
                f"wheels/{PURE} needs absent, "
                "which is neither in wheels/ nor in Pyodide's distribution."
            ),
        ),
        ({PURE: ("numpy<2",)}, f"wheels/{PURE} needs numpy<2, but the index has 2.4.3."),
        (
            {PURE: (), "thing-0.9-py3-none-any.whl": ()},
            f"wheels/thing-0.9-py3-none-any.whl is left out: {PURE} is there as well.",
        ),
    ],
)
def test_what_does_not_fit_together_is_one_line(index, project, warnings, files, line):
    for name, requires in files.items():
        make_wheel(project.wheels, name, requires=requires)
    assert packages(index)["thing"]["version"] == "1.0"
    index.refresh()
    assert warnings == [line]


def test_a_wheel_that_cannot_run_is_left_out_with_one_line(index, project, warnings):
    make_wheel(project.wheels, "thing-1.0-cp313-cp313-manylinux_2_28_x86_64.whl")
    assert "thing" not in packages(index)
    (line,) = warnings
    assert "is left out: its tag cp313-cp313-manylinux_2_28_x86_64 does not run here" in line
    assert "cp314-…-pyemscripten_2026_0_wasm32" in line


def test_a_dropped_wheel_takes_the_place_of_the_distributions(index, project):
    name = NUMPY.replace("2.4.3", "2.5.0")
    make_wheel(project.wheels, name)
    assert packages(index)["numpy"]["version"] == "2.5.0"
    (project.wheels / name).unlink()
    assert packages(index)["numpy"]["version"] == "2.4.3"


def test_the_distributions_own_file_keeps_its_entry(tmp_path):
    original = json.loads(json.dumps(PYODIDE_LOCK))
    path = make_wheel(tmp_path, NUMPY)
    original["packages"]["numpy"]["sha256"] = read(path, TARGET).sha256
    original["packages"]["numpy"]["imports"] = ["as", "they", "say"]
    merged, remarks = merge(original, [path])
    assert (merged, remarks) == (original, [])


def test_the_rest_of_the_lock_is_kept(index):
    written = json.loads(index.refresh().read_text())
    assert written == PYODIDE_LOCK


def test_a_change_of_the_library_is_in_the_index_at_the_next_look(index, library):
    before = packages(index)["tfjs"]
    (library / "more.py").write_text("")
    after = packages(index)["tfjs"]
    assert before["sha256"] != after["sha256"]
    assert after["depends"] == ["numpy"]
    assert after["imports"] == ["tfjs"]


def test_an_unchanged_index_is_not_written_again(index, project):
    path = index.refresh()
    os.utime(path, (1, 1))
    Index(project, print).refresh()
    assert path.stat().st_mtime == 1
