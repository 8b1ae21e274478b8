"""A PostgreSQL cluster of the tests' own: in a temporary directory, on a free loopback port, gone at the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.ports import free_port

BINARIES = Path("/usr/lib/postgresql")
OWNER = "postgres"  # initdb and postgres refuse root
ATTEMPTS = 3
SECONDS_TO_START = 120  # on a busy machine
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
        port = free_port()
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


EMPTYING = """
DO $$
DECLARE
  one record;
  filled boolean;
BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET LOCAL session_replication_role = replica;  -- neither foreign keys nor the guards of what is written once
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', one.tablename) INTO filled;
    IF filled THEN
      EXECUTE format('DELETE FROM %I', one.tablename);
    END IF;
  END LOOP;
  FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    PERFORM setval(one.sequencename::regclass, 1, false);
  END LOOP;
END $$
"""
SHAPE = """
SELECT version_num || md5(string_agg(format('%s %s %s %s', relname, relnatts, relchecks, reltriggers), ','))
FROM alembic_version, (
  SELECT relname, relnatts, relchecks, (SELECT count(*) FROM pg_trigger WHERE tgrelid = pg_class.oid) AS reltriggers
  FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY relname
) AS everything
GROUP BY version_num
"""
LARGEST_KEPT = 40_000_000  # bytes: a database that grew is thrown away


def shape_of(url: str) -> object:
    """What tells whether the tables of the database at ``url`` are those of another."""
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(SHAPE.encode()).fetchone()


def emptied(connection: psycopg.Connection, shape: object) -> bool:
    """Empty every table of a database and begin its numbers again, by a connection that knows its tables by now.

    False when it grew large or when its tables are no longer those of ``shape``: it is to be thrown away.
    """
    try:
        size = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        if size is None or size[0] > LARGEST_KEPT:
            return False
        connection.execute(EMPTYING)
        return connection.execute(SHAPE.encode()).fetchone() == shape
    except psycopg.Error:
        return False
