"""Photos and Stop on a site without cross-origin isolation, where Python suspends instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import goldens
from tests.support.console import Console
from tests.support.site import serving_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEFORE = """
import base64, tempfile
from pathlib import Path
import numpy as np
import tfjs as tf

def folder_of(photos):
    place = Path(tempfile.mkdtemp())
    for name, data in photos.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(base64.b64decode(data))
    return place
"""


@pytest.fixture(scope="module")
def console(models_folder: Path) -> Iterator[Console]:
    """A page that is not cross-origin isolated."""
    from tests.support.chromium import chromium

    with chromium() as driver, serving_site(models_folder, isolated=False) as site:
        driver.get(site)
        assert driver.execute_script("return crossOriginIsolated") is False
        yield Console(driver, site)


def test_photos_come_by_messages(console):
    golden = goldens.load("keras/folders")
    wanted = golden["images"][0]["told"][0]["rounds"][0][0][0]["values"]
    code = (
        f"{BEFORE}\nfolder = folder_of({golden['photos']!r})\n"
        "data = tf.keras.utils.image_dataset_from_directory(folder, image_size=(24, 32), "
        "batch_size=20, shuffle=False, verbose=False)\n"
        "(pixels, _), = data\n"
        f"found = pixels.numpy().reshape(-1)[::{golden['stride']}]\n"
        f"way = tf.data.experimental.photo_decoding()\n"
        f"[way, float(np.abs(found - np.array({wanted!r})).max())]"
    )
    way, largest = console.value(code)["value"]
    assert way["value"] == "suspending"
    assert largest["value"] < 1.01


def test_stop_ends_an_endless_iteration(console):
    for step in ("", ".map(lambda x: x + 1)", ".filter(lambda x: x < 0)", ".batch(2).unbatch()"):
        code = f"{BEFORE}\nfor _ in tf.data.Dataset.range(3).repeat(){step}: pass"
        answer = console.run(code, interrupt=700)
        assert answer["error"]["type"] == "KeyboardInterrupt", step
