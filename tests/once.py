"""What is worked out once a worker, or once a run, instead of once a test, and comes out the same every time.

A test has an application and a database of its own, so each would compile the same templates, addresses and
statements anew: more than half of what the tests of the web once took. The compiled forms are kept here for the whole
worker, those of templates for the whole run. Nothing of a request, of a row or of a setting is kept.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from flask import Flask
from jinja2.bccache import Bucket
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule
from werkzeug.routing.rules import RulePart

STATEMENTS = 5_000
FOLDER = "COMPILED_TEMPLATES"  # where the workers of a run and the processes they start find what others compiled


class Templates(jinja2.FileSystemBytecodeCache):
    """The compiled templates, by name and by the checksum of their source: of this process, and in a folder of all."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.compiled.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            super().load_bytecode(bucket)
            self._keep(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        Path(self.directory).mkdir(exist_ok=True)  # whoever tidies /tmp meanwhile
        super().dump_bytecode(bucket)
        self._keep(bucket)

    def _keep(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.compiled[bucket.key, bucket.checksum] = bucket.code


def made(mark: Path, make: Callable[[], None]) -> None:
    """Let ``make`` be done by the first worker of a run that asks; the others wait for it. ``mark`` says it was."""
    with mark.with_name(f"{mark.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.exists():
            make()
            mark.touch()


def begin_a_run() -> None:
    """Make the folder of the compiled templates, in the process that begins the others."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="tiepdan-templates-")


def end_a_run() -> None:
    shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


def keep_templates() -> None:
    """Begin to keep what is compiled of templates, in this process."""
    Flask.jinja_options = Flask.jinja_options | {"bytecode_cache": Templates(os.environ[FOLDER])}


def keep_all() -> None:
    """Begin to keep, in this process."""
    keep_templates()
    _keep_addresses()
    _keep_statements()


def _keep_addresses() -> None:
    """Every map of addresses uses what another has read of the same rule, and the builders it has compiled for it.

    All maps know the same converters: those of Flask.
    """
    compile_builder, compiled = Rule._compile_builder, {}
    parse_rule, parsed = Rule._parse_rule, {}

    def read(rule: Rule, text: str) -> Iterable[RulePart]:
        if text not in parsed:
            known = len(rule._trace)
            parts = tuple(parse_rule(rule, text))
            parsed[text] = parts, rule._trace[known:], rule._converters.copy()
        else:
            rule._trace += parsed[text][1]
            rule._converters |= parsed[text][2]
            rule.arguments |= rule._converters.keys()
        return parsed[text][0]

    def kept(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:  # noqa: FBT001, FBT002 - as it is called
        key = (rule.rule, str(rule._trace), str(rule.defaults), append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    Rule._parse_rule = read  # type: ignore[method-assign, assignment]
    Rule._compile_builder = kept  # type: ignore[method-assign, assignment]


def _keep_statements() -> None:
    """Every engine uses the statements another engine on the same kind of database has compiled.

    They are kept by the dialect's identity, of which every engine has its own: here two of one kind count as one.
    """
    compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS)

    @event.listens_for(Engine, "engine_connect")
    def share(connection: Connection) -> None:
        connection.engine._compiled_cache = compiled

    DefaultDialect.__hash__ = lambda dialect: hash(type(dialect))  # type: ignore[method-assign, assignment]
    DefaultDialect.__eq__ = lambda dialect, other: type(dialect) is type(other)  # type: ignore[method-assign]
