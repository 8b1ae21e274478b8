"""Ports of loopback that nobody else is given, until this process ends."""

from __future__ import annotations

import socket

_HELD: list[socket.socket] = []


def free_port() -> int:
    """A port for a server to listen at.

    It stays bound here without being listened at, so that neither another worker nor a connection on its way out is
    given it before the server comes up, or while it is started again. A server that sets ``SO_REUSEADDR``, as all of
    ours do, may listen all the same.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    _HELD.append(held)
    return int(held.getsockname()[1])
