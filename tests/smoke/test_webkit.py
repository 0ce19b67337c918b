"""WebKit, Safari's engine: WebKitGTK's MiniBrowser on a virtual screen."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest
from selenium import webdriver

from tests.smoke.tour import check, check_brief, console_tour, tour
from tests.support import browsers


@contextmanager
def screen():
    """A virtual screen; gives its name."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1280x900x24",
        "-nolisten",
        "tcp",
    ]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, pass_fds=[writing], **silent)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


@pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")
def test_webkit_starts_computes_and_classifies(site, photo):
    found = browsers.webkit()
    if found is None or shutil.which("Xvfb") is None:
        pytest.skip("there is no WebKitGTK with its driver and Xvfb on this machine")
    path, browser = found
    options = webdriver.WebKitGTKOptions()
    options.binary_location = browser
    options.add_argument("--automation")
    with screen() as display:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "GDK_BACKEND": "x11",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        service = webdriver.WebKitGTKService(path, env=environment)
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            driver.set_page_load_timeout(60)
            driver.get(site)
            file, model, label = photo
            check(tour(driver.execute_script, site, file, model), label)
            driver.get(f"{site}console/")
            answer = console_tour(driver.execute_script, site, "brief")
            check_brief(answer)
            assert "Write `await ask('…')` instead" in answer["unasked"]
        finally:
            driver.quit()
