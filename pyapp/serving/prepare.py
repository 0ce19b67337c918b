"""Get what the asset lock lists: in parallel, resumed, verified, never half-written in place."""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from serving.errors import ServingError
from serving.exclusive import exclusive
from serving.fetch import UnavailableError, fetch
from serving.stamps import Stamps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from serving.assets import Asset
    from serving.progress import Progress
    from serving.project import Project
    from serving.sources import Sources

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
    with (
        Sources(project.cache, [s for asset in ordered for s in asset.sources]) as sources,
        Progress(ordered) as progress,
        ThreadPoolExecutor(WORKERS, "download") as pool,
    ):
        futures = [pool.submit(_fetch, project, asset, sources, progress) for asset in ordered]
        try:
            _wait(futures)
        except BaseException:
            sources.stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    failures = [error for future in futures if (error := future.exception()) is not None]
    if failures:
        raise ServingError(_summary(failures, assets))


def _fetch(project: Project, asset: Asset, sources: Sources, progress: Progress) -> None:
    from serving.compress import Compressed

    try:
        fetch(project, asset, sources, progress.reporter(asset))
    except BaseException:
        progress.failed(asset)
        raise
    progress.done(asset)
    path = asset.location(project)
    Compressed(project.cache / "compressed").prepare(path, asset.sha256)


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


def _amount(assets: list[Asset]) -> str:
    total = sum(asset.bytes for asset in assets)
    files = "1 file" if len(assets) == 1 else f"{len(assets)} files"
    return f"{files} ({total / 1e6:.1f} MB)"


def _are(assets: list[Asset]) -> str:
    return "is" if len(assets) == 1 else "are"


def _summary(failures: list[BaseException], assets: list[Asset]) -> str:
    """Say in one sentence what is missing and why."""
    first = failures[0]
    unreachable = [isinstance(f, UnavailableError) and f.unreachable for f in failures]
    if all(unreachable) and isinstance(first, UnavailableError):
        return (
            f"{_amount(assets)} the site needs cannot be downloaded; is there a network "
            f"connection? ({'; '.join(first.reasons)})"
        )
    more = f" ({len(failures)} of {len(assets)} files are missing.)" if failures[1:] else ""
    return f"{first}{more}"
