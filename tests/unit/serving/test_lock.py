"""The committed lock, pyproject.toml and the notices say the same."""

from __future__ import annotations

import dataclasses
import re

import pytest

from serving import notices
from serving.assets import AssetLock, load
from serving.catalog import NPM
from serving.errors import ServingError
from serving.lock import disagreements
from serving.project import Project


@pytest.fixture(scope="module")
def checkout():
    return Project()


@pytest.fixture(scope="module")
def lock(checkout):
    return load(checkout.asset_lock)


def test_the_lock_agrees_with_pyproject(checkout, lock):
    assert disagreements(checkout, lock) == []


def test_a_lock_of_other_versions_is_noticed(checkout, lock):
    older = dataclasses.replace(lock.packages["tfjs"], version="4.21.0")
    stale = AssetLock({**lock.packages, "tfjs": older}, lock.assets)
    assert any(line.startswith("tfjs: ") for line in disagreements(checkout, stale))
    fewer = AssetLock(lock.packages, lock.assets[1:])
    assert disagreements(checkout, fewer) == [
        f"{lock.assets[0].path} is missing or has other sources"
    ]


def test_the_notices_are_those_of_the_lock(checkout, lock):
    assert notices.path(checkout).read_text("utf-8") == notices.render(lock)
    for package in lock.packages.values():
        assert f"| {package.version} | {package.license} | {package.copyright} |" in notices.render(
            lock
        )


def test_every_file_has_a_hash_a_size_and_more_than_one_source(lock):
    for asset in lock.assets:
        assert re.fullmatch(r"[0-9a-f]{64}", asset.sha256)
        assert asset.bytes > 0
        assert len(asset.sources) >= (2 if asset.path.startswith("vendor/") else 1)
        assert asset.package in lock.packages


def test_no_two_files_share_a_place(lock):
    paths = [asset.path for asset in lock.assets]
    assert len(paths) == len(set(paths))


def test_sources_on_the_web_are_cdns_over_tls(lock):
    hosts = {s.split("/")[2] for a in lock.assets for s in a.sources if "://" in s}
    assert hosts == {"cdn.jsdelivr.net", "unpkg.com"}


def test_the_import_map_leads_to_files_of_the_lock(lock):
    paths = {f"./{asset.path}" for asset in lock.assets}
    assert set(lock.import_map().values()) <= paths
    assert len(lock.import_map()) == sum(len(entry.imports) for entry in NPM.values())


def test_a_lock_survives_writing_and_reading(lock, tmp_path):
    (tmp_path / "lock.json").write_text(lock.dump(), encoding="utf-8")
    assert load(tmp_path / "lock.json") == lock


@pytest.mark.parametrize("text", ["", "{}", '{"packages": {}, "assets": [{}]}', "[]"])
def test_a_broken_lock_is_one_sentence(tmp_path, text):
    (tmp_path / "lock.json").write_text(text)
    with pytest.raises(ServingError, match="cannot be read as an asset lock"):
        load(tmp_path / "lock.json")


def test_pins_are_exact(checkout):
    for extra in ("serve", "tests"):
        for requirement in checkout.requirements(extra):
            assert re.fullmatch(r"[A-Za-z0-9_.-]+(\[\w+\])?==[0-9][\w.]*", requirement)
