"""`python -m serving.lock` rewrites `web/assets.lock.json` from the versions in pyproject.toml.

`--check` writes nothing and says whether the lock and pyproject.toml agree, without a network.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from serving import notices
from serving.assets import Asset, AssetLock, Package, load
from serving.catalog import NPM, WHEELS, Entry
from serving.errors import ServingError, SourceError
from serving.project import Project
from serving.stamps import sha256_of

if TYPE_CHECKING:
    from serving.sources import Sources

PYODIDE_CDN = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{file}"
WHEEL_TABLES = {"wheels": "runtime", "test-wheels": "tests"}
"""Tables of pyproject.toml with wheels from the index, and the group of their assets."""


def npm_sources(npm: str, version: str, path: str) -> tuple[str, ...]:
    """Return where a file of an npm package can come from."""
    return (
        f"https://cdn.jsdelivr.net/npm/{npm}@{version}/{path}",
        f"https://unpkg.com/{npm}@{version}/{path}",
        f"npm:{npm}@{version}#{path}",
    )


def distribution_sources(project: Project, file: str) -> tuple[str, ...]:
    """Return where a file of Pyodide's distribution can come from."""
    settings = project.settings["distribution"]
    return (
        PYODIDE_CDN.format(version=project.versions["pyodide"], file=file),
        f"pip:{settings['mirror']}#{settings['mirror-folder']}{file}",
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m serving.lock", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare, without a network")
    options = parser.parse_args(arguments)
    project = Project()
    if options.check:
        problems = disagreements(project, load(project.asset_lock))
        print("\n".join(problems) or "The lock agrees with pyproject.toml.")
        return bool(problems)
    try:
        lock = generate(project)
    except ServingError as error:
        print(error, file=sys.stderr)
        return 1
    project.asset_lock.parent.mkdir(exist_ok=True)
    project.asset_lock.write_text(lock.dump(), encoding="utf-8")
    notices.write(project, lock)
    print(f"{len(lock.assets)} files, {sum(asset.bytes for asset in lock.assets) / 1e6:.1f} MB")
    return 0


def generate(project: Project) -> AssetLock:
    """Get every file once, from whichever source answers, and write down its hash."""
    from serving.sources import Sources  # the server imports this module, and needs no network

    with tempfile.TemporaryDirectory(prefix="lock-") as folder:
        npm = ((entry.npm, project.versions[name], entry.files) for name, entry in NPM.items())
        expected = [
            s for n, version, files in npm for f in files for s in npm_sources(n, version, f)
        ]
        with Sources(Path(folder), expected) as sources:
            generator = _Generator(project, Path(folder), sources)
            for name, entry in NPM.items():
                generator.add_npm(name, entry)
            generator.add_distribution()
            for table, group in WHEEL_TABLES.items():
                for name, version in project.settings[table].items():
                    generator.add_wheel(name, version, group)
        return AssetLock(generator.packages, tuple(generator.assets))


class _Generator:
    def __init__(self, project: Project, folder: Path, sources: Sources) -> None:
        self.packages: dict[str, Package] = {}
        self.assets: list[Asset] = []
        self._project = project
        self._folder = folder
        self._sources = sources
        self._pyodide_lock = folder / "pyodide-lock.json"

    def add_npm(self, name: str, entry: Entry) -> None:
        version = self._project.versions[name]
        package = npm_package(name, version, entry)
        self.packages[name] = package
        for path in entry.files:
            file = self._get(npm_sources(entry.npm, version, path))
            self._add(
                f"vendor/{package.folder}/{path}",
                name,
                entry.group,
                file,
                npm_sources(entry.npm, version, path),
            )
            if path == "pyodide-lock.json":
                file.replace(self._pyodide_lock)

    def add_distribution(self) -> None:
        project = self._project
        known = json.loads(self._pyodide_lock.read_text(encoding="utf-8"))["packages"]
        for name in project.settings["distribution"]["packages"]:
            entry = known[name]
            sources = distribution_sources(project, entry["file_name"])
            file = self._get(sources)
            if sha256_of(file) != entry["sha256"]:
                raise ServingError(f"{entry['file_name']} is not what Pyodide's lock says.")
            self.packages[name] = wheel_package(name, entry["version"], f"pyodide:{name}")
            path = f"vendor/{project.pyodide.name}/{entry['file_name']}"
            self._add(path, name, "runtime", file, sources)

    def add_wheel(self, name: str, version: str, group: str) -> None:
        sources = (f"pip:{name}=={version}",)
        file = self._get(sources)
        self.packages[name] = wheel_package(name, version, f"pypi:{name}")
        self._add(f"wheels/{name}-{version}-py3-none-any.whl", name, group, file, sources)

    def _get(self, sources: tuple[str, ...]) -> Path:
        partial = self._folder / "file"
        reasons = []
        for source in sources:
            partial.unlink(missing_ok=True)
            try:
                self._sources.fetch(source, partial, sys.maxsize, lambda done: None)
            except SourceError as error:
                reasons.append(str(error))
            else:
                return partial
        raise ServingError(f"{sources[0]}: {'; '.join(reasons)}.")

    def _add(
        self, path: str, package: str, group: str, file: Path, sources: tuple[str, ...]
    ) -> None:
        size = file.stat().st_size
        self.assets.append(Asset(path, package, group, sha256_of(file), size, sources))


def npm_package(name: str, version: str, entry: Entry) -> Package:
    """Return what the lock says of an npm package."""
    return Package(
        name=name,
        version=version,
        origin=f"npm:{entry.npm}",
        license=entry.license,
        homepage=entry.homepage,
        copyright=entry.copyright,
        imports=entry.imports,
    )


def wheel_package(name: str, version: str, origin: str) -> Package:
    """Return what the lock says of a wheel."""
    about = WHEELS[name]
    return Package(name, version, origin, about.license, about.homepage, about.copyright)


def disagreements(project: Project, lock: AssetLock) -> list[str]:
    """Say in which points the lock is not what pyproject.toml and the catalog ask for."""
    wanted = {name: npm_package(name, project.versions[name], entry) for name, entry in NPM.items()}
    for name in project.settings["distribution"]["packages"]:
        version = lock.packages[name].version if name in lock.packages else "?"
        wanted[name] = wheel_package(name, version, f"pyodide:{name}")
    for table in WHEEL_TABLES:
        for name, version in project.settings[table].items():
            wanted[name] = wheel_package(name, version, f"pypi:{name}")
    problems = [
        f"{name}: the lock has {lock.packages.get(name)}, pyproject.toml asks for {package}"
        for name, package in wanted.items()
        if lock.packages.get(name) != package
    ]
    problems += [f"{name} is in the lock only" for name in lock.packages.keys() - wanted.keys()]
    problems += [f"{name} has a version only" for name in project.versions.keys() - NPM.keys()]
    have = {(asset.path, asset.sources) for asset in lock.assets}
    for name, entry in NPM.items():
        for path in entry.files:
            location = f"vendor/{wanted[name].folder}/{path}"
            if (location, npm_sources(entry.npm, project.versions[name], path)) not in have:
                problems.append(f"{location} is missing or has other sources")
    return problems


if __name__ == "__main__":
    sys.exit(main())
