"""Runs on a bare Python: makes the server's own environment once, then goes on inside it.

Nothing here may import more than the standard library, and on a second start little of that.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from serving.cli import parse, run
from serving.errors import ServingError, UsageError, storage_error
from serving.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(arguments: list[str]) -> int:
    """Run the command line in the server's environment and return its exit code."""
    options = parse(arguments)
    try:
        project = Project()
        python = ensure_environment(project, "serve", offline=options.offline)
        if Path(sys.prefix).resolve() != project.venv.resolve():
            return _run_inside(python, arguments)
        return run(project, options)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except ServingError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run_inside(python: Path, arguments: list[str]) -> int:
    """Replace this process by the same command in the environment of `python`."""
    command = [str(python), str(Project().root / "serve.py"), *arguments]
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    with contextlib.suppress(KeyboardInterrupt):  # Windows: the child says goodbye
        return subprocess.run(command, check=False).returncode
    return 0


def ensure_environment(project: Project, *extras: str, offline: bool = False) -> Path:
    """Make sure `.venv` holds the pinned requirements of `extras` and return its Python.

    Each extra has its own stamp, the hash of its pins: an unchanged one costs one small read.
    """
    python = interpreter(project.venv)
    wanted = {extra: pins_hash(project.requirements(extra)) for extra in extras}
    missing = [extra for extra in extras if not _is_stamped(project.venv, extra, wanted[extra])]
    if not missing and python.exists():
        return python
    if offline:
        raise ServingError(
            "--offline: the server's own environment (.venv) is not complete yet; "
            "start once with a network connection."
        )
    with _one_at_a_time(project):
        if not (python.exists() and any(project.venv.glob("*.stamp"))):
            missing = list(extras)
            _create(project.venv)
            (project.venv / "made.stamp").touch()
        for extra in missing:
            _install(python, extra, project.requirements(extra))
            (project.venv / f"{extra}.stamp").write_text(wanted[extra], encoding="ascii")
    return python


def interpreter(venv: Path) -> Path:
    """Return the path of the Python inside a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pins_hash(requirements: list[str]) -> str:
    """Return what a stamp holds: the pins, and the place, since environments cannot be moved."""
    text = "\n".join([*sorted(requirements), str(Project().root)])
    return hashlib.sha256(text.encode()).hexdigest()


def _is_stamped(venv: Path, extra: str, value: str) -> bool:
    try:
        return (venv / f"{extra}.stamp").read_text(encoding="ascii") == value
    except OSError:
        return False


def _create(venv: Path) -> None:
    print("Making the server's own environment in .venv ...", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(venv)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    output = done.stdout + done.stderr
    _check_disk(venv, output)
    if importlib.util.find_spec("ensurepip") is None:
        hint = "Python's venv module is incomplete (Debian, Ubuntu: apt install python3-venv)."
    else:
        hint = _last_line(output)
    raise ServingError(f"The environment in {venv} could not be made: {hint}")


def _install(python: Path, extra: str, requirements: list[str]) -> None:
    print(f"Installing {len(requirements)} packages for '{extra}' ...", flush=True)
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    command = [str(python), "-m", "pip", "install", *options, *requirements]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        _check_disk(python, done.stdout + done.stderr)
        raise ServingError(
            f"pip could not install what '{extra}' needs: {_last_line(done.stderr)} "
            "Is there a network connection?"
        )


def _check_disk(path: Path, output: str) -> None:
    """Name a full disk as the cause, which pip and venv may hide behind something else."""
    folder = next(parent for parent in path.parents if parent.exists())
    if "No space left" in output or shutil.disk_usage(folder).free < 1 << 20:
        raise storage_error(OSError(errno.ENOSPC, "No space left on device"), path)


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR")]
    line = (errors or lines or ["no reason given"])[-1]
    return line if line.endswith(".") else line + "."


@contextlib.contextmanager
def _one_at_a_time(project: Project) -> Iterator[None]:
    """Keep two first starts from writing the same environment."""
    from serving.exclusive import exclusive

    with exclusive(project.cache / "environment.lock"):
        yield
