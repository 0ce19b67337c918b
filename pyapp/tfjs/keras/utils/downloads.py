"""`get_file`: a file from the web, checked, and kept for later visits."""

import hashlib
import os
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from tfjs import _bridge
from tfjs.errors import DataLossError, InvalidArgumentError, NotFoundError, UnavailableError
from tfjs.keras import config
from tfjs.keras.training.progbar import Progbar

_VERSION: Final = "file"
"""Under which a file is kept that nobody has told the digest of."""
_GONE: Final = (404, 410)
_MD5_DIGITS: Final = 32


def get_file(
    fname: Any = None,
    origin: str | None = None,
    untar: bool = False,
    md5_hash: str | None = None,
    file_hash: str | None = None,
    cache_subdir: str = "datasets",
    hash_algorithm: str = "auto",
    extract: bool = False,
    archive_format: Any = "auto",
    cache_dir: Any = None,
    force_download: bool = False,
) -> str:
    """The path of a file, which is downloaded if it is not there.

    Args:
        fname: Name of the file, or of the folder that an archive is unpacked to; as in the address
            if None.
        origin: Its address.
        untar: Old name of `extract`.
        md5_hash: Old name of `file_hash`.
        file_hash: Its digest (SHA-256 or MD5), which is checked.
        cache_subdir: Folder inside `cache_dir`.
        hash_algorithm: `"sha256"`, `"md5"`, or `"auto"` by the length of the digest.
        extract: Whether an archive is unpacked; the path is the folder's then.
        archive_format: `"tar"`, `"zip"`, a list of these, `"auto"` for both, or None.
        cache_dir: Where files lie; `~/.keras` if None.
        force_download: Whether a file that is there is downloaded again.

    Files lie in Python's file system as long as the tab is open, and in the browser's cache beyond
    that, from which they come without a network.

    Raises:
        ValueError: No address.
        NotFoundError: The server has no such file.
        UnavailableError: No network, or a server that refuses or does not let pages read.
        DataLossError: A file with another digest.
    """
    if origin is None:
        raise ValueError('Please specify the "origin" argument (URL of the file to download).')
    if md5_hash is not None and file_hash is None:
        file_hash, hash_algorithm = md5_hash, "md5"
    folder = Path(os.fspath(cache_dir or Path.home() / ".keras")).expanduser() / cache_subdir
    folder.mkdir(parents=True, exist_ok=True)
    name, target = _names(fname, origin, folder, unpack=untar or extract)
    path = folder / name
    known = path.is_file() and (file_hash is None or _fits(path, file_hash, hash_algorithm))
    if force_download or not known:
        path.write_bytes(_obtained(origin, file_hash, hash_algorithm, fresh=force_download))
    if not (untar or extract):
        return str(path)
    if force_download or not known or not target.is_dir():
        _unpacked(path, target, "tar" if untar else archive_format)
    return str(target)


def _names(fname: Any, origin: str, folder: Path, *, unpack: bool) -> tuple[str, Path]:
    """Name of the file, and the folder that it is unpacked to."""
    given = os.fsdecode(fname) if fname else ""
    if "/" in given:
        raise ValueError(
            "Paths are no longer accepted as the `fname` argument. To specify the file's parent "
            f"directory, use the `cache_dir` argument. Received: fname={given}"
        )
    last = urlsplit(origin).path.rsplit("/", 1)[-1]
    if not given and not last:
        raise ValueError(
            f"Can't parse the file name from the origin provided: '{origin}'. Please specify the "
            "`fname` argument."
        )
    if not unpack:
        return given or last, folder
    if given and "." not in given:
        return f"{given}_archive", folder / given
    stem = (given or last).removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")
    return given or last, folder / f"{stem.rpartition('.')[0] or stem}_extracted"


def _digest(algorithm: str, expected: str) -> Callable[[bytes], str]:
    chosen = algorithm
    if algorithm == "auto":
        chosen = "md5" if len(expected) == _MD5_DIGITS else "sha256"
    if chosen not in ("sha256", "md5"):
        raise InvalidArgumentError(
            f"get_file: expected a hash_algorithm of 'sha256', 'md5' or 'auto'. "
            f"Received: {algorithm!r}.",
            op="get_file",
        )
    return lambda data: hashlib.new(chosen, data, usedforsecurity=False).hexdigest()


def _fits(path: Path, expected: str, algorithm: str) -> bool:
    return _digest(algorithm, expected)(path.read_bytes()) == expected


def _obtained(origin: str, expected: str | None, algorithm: str, *, fresh: bool) -> bytes:
    """The bytes of a file, kept or downloaded.

    Raises:
        DataLossError: They have another digest.
    """
    url = _bridge.resolve_url(origin)
    version = expected or _VERSION
    kept = _bridge.Held() if fresh else _bridge.kept([url], version)
    if kept:
        data = _bridge.read_blob(kept[0])
        if expected is None or _digest(algorithm, expected)(data) == expected:
            return data
    ids = _downloaded(origin)
    data = _bridge.read_blob(ids[0])
    if expected is not None:
        found = _digest(algorithm, expected)(data)
        if found != expected:
            raise DataLossError(
                f"get_file: {origin} is not what was expected: its digest is {found}, not "
                f"{expected}. The transfer was cut short, or the file has been changed there.",
                op="get_file",
            )
    _bridge.keep([url], ids, version)
    return data


def _downloaded(origin: str) -> _bridge.Held:
    """The id of a file's bytes, with a bar while they come."""
    label = urlsplit(origin).path.rsplit("/", 1)[-1] or origin
    bars: list[Progbar] = []

    def show(loaded: int, total: int) -> None:
        if not bars:
            bars.append(Progbar(total, unit_name="byte"))
        if loaded < total:
            bars[0].update(loaded)

    shown = config.is_interactive_logging_enabled()
    if shown:
        print(f"Downloading data from {origin}")  # noqa: T201
    try:
        ids = _bridge.fetch([origin], label, listener=show if shown else None, stage="download")
    except _bridge.TransferError as error:
        raise _explained(error) from error
    if bars:
        bars[0].update(bars[0].target or 0, finalize=True)
    return ids


def _explained(error: _bridge.TransferError) -> Exception:
    host = urlsplit(error.url).netloc or error.url
    remedy = (
        "Download it on another way, put it into Python's file system, and give its path: the "
        "functions of keras.datasets take `path=`, those of keras.applications `weights=`."
    )
    if error.status in _GONE:
        return NotFoundError(
            f"get_file: {error.url} is not there (HTTP {error.status}). {remedy}",
            op="get_file",
            url=error.url,
        )
    if error.status:
        why = f"{host} refuses {error.url} (HTTP {error.status} {error.why})".replace(" )", ")")
    else:
        why = (
            f"{host} could not be reached: no network, no such server, or one that does not let "
            f"other sites' pages read its files ({error.why})"
        )
    return UnavailableError(f"get_file: {why}. {remedy}", op="get_file", url=error.url)


def _unpacked(path: Path, target: Path, formats: Any) -> None:
    """Unpack an archive, whole or not at all."""
    chosen = ["tar", "zip"] if formats == "auto" else formats or []
    chosen = [chosen] if isinstance(chosen, str) else chosen
    with tempfile.TemporaryDirectory(dir=target.parent) as place:
        if "tar" in chosen and tarfile.is_tarfile(path):
            with tarfile.open(path) as archive:
                archive.extractall(place, filter="data")
        elif "zip" in chosen and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                packed.extractall(place)
        else:
            raise InvalidArgumentError(
                f"get_file: expected an archive ({', '.join(chosen) or 'none allowed'}). "
                f"Received: {path}.",
                op="get_file",
            )
        if target.is_dir():
            shutil.rmtree(target)
        shutil.copytree(place, target)
