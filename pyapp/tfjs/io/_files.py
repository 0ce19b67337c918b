"""Getting a model's files: from the network, the model cache or memory, checked before use."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from tfjs import _bridge
from tfjs.errors import DataLossError, ModelFormatError, NotFoundError, UnavailableError
from tfjs.io._manifest import Manifest, parse, size_issues
from tfjs.io._source import Files, Web

Progress: TypeAlias = Callable[[int, int], object]
"""Told the bytes so far and the bytes in all."""

_INDEX: Final = "index"
"""Version under which model.json itself is kept."""
_GONE: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_REMEDY: Final = (
    'Serve the model with this page (`python serve.py --models DIR`, then "/models/…"), '
    'give another address (`url="…"`), or its files (`files={…}`).'
)


class Blobs:
    """Blob ids of one model's weights, given back at the end of the `with` block."""

    def __init__(self) -> None:
        self.ids = _bridge.Held()

    def __enter__(self) -> "Blobs":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.free()

    def free(self) -> None:
        """Give them back now."""
        _bridge.free_blobs(*self.ids)  # an exception may hold on to the list
        self.ids = _bridge.Held()


def obtain(source: Web | Files, blobs: Blobs, progress: Progress | None, op: str) -> Manifest:
    """Read model.json and put the weights into `blobs`, complete and of the right size.

    Raises:
        NotFoundError: A file is not there.
        UnavailableError: A server does not answer, or refuses.
        ModelFormatError: model.json is no model, or files are longer than it says.
        DataLossError: Files are shorter than it says.
    """
    if isinstance(source, Files):
        return _from_memory(source, blobs, progress, op)
    return _from_web(source, blobs, progress, op)


def _from_memory(source: Files, blobs: Blobs, progress: Progress | None, op: str) -> Manifest:
    manifest = parse(bytes(source.files[source.main]), source.main)
    found = {file: source.find(file) for file in manifest.files}
    missing = [file for file, data in found.items() if data is None]
    if missing:
        raise NotFoundError(
            f"{op}: {source.main} needs {_few(missing)}, not among the files given "
            f"({_few(sorted(source.files))}).",
            op=op,
        )
    blobs.ids = _bridge.keep_blobs(data for data in found.values() if data is not None)
    _check_sizes(manifest, blobs.ids)
    if progress is not None:
        progress(manifest.bytes, manifest.bytes)
    return manifest


def _from_web(source: Web, blobs: Blobs, progress: Progress | None, op: str) -> Manifest:
    data, from_cache = _document(source, op)
    manifest = parse(data, source.url)
    version = hashlib.sha256(data).hexdigest()[:16]
    urls = [source.beside(file) for file in manifest.files]
    total = len(data) + manifest.bytes
    blobs.ids = _bridge.kept(urls, version) if urls else _bridge.Held()
    if blobs.ids and not _problems(manifest, blobs.ids)[0]:
        if progress is not None:
            progress(total, total)
        return manifest
    blobs.free()
    try:
        blobs.ids = _bridge.fetch(
            urls, source.name, loaded=len(data), total=total, listener=progress
        )
    except _bridge.TransferError as error:
        raise explained(error, op) from error
    _check_sizes(manifest, blobs.ids)
    if not from_cache:
        # model.json last: it is what makes the others found.
        _bridge.keep(urls, blobs.ids, version, (source.url, data.decode()))
    return manifest


def _document(source: Web, op: str) -> tuple[bytes, bool]:
    """model.json from the network; the kept one if the network is gone."""
    try:
        return read(source.url), False
    except _bridge.TransferError as error:
        if error.status != 0:
            raise explained(error, op) from error
        kept = _bridge.kept([source.url], _INDEX)
        if not kept:
            raise explained(error, op) from error
        return _taken(kept), True


def read(url: str) -> bytes:
    """One file.

    Raises:
        TransferError: It could not be had.
    """
    return _taken(_bridge.fetch([url], url))


def _taken(ids: _bridge.Held) -> bytes:
    return _bridge.read_blob(ids[0])


def _problems(manifest: Manifest, ids: list[int]) -> tuple[list[str], bool]:
    """What is wrong with the weight files, and whether bytes are missing."""
    sizes = [_bridge.blob_size(blob) for blob in ids]
    issues: list[str] = []
    truncated = False
    start = 0
    for group in manifest.groups:
        end = start + len(group.paths)
        found, short = size_issues(group, sizes[start:end])
        issues += found
        truncated = truncated or short
        start = end
    return issues, truncated


def _check_sizes(manifest: Manifest, ids: list[int]) -> None:
    issues, truncated = _problems(manifest, ids)
    if not issues:
        return
    if any(_bridge.read_blob(b)[:64].lstrip().lower().startswith(b"<") for b in ids[:1]):
        issues.append("The server answers with a web page where a file is missing.")
    if truncated:
        raise DataLossError(f"{manifest.path}: " + " ".join(issues), op="load_model")
    raise ModelFormatError(manifest.path, issues)


def explained(error: _bridge.TransferError, op: str) -> Exception:
    """The library's error for a file that did not come."""
    host = urlsplit(error.url).netloc or error.url
    if error.status in _GONE:
        text = f"{op}: {error.url} is not there (HTTP {error.status}). {_REMEDY}"
        return NotFoundError(text, op=op, url=error.url)
    if error.status:
        text = f"{op}: {host} refuses {error.url} (HTTP {error.status} {error.why}). {_REMEDY}"
        return UnavailableError(text.replace(" )", ")"), op=op, url=error.url)
    why = "no network, no such server, or one that does not let other sites read its files"
    if error.url.startswith("http://") and not host.startswith(("127.0.0.1", "localhost")):
        why = "this page may only read https: addresses of other servers"
    text = f"{op}: {host} could not be reached: {why} ({error.why}). {_REMEDY}"
    return UnavailableError(text, op=op, url=error.url)


def _few(names: list[str]) -> str:
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return ", ".join(names[:4]) + more
