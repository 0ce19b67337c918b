"""Put wheels into a copy of Pyodide's lock: `import`, loadPackage and micropip find them there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from packaging.utils import canonicalize_name

from serving.wheelfile import Target, UnusableWheelError, WheelFile, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from packaging.requirements import Requirement


def merge(original: dict[str, Any], paths: Sequence[Path]) -> tuple[dict[str, Any], list[str]]:
    """Return the lock extended by the wheels at `paths`, and one line for each thing left out.

    A wheel of ours takes the place of the distribution's package of the same name.
    """
    packages: dict[str, Any] = dict(original["packages"])
    target = target_of(original)
    wheels, warnings = _newest(paths, target)
    versions = {name: str(entry["version"]) for name, entry in packages.items()}
    versions |= {name: str(wheel.version) for name, wheel in wheels.items()}
    for name, wheel in wheels.items():
        if packages.get(name, {}).get("sha256") == wheel.sha256:
            continue  # the distribution's own file, kept here
        depends, remarks = _depends(wheel, versions, target)
        warnings += remarks
        packages[name] = wheel.entry(depends)
    return {**original, "packages": packages}, warnings


def target_of(lock: dict[str, Any]) -> Target:
    """Return which wheels a lock's Python can use."""
    major, minor, *_ = lock["info"]["python"].split(".")
    return Target((int(major), int(minor)), lock["info"]["abi_version"])


def _newest(paths: Sequence[Path], target: Target) -> tuple[dict[str, WheelFile], list[str]]:
    wheels: dict[str, WheelFile] = {}
    warnings: list[str] = []
    for path in paths:
        try:
            wheel = read(path, target)
        except UnusableWheelError as error:
            warnings.append(f"wheels/{path.name} is left out: {error}.")
            continue
        other = wheels.get(wheel.name)
        newer = max((w for w in (other, wheel) if w), key=lambda w: w.version)
        if other is not None:
            older = other if newer is wheel else wheel
            warnings.append(
                f"wheels/{older.path.name} is left out: {newer.path.name} is there as well."
            )
        wheels[wheel.name] = newer
    return wheels, warnings


def _depends(
    wheel: WheelFile, versions: dict[str, str], target: Target
) -> tuple[list[str], list[str]]:
    environment = target.environment()
    depends: list[str] = []
    remarks: list[str] = []
    for requirement in wheel.requires:
        if requirement.marker and not requirement.marker.evaluate(environment):
            continue
        name = canonicalize_name(requirement.name)
        if name not in versions:
            remarks.append(
                f"wheels/{wheel.path.name} needs {requirement.name}, which is neither in wheels/ "
                "nor in Pyodide's distribution."
            )
            continue
        if not _fits(requirement, versions[name]):
            remarks.append(
                f"wheels/{wheel.path.name} needs {requirement}, but the index has {versions[name]}."
            )
        depends.append(name)
    return sorted(set(depends)), remarks


def _fits(requirement: Requirement, version: str) -> bool:
    try:
        return requirement.specifier.contains(version, prereleases=True)
    except ValueError:  # a distribution's version that is no Python version, such as a C library's
        return True
