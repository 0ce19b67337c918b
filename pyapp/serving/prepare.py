"""Get what the asset lock lists: in parallel, resumed, verified, never half-written in place."""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from serving.errors import ServingError, SourceError, storage_error
from serving.exclusive import exclusive
from serving.stamps import Stamps, sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from serving.assets import Asset
    from serving.progress import Progress
    from serving.project import Project
    from serving.sources import Sources
    from serving.transfer import Report

WORKERS = 6


def prepare(project: Project, assets: Sequence[Asset], *, offline: bool = False) -> None:
    """Make sure that every asset lies in its place with the right content.

    Raises:
        ServingError: Some file cannot be had or stored; whatever did arrive stays.
    """
    if not missing(project, assets):
        return
    with exclusive(project.cache / "assets.lock"):
        wanted = missing(project, assets)
        if wanted and offline:
            raise ServingError(
                f"--offline: {_amount(wanted)} the site needs {_are(wanted)} not here yet "
                f"(the first is {wanted[0].path}); start once with a network connection."
            )
        if wanted:
            _download(project, wanted)
    shutil.rmtree(project.cache / "npm", ignore_errors=True)


def missing(project: Project, assets: Iterable[Asset]) -> list[Asset]:
    """Return the assets that are absent or not what the lock says; remember those that are."""
    stamps = Stamps(project)
    absent = [a for a in assets if not stamps.verified(a.location(project), a.sha256)]
    stamps.save()
    return absent


def remove_stale(project: Project, assets: Sequence[Asset]) -> None:
    """Delete what an earlier lock had put there: other versions' folders and wheels."""
    stamps = Stamps(project)
    current = {asset.location(project) for asset in assets}
    for path in stamps.paths():
        # Pyodide's folder also holds what was fetched on demand.
        if path in current or path.parent == project.pyodide:
            continue
        path.unlink(missing_ok=True)
        stamps.forget(path)
        _remove_empty_parents(path.parent, project.vendor)
    stamps.save()


def _remove_empty_parents(folder: Path, stop: Path) -> None:
    while folder.is_relative_to(stop) and folder != stop and _is_empty(folder):
        if folder.exists():
            folder.rmdir()
        folder = folder.parent


def _is_empty(folder: Path) -> bool:
    return not folder.exists() or not any(folder.iterdir())


def _download(project: Project, assets: list[Asset]) -> None:
    from serving.progress import Progress
    from serving.sources import Sources

    # The largest first: they decide when everything is there.
    ordered = sorted(assets, key=lambda asset: -asset.bytes)
    sources = Sources(project.cache)
    with Progress(ordered) as progress, ThreadPoolExecutor(WORKERS, "download") as pool:
        futures = [pool.submit(_fetch, project, asset, sources, progress) for asset in ordered]
        try:
            _wait(futures)
        except BaseException:
            sources.stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    failures = [error for future in futures if (error := future.exception()) is not None]
    if failures:
        count = f" ({len(failures)} of {len(assets)} files are missing.)" if failures[1:] else ""
        raise ServingError(f"{failures[0]}{count}")


def _fetch(project: Project, asset: Asset, sources: Sources, progress: Progress) -> None:
    try:
        fetch(project, asset, sources, progress.reporter(asset))
    except BaseException:
        progress.failed(asset)
        raise
    progress.done(asset)


def _wait(futures: list[Future[None]]) -> None:
    """Wait for all; a failure to store ends everything, a file that no source has does not."""
    from serving.transfer import StoppedError

    pending = set(futures)
    while pending:
        done, pending = wait(pending, timeout=0.2, return_when="FIRST_EXCEPTION")
        for future in done:
            error = future.exception()
            if error is not None and not isinstance(error, UnavailableError | StoppedError):
                raise error


class UnavailableError(ServingError):
    """No source has the file."""


def fetch(project: Project, asset: Asset, sources: Sources, report: Report) -> None:
    """Get one asset from the first source that has it, verify it and put it in its place.

    Raises:
        UnavailableError: No source has it; the text says what each of them answered.
    """
    partial = project.cache / "partial" / asset.sha256
    reasons: list[str] = []
    for source in asset.sources:
        for _attempt in range(
            2
        ):  # a resumed file that turns out wrong is tried once from its start
            resumed = partial.exists()
            try:
                sources.fetch(source, partial, asset.bytes or sys.maxsize, report)
                _verify(asset, partial)
            except SourceError as error:
                reasons.append(str(error))
                if resumed and isinstance(error, WrongContentError):
                    continue
                break
            _put(project, asset, partial)
            return
    raise UnavailableError(_unavailable(asset, reasons))


class WrongContentError(SourceError):
    """The bytes are not those that the lock names."""


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


def _unavailable(asset: Asset, reasons: list[str]) -> str:
    unique = list(dict.fromkeys(reasons))
    return f"{asset.path} could not be had from any source: {'; '.join(unique)}."


def _amount(assets: list[Asset]) -> str:
    total = sum(asset.bytes for asset in assets)
    files = "1 file" if len(assets) == 1 else f"{len(assets)} files"
    return f"{files} ({total / 1e6:.1f} MB)"


def _are(assets: list[Asset]) -> str:
    return "is" if len(assets) == 1 else "are"
