"""What a wheel says of itself, and whether this Pyodide can use it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING

from packaging.markers import default_environment
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from serving.stamps import sha256_of

if TYPE_CHECKING:
    from pathlib import Path

    from packaging.tags import Tag
    from packaging.version import Version


class UnusableWheelError(Exception):
    """Why a wheel is left out of the index, as the rest of a sentence."""


@dataclass(frozen=True)
class Target:
    """The Python that runs in the browser, as Pyodide's own lock describes it."""

    python: tuple[int, int]
    abi: str

    @property
    def platform(self) -> str:
        """The platform tag of compiled wheels."""
        return f"pyemscripten_{self.abi}_wasm32"

    def accepts(self, tag: Tag) -> bool:
        """Tell whether a wheel with this tag runs there."""
        if tag.platform not in {"any", self.platform}:
            return False
        major, minor = self.python
        if tag.interpreter == f"cp{major}{minor}":
            return tag.abi in {"none", "abi3", f"cp{major}{minor}"}
        if tag.abi == "none":
            return tag.interpreter in {"py3", *(f"py3{i}" for i in range(minor + 1))}
        older = {f"cp3{i}" for i in range(2, minor + 1)}
        return tag.abi == "abi3" and tag.interpreter in older

    def environment(self) -> dict[str, str]:
        """Return the values of environment markers there."""
        version = f"{self.python[0]}.{self.python[1]}"
        return {
            **{key: str(value) for key, value in default_environment().items()},
            "implementation_name": "cpython",
            "os_name": "posix",
            "platform_machine": "wasm32",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Emscripten",
            "platform_version": "",
            "python_full_version": f"{version}.0",
            "python_version": version,
            "sys_platform": "emscripten",
            "extra": "",
        }


@dataclass(frozen=True)
class WheelFile:
    """One wheel on disk."""

    path: Path
    name: str
    version: Version
    sha256: str
    requires: tuple[Requirement, ...]
    imports: tuple[str, ...]

    def entry(self, depends: list[str]) -> dict[str, object]:
        """Return this wheel as Pyodide's lock writes one."""
        return {
            "depends": depends,
            "file_name": self.path.name,
            "imports": list(self.imports),
            "install_dir": "site",
            "name": self.name,
            "package_type": "package",
            "sha256": self.sha256,
            "unvendored_tests": False,
            "version": str(self.version),
        }


def read(path: Path, target: Target) -> WheelFile:
    """Read a wheel's name and metadata.

    Raises:
        UnusableWheelError: It is no wheel, is broken, or is for another platform.
    """
    try:
        name, version, _, tags = parse_wheel_filename(path.name)
    except InvalidWheelFilename as error:
        raise UnusableWheelError("its name is not that of a wheel") from error
    if not any(target.accepts(tag) for tag in tags):
        shown = path.stem.split("-", 2)[-1]
        python = "".join(map(str, target.python))
        wanted = f"py3-none-any or cp{python}-…-{target.platform}"
        raise UnusableWheelError(f"its tag {shown} does not run here; that takes {wanted}")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.namelist()
            metadata = _metadata(archive, members)
    except (zipfile.BadZipFile, OSError) as error:
        raise UnusableWheelError(f"it cannot be read ({error})") from error
    try:
        headers = BytesHeaderParser().parsebytes(metadata)
        requires = tuple(Requirement(text) for text in headers.get_all("Requires-Dist") or ())
    except InvalidRequirement as error:
        raise UnusableWheelError(f"its metadata is wrong ({error})") from error
    if canonicalize_name(str(headers["Name"])) != name:
        raise UnusableWheelError(f"its metadata calls it {headers['Name']}")
    return WheelFile(path, name, version, sha256_of(path), requires, _imports(members))


def _metadata(archive: zipfile.ZipFile, members: list[str]) -> bytes:
    for member in members:
        folder, _, file = member.partition("/")
        if folder.endswith(".dist-info") and file == "METADATA":
            return archive.read(member)
    raise UnusableWheelError("it has no METADATA")


def _imports(members: list[str]) -> tuple[str, ...]:
    """Return the top-level modules a wheel installs."""
    found: set[str] = set()
    for member in members:
        first, slash, rest = member.partition("/")
        if first.endswith(".data"):
            kind, _, inner = rest.partition("/")
            if kind not in {"purelib", "platlib"}:
                continue
            first, slash, _ = inner.partition("/")
        name = first if slash else _module(first)
        if name and name.isidentifier():
            found.add(name)
    return tuple(sorted(found))


def _module(file: str) -> str:
    if file.endswith((".py", ".so")):
        return file.partition(".")[0]
    return ""
