"""Where a model comes from: an address, files in memory, or a folder of Python's file system."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from tfjs.errors import InvalidArgumentError, NotFoundError

Bytes: TypeAlias = bytes | bytearray | memoryview
ModelSource: TypeAlias = str | Path | Bytes | Mapping[str, Bytes]
"""An address, a path, a zip archive or model.json as bytes, or files by name."""

_HUB = "tfhub.dev"
_HUB_QUERY = "tfjs-format=file"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Web:
    """A model.json somewhere on the web; its other files lie beside it."""

    url: str

    @property
    def name(self) -> str:
        """The last folder of the address, or the file if there is none."""
        parts = [part for part in urlsplit(self.url).path.split("/") if part]
        folders = parts[:-1]
        if parts and parts[-1] not in ("model.json", "model"):
            return parts[-1].removesuffix(".json")
        return folders[-1] if folders else "model"

    def beside(self, file: str) -> str:
        """Address of another file of the model; what follows `?` is passed on."""
        address, mark, query = self.url.partition("?")
        return f"{address[: address.rfind('/') + 1]}{file}{mark}{query}"


@dataclass(frozen=True)
class Files:
    """The files themselves, by name."""

    name: str
    files: Mapping[str, Bytes]
    main: str
    """Which of them is model.json."""

    def find(self, file: str) -> Bytes | None:
        """A file by the name in model.json; folders in front of either name do not matter."""
        wanted = _last(file)
        if file in self.files:
            return self.files[file]
        return next((data for name, data in self.files.items() if _last(name) == wanted), None)


def locate(source: ModelSource, op: str) -> Web | Files:
    """What `source` stands for.

    Raises:
        InvalidArgumentError: It stands for nothing that could be a model.
        NotFoundError: There is no model.json among the files.
    """
    if isinstance(source, str):
        return Web(address_of(source, op))
    if isinstance(source, Path):
        return _folder(source, op)
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        files = _unzipped(data, op) if data.startswith(_ZIP) else {"model.json": data}
        return _files(files, "model", op)
    if isinstance(source, Mapping):
        return _files(source, "model", op)
    raise InvalidArgumentError(
        f"{op}: expected an address, a path, bytes, or a dict of files. "
        f"Received: source={source!r:.80} ({type(source).__name__}).",
        op=op,
    )


def address_of(source: str, op: str) -> str:
    """Address of the model.json that a URL, a folder's URL or a TF-Hub page stands for."""
    text = source.strip()
    if not text:
        raise InvalidArgumentError(f"{op}: expected an address. Received: an empty one.", op=op)
    address, mark, query = text.partition("?")
    if address.endswith(".json") or text.startswith(("blob:", "data:")):
        return text
    folder = address.rstrip("/")
    if urlsplit(folder).hostname == _HUB:
        return f"{folder}/model.json?{query or _HUB_QUERY}"
    return f"{folder}/model.json{mark}{query}"


def _folder(path: Path, op: str) -> Files:
    folder = path if path.is_dir() else path.parent
    if not path.exists():
        raise NotFoundError(f"{op}: there is no file {path}.", op=op)
    files = {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}
    if path.is_file():
        return Files(folder.name, files, path.name)
    return _files(files, folder.name, op)


def _unzipped(data: bytes, op: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {n: archive.read(n) for n in archive.namelist() if not n.endswith("/")}
    except (zipfile.BadZipFile, EOFError) as error:
        raise InvalidArgumentError(f"{op}: the zip archive is damaged: {error}.", op=op) from error


def _files(files: Mapping[str, Bytes], name: str, op: str) -> Files:
    for key, data in files.items():
        if not isinstance(data, bytes | bytearray | memoryview):
            raise InvalidArgumentError(
                f"{op}: expected file names with their bytes. "
                f"Received: {key!r} ({type(data).__name__}).",
                op=op,
            )
    documents = [key for key in files if key.endswith(".json")]
    main = next((key for key in documents if _last(key) == "model.json"), None)
    main = main or next((k for k in documents if b'"modelTopology"' in bytes(files[k])), None)
    if main is None:
        raise NotFoundError(
            f"{op}: expected model.json among the files. "
            f"Received: {', '.join(sorted(files)) or 'no files'}.",
            op=op,
        )
    return Files(name, files, main)


def _last(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]
