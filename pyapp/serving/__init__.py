"""The development server: gets the browser's files, builds the wheels, serves the site.

Runs on the host's Python only and never reaches the browser. From the bottom up::

    errors, project      what may go wrong; where things lie, and the pinned versions
    transfer             bytes over HTTP: whole, resumed, by range
    sources              the places a file can come from
    assets, prepare      the lock of files; getting and verifying what is missing
    wheels, index        wheels and the package index made of them
    page, site, files    what is sent: rendered page, generated module, files with their headers
    app, cli, bootstrap  the ASGI application, the command line, the environment it runs in
"""
