"""The command line: what it accepts, how it fails, how it starts and stops."""

from __future__ import annotations

import argparse
import signal
import socket
import subprocess
import sys
import time

import pytest

from serving import cli
from serving.assets import load
from serving.bootstrap import ensure_environment, interpreter, pins_hash
from serving.errors import ServingError, UsageError
from serving.prepare import missing
from serving.project import Project
from serving.server import address, listen, ready

SERVE = str(Project().root / "serve.py")


def serve_py(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SERVE, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )


# ---- arguments ----


def test_the_defaults_are_those_of_the_documentation():
    options = cli.parse([])
    assert (options.port, options.host, options.command) == (8000, "127.0.0.1", "serve")
    assert (options.no_browser, options.offline, options.models) == (False, False, None)
    built = cli.parse(["build"])
    assert (built.command, str(built.out), built.base_url) == ("build", "dist", "/")


@pytest.mark.parametrize(
    "arguments", [["--port", "x"], ["--port", "65536"], ["--port", "-1"], ["--nothing"], ["other"]]
)
def test_arguments_that_make_no_sense_end_with_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        cli.parse(arguments)
    assert caught.value.code == 2
    assert "usage: serve.py" in capsys.readouterr().err


def test_help_names_every_option(capsys):
    with pytest.raises(SystemExit) as caught:
        cli.parse(["--help"])
    assert caught.value.code == 0
    text = capsys.readouterr().out
    for option in ("--port", "--host", "--no-browser", "--models DIR", "--offline", "build"):
        assert option in text


def test_a_models_folder_that_does_not_exist_is_one_sentence(project, tmp_path):
    options = cli.parse(["--models", str(tmp_path / "none")])
    with pytest.raises(UsageError, match=r"--models: there is no folder .*none"):
        cli.run(project, options)


# ---- the address ----


def test_a_port_in_use_is_one_sentence_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=f"Port {port} is in use; .* --port {port + 1}"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid", "not a host"])
def test_a_host_that_is_not_ours_is_one_sentence(host):
    with pytest.raises(UsageError, match=f"--host: {host} is no address of this machine"):
        listen(host, 0)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("localhost", "localhost")],
)
def test_the_url_can_be_opened(host, shown):
    with listen(host, 0) as listener:
        port = listener.getsockname()[1]
        assert address(listener, host) == f"http://{shown}:{port}/"


# ---- the environment ----


@pytest.fixture
def commands(monkeypatch, project):
    """Records what would be run; makes an environment look as if it were there."""
    ran: list[list[str]] = []

    def run(command, **_):
        ran.append(command)
        interpreter(project.venv).parent.mkdir(parents=True, exist_ok=True)
        interpreter(project.venv).touch()
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    return ran


def test_the_environment_is_made_once(project, commands):
    ensure_environment(project, "serve")
    assert [command[1:3] for command in commands] == [["-m", "venv"], ["-m", "pip"]]
    assert commands[1][-1] == "one==1"
    commands.clear()
    assert ensure_environment(project, "serve") == interpreter(project.venv)
    assert commands == []


def test_a_half_made_environment_is_made_again(project, commands):
    interpreter(project.venv).parent.mkdir(parents=True)
    interpreter(project.venv).touch()
    ensure_environment(project, "serve")
    assert commands[0][1:4] == ["-m", "venv", "--clear"]


def test_changed_pins_are_installed_again(project, commands):
    ensure_environment(project, "serve")
    commands.clear()
    text = (project.root / "pyproject.toml").read_text().replace("one==1", "one==2")
    (project.root / "pyproject.toml").write_text(text)
    ensure_environment(Project(project.root), "serve")
    assert [command[-1] for command in commands] == ["one==2"]


def test_offline_without_an_environment_is_one_sentence(project, commands):
    with pytest.raises(ServingError, match=r"--offline: the server's own environment \(.venv\)"):
        ensure_environment(project, "serve", offline=True)
    assert commands == []


def test_a_failing_pip_is_one_sentence_and_is_tried_again(project, commands, monkeypatch):
    def failing(command, **_):
        project.venv.mkdir(exist_ok=True)
        error = "Collecting one\nERROR: No matching distribution found for one==1\n[notice] x"
        return subprocess.CompletedProcess(command, 1 if "pip" in command else 0, "", error)

    monkeypatch.setattr(subprocess, "run", failing)
    with pytest.raises(ServingError, match=r"pip could not install .* found for one==1\. Is there"):
        ensure_environment(project, "serve")
    assert not (project.venv / "serve.stamp").exists()


def test_a_python_without_ensurepip_is_told_what_to_install(project, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "The virtual environment was not created", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(subprocess, "run", lambda *a, **o: failed)
    with pytest.raises(ServingError, match="apt install python3-venv"):
        ensure_environment(project, "serve")


@pytest.mark.parametrize("output", ["[Errno 28] No space left on device", "ensurepip failed"])
def test_a_full_disk_is_named_while_the_environment_is_made(project, monkeypatch, output):
    failed = subprocess.CompletedProcess([], 1, "", output)
    monkeypatch.setattr(subprocess, "run", lambda *a, **o: failed)
    if "28" not in output:
        monkeypatch.setattr("shutil.disk_usage", lambda path: argparse.Namespace(free=0))
    with pytest.raises(ServingError, match=r"The disk is full: \.venv could not be written"):
        ensure_environment(project, "serve")


def test_the_stamp_does_not_depend_on_the_order_of_pins():
    assert pins_hash(["a==1", "b==1"]) == pins_hash(["b==1", "a==1"])
    assert pins_hash(["a==1"]) != pins_hash(["a==2"])


def test_an_old_python_is_told_which_it_takes(tmp_path):
    text = Project().root.joinpath("serve.py").read_text()
    script = tmp_path / "serve.py"
    script.write_text("import sys\nsys.version_info = (3, 9, 1)\n" + text)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "serve.py needs Python 3.11 or newer; this is Python 3.9.\n"


# ---- the whole program, on this checkout ----


@pytest.fixture(scope="module")
def prepared():
    project = Project()
    lock = load(project.asset_lock)
    if missing(project, lock.group("runtime")):
        pytest.skip("the assets are not here: run serve.py once")
    ready(project, offline=True)  # so that no test waits for a wheel
    return project


def start(*arguments: str) -> tuple[subprocess.Popen[str], str, float]:
    """Start the server; gives the process, its first line and the seconds until then."""
    begin = time.perf_counter()
    command = [sys.executable, SERVE, "--no-browser", "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    line = process.stdout.readline()
    return process, line, time.perf_counter() - begin


def stop(process: subprocess.Popen[str]) -> tuple[int, str, float]:
    begin = time.perf_counter()
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=20)
    notes = [line for line in (out + error).splitlines() if not line.startswith("Note: ")]
    return process.returncode, "\n".join(notes), time.perf_counter() - begin


def test_a_second_start_takes_less_than_a_second_and_stops_quietly(prepared):
    seconds = []
    for _ in range(3):  # the best of three: this is no place to measure the machine's other work
        process, line, taken = start("--offline")
        code, said, stopping = stop(process)
        assert line.startswith("Serving on http://127.0.0.1:")
        assert (code, said) == (0, "")
        assert stopping < 3
        seconds.append(taken)
    assert min(seconds) < 1


def test_a_second_server_on_the_same_port_says_so(prepared):
    process, line, _ = start("--offline")
    try:
        port = line.strip().rstrip("/").rpartition(":")[2]
        done = serve_py("--no-browser", "--offline", "--port", port)
        assert done.returncode == 1
        assert done.stderr.startswith(f"Port {port} is in use;")
        assert len(done.stderr.splitlines()) == 1
    finally:
        stop(process)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--models", "/no/such/folder"], 2, "--models: there is no folder /no/such/folder."),
        (["--host", "203.0.113.7"], 2, "--host: 203.0.113.7 is no address of this machine."),
        (["build", "--base-url", "docs"], 2, "--base-url: expected a path such as / or /docs/"),
    ],
)
def test_failures_are_one_sentence_on_stderr(prepared, arguments, code, words):
    done = serve_py("--no-browser", "--offline", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(words)
    assert len(done.stderr.splitlines()) == 1
