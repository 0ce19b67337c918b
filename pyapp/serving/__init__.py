"""The development server: gets the browser's files, builds the wheels, serves the site.

Runs on the host's Python only and never reaches the browser. From the bottom up::

    errors, project             what may go wrong; where things lie, and the pinned versions
    transfer                    bytes over HTTP: whole, resumed, by range
    npm_packages, pip_wheels    files out of packages, through those clients
    sources                     every place a file can come from, behind one call
    catalog, assets, lock       what is wanted; the lock of files, and what writes it
    fetch, prepare, stamps      one file; all that are missing; what is known to be right
    wheels, wheelfile, merge    our wheels; reading any wheel; the package index made of them
    index, distribution         keeping that index; files fetched when somebody imports them
    page, site, files           rendered pages, the generated module, files with their headers
    app, server, build          the ASGI application, the listening server, a static copy
    cli, bootstrap              the command line, and the environment it runs in
"""
