"""Small models in TF.js's two formats, made by code: for the loaders, real models or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path) -> None:
    """Put the models below `folder`, one folder each."""
