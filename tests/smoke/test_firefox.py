"""Firefox, through Marionette, which needs no driver of its own."""

from __future__ import annotations

import pytest

from tests.smoke.tour import check, check_console, console_tour, tour
from tests.support import browsers


@pytest.mark.filterwarnings(
    # The driver leaves the sockets open with which it looks for Firefox's port.
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
def test_firefox_starts_computes_and_classifies(site, photo, tmp_path):
    binary = browsers.firefox()
    if binary is None:
        pytest.skip("there is no Firefox on this machine")
    marionette = pytest.importorskip("marionette_driver.marionette")
    options = {"bin": binary, "headless": True, "workspace": str(tmp_path), "gecko_log": "-"}
    client = marionette.Marionette(**options, startup_timeout=60)
    try:
        client.start_session()
        client.navigate(site)

        def execute(script, *arguments):
            return client.execute_script(script, script_args=arguments, sandbox=None)

        file, model, label = photo
        check(tour(execute, site, file, model), label)
        client.navigate(f"{site}console/")
        check_console(console_tour(execute, site))
        client.navigate(f"{site}console/")
        assert console_tour(execute, site, "again")["file"] == "'still here'"
    finally:
        client.cleanup()
