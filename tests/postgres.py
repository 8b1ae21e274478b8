"""A PostgreSQL cluster of the tests' own: in a temporary directory, on a free loopback port, gone at the end."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

BINARIES = Path("/usr/lib/postgresql")
OWNER = "postgres"  # initdb and postgres refuse root
ATTEMPTS = 3
SECONDS_TO_START = 30
FAST_AND_FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "Asia/Ho_Chi_Minh",  # not UTC on purpose: an instant must not depend on it
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server. ``url`` is for psycopg and names no database: append one."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(SECONDS_TO_START)
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> Cluster:
    """Make and start a cluster. Ends the test run, naming the package, when PostgreSQL is not installed."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="tiepdan-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER, OWNER)
    options = ["--username=tiepdan", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    _run([str(binaries / "initdb"), *options, f"--pgdata={folder / 'data'}"])
    for _attempt in range(ATTEMPTS):  # somebody else may take the free port first
        port = _free_port()
        settings = [f"-c{name}={value}" for name, value in (FAST_AND_FORGETFUL | {"port": str(port)}).items()]
        with (folder / "log").open("wb") as log:
            command = [*_as_owner(), str(binaries / "postgres"), "-D", str(folder / "data"), *settings]
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        cluster = Cluster(f"postgresql://tiepdan@127.0.0.1:{port}/", folder, process)
        if _answers(cluster):
            return cluster
    pytest.exit(f"PostgreSQL does not start:\n{(folder / 'log').read_text()}", returncode=3)


def _binaries() -> Path:
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.exit("PostgreSQL is not installed. Install it: apt-get install postgresql", returncode=3)
    return found[-1].parent


def _as_owner() -> list[str]:
    """The server ends with the process that started it, even when that one is killed."""
    owner = [f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *owner, "--pdeathsig=INT"]


def _run(command: list[str]) -> None:
    done = subprocess.run([*_as_owner(), *command], capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        pytest.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}", returncode=3)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(cluster: Cluster) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and cluster.process.poll() is None:
        try:
            psycopg.connect(cluster.url + "postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False
