"""One page for all browser tests of a session, and the bridge to its worker."""

from __future__ import annotations

import pickle
import time
from typing import TYPE_CHECKING, Any

import pytest
from selenium.common.exceptions import TimeoutException

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.console import Console
    from tests.support.worker import Worker

DEADLINE_SECONDS = 60.0
SETTLE_SECONDS = 5.0
RUNNER = "tests.browser.runner"
LISTENERS = "return listenersForTests()"


@pytest.fixture(scope="session")
def worker(site: str) -> Iterator[Worker]:
    """The page's worker, with the tests in its file system."""
    from tests.support.chromium import chromium
    from tests.support.worker import Worker

    with chromium() as driver:
        yield Worker(driver, site)


@pytest.fixture
def console(worker: Worker) -> Iterator[Console]:
    """`py` of the page, with an empty namespace; what a test leaves behind is counted here too."""
    from tests.support.console import Console

    worker.ensure()
    console = Console(worker.driver, worker.site)
    starts = worker.starts
    before = console.call(f"{RUNNER}.begin_session")
    listeners = worker.driver.execute_script(LISTENERS)
    yield console
    counts = {name: entry["value"] for name, entry in before["value"]["value"].items()}
    if worker.starts != starts:
        return  # another worker than the one that was counted
    try:
        left = console.call(f"{RUNNER}.end_session", counts)
    except TimeoutException:  # the next tests must not wait for it too
        worker.ensure(anew=True)
        pytest.fail("the page's Python does not answer any more", pytrace=False)
    if "error" in left:
        worker.ensure(anew=True)
        pytest.fail(f"the page's Python did not survive: {left['error']['message']}")
    if left["value"]["value"]:
        pytest.fail(f"The test ended with more than it began with: {left['value']['value']}.")
    # What waits for an answer of the worker may still be there when the call has ended.
    until = time.monotonic() + SETTLE_SECONDS
    while (grown := worker.driver.execute_script(LISTENERS) - listeners) > 0:
        if time.monotonic() > until:
            pytest.fail(f"The test ended with {grown} more listeners in the page.")
        time.sleep(0.05)


@pytest.fixture
def in_worker(request: pytest.FixtureRequest, worker: Worker) -> Callable[..., None]:
    """Runs the body of an `@in_browser` test; see harness.py."""

    def call(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
        deadline = request.node.get_closest_marker("deadline")
        seconds = float(deadline.args[0]) if deadline else DEADLINE_SECONDS
        indices = getattr(getattr(request.node, "callspec", None), "indices", {})
        asked = {
            "module": function.__module__,
            "name": function.__qualname__,
            "arguments": {n: _sent(n, v, indices) for n, v in arguments.items()},
            "leaks": request.node.get_closest_marker("leak_exempt") is None,
        }
        verdict = worker.run(asked, seconds)
        if verdict.output:
            print(verdict.output, end="")
        if verdict.status == "skipped":
            pytest.skip(verdict.text)
        if verdict.status == "xfailed":
            pytest.xfail(verdict.text)
        if verdict.late:
            pytest.fail(f"stopped after {seconds:g} s\n{verdict.text}", pytrace=False)
        if verdict.status == "died":
            pytest.fail(f"the worker did not survive: {verdict.text}", pytrace=False)
        if verdict.status != "passed":
            pytest.fail(verdict.text, pytrace=False)

    return call


def _sent(name: str, value: Any, indices: dict[str, int]) -> str | int:
    """A value as text, or, where it cannot be pickled, its place in the parametrize mark."""
    from tests.support.worker import packed

    try:
        return packed(value)
    except (pickle.PicklingError, AttributeError, TypeError):
        return indices[name]
