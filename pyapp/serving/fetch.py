"""One file: from the first source that has it, verified, and put in its place whole."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING

from serving.errors import ServingError, SourceError, storage_error
from serving.stamps import Stamps, sha256_of

if TYPE_CHECKING:
    from pathlib import Path

    from serving.assets import Asset
    from serving.project import Project
    from serving.sources import Sources
    from serving.transfer import Report


class UnavailableError(ServingError):
    """No source has the file.

    Args:
        reasons: What each source answered.
        unreachable: None of them answered at all.
    """

    def __init__(self, asset: Asset, errors: list[SourceError]) -> None:
        self.reasons = list(dict.fromkeys(str(error) for error in errors))
        self.unreachable = all(error.permanent for error in errors)
        text = "; ".join(self.reasons)
        super().__init__(f"{asset.path} could not be had from any source: {text}.")


class WrongContentError(SourceError):
    """The bytes are not those that the lock names."""


def fetch(project: Project, asset: Asset, sources: Sources, report: Report) -> None:
    """Get one asset from the first source that has it, verify it and put it in its place.

    Raises:
        UnavailableError: No source has it; the text says what each of them answered.
    """
    partial = _partial(project, asset)
    errors: list[SourceError] = []
    for source in asset.sources:
        try:
            _attempt(asset, source, partial, sources, report)
        except SourceError as error:
            errors.append(error)
        else:
            _put(project, asset, partial)
            return
    raise UnavailableError(asset, errors)


def _attempt(asset: Asset, source: str, partial: Path, sources: Sources, report: Report) -> None:
    resumed = partial.exists()
    size = asset.bytes or sys.maxsize
    try:
        sources.fetch(source, partial, size, report)
        _verify(asset, partial)
    except WrongContentError:
        if not resumed:
            raise
        sources.fetch(source, partial, size, report)  # the earlier half may be what was wrong
        _verify(asset, partial)


def _verify(asset: Asset, partial: Path) -> None:
    size = partial.stat().st_size
    if size < asset.bytes:
        raise SourceError(f"the connection ended after {size} of {asset.bytes} bytes")
    got = sha256_of(partial)
    if got != asset.sha256:
        partial.unlink()
        raise WrongContentError(f"wrong content (SHA-256 expected {asset.sha256}, got {got})")


def _put(project: Project, asset: Asset, partial: Path) -> None:
    path = asset.location(project)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.chmod(0o644)
        partial.replace(path)
    except OSError as error:
        raise storage_error(error, path) from error
    Stamps.remember(project, path, asset.sha256)


def _partial(project: Project, asset: Asset) -> Path:
    """Name the unfinished file by place and content: licenses of two packages may be the same."""
    key = hashlib.sha256(f"{asset.path} {asset.sha256}".encode()).hexdigest()
    return project.cache / "partial" / key[:32]
