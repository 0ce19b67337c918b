"""Runs in the worker's own session, before anything of the tests is there."""

import io
import sys
import zipfile

import pytest as pytest  # the import makes the page load its wheels
from pyodide.http import pyfetch


def properties() -> None:
    """Name what only some tests import, so that the page loads its wheels, and no more."""
    import hypothesis as hypothesis
    import sortedcontainers as sortedcontainers


async def unpack(url: str, root: str) -> None:
    """Put the archive's files below `root`, so that tracebacks show the paths of the host."""
    response = await pyfetch(url, cache="no-store")
    data = await response.bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(root)
    if root not in sys.path:
        sys.path.insert(0, root)
