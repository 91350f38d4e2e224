"""Serving the desk to the browsers of this machine."""

import flask
import waitress

from pipelines.desk.security import refuse_foreign

THREADS = 8


class PortTakenError(OSError):
    """Something else listens there already."""


def server(
    application: flask.Flask, host: str, port: int
) -> waitress.server.BaseWSGIServer:
    """Return a server of ``application`` that listens at ``host`` and ``port``.

    ``run`` answers until somebody stops it; port 0 takes a free one. One process of
    threads answers, so that what one reader's page computed serves the next.

    Raises:
        ForeignAddressError: other machines would reach ``host``.
        PortTakenError: something else listens there.

    """
    refuse_foreign(host)
    try:
        return waitress.create_server(
            application, host=host, port=port, threads=THREADS, ident=None
        )
    except OSError as fault:
        message = f"port {port} of {host} is taken; --port names another"
        raise PortTakenError(message) from fault
