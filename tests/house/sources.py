"""The files the house tests read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*patterns: str, under: Path = APP) -> list[Path]:
    """Our files matching one of ``patterns``, for example ``*.py``."""
    return sorted(path for pattern in patterns for path in under.rglob(pattern) if "__pycache__" not in path.parts)


def named(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    """Every function of a Python file, methods and inner ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Lines from ``def`` to the last, decorators not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
