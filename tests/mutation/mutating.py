"""Changes one comparison or one small number of a module at a time, and tells which changes no test notices.

Run by `make mutation`, longer than the suite: works on a copy of the sources in a temporary folder.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
STATUTE = Path("app/statute")
OTHER = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Each changed source, with the line and what was changed in it."""
    places = sum(1 for _ in _places(ast.parse(source)))
    for place in range(places):
        tree = ast.parse(source)
        node, operator = list(_places(tree))[place]
        if isinstance(node, ast.Compare):
            was = type(node.ops[operator])
            node.ops[operator] = OTHER[was]()
            told = f"{was.__name__} -> {OTHER[was].__name__}"
        else:
            number = int(str(node.value))
            told = f"{number} -> {number + 1}"
            node.value = number + 1
        yield node.lineno, told, ast.unparse(tree)


def _places(tree: ast.Module) -> Iterator[tuple[ast.Compare | ast.Constant, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from ((node, place) for place in range(len(node.ops)))
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield node, 0


def survivors(module: str, tests: list[str], *, first: int, count: int) -> tuple[int, list[str]]:
    """How many changes were tried, and the ones all ``tests`` pass with."""
    left, tried = [], 0
    with TemporaryDirectory() as folder:
        for part in ("app", "tests"):
            shutil.copytree(ROOT / part, Path(folder, part))
        shutil.copy(ROOT / "pyproject.toml", folder)
        target = Path(folder, STATUTE, f"{module}.py")
        for line, told, source in list(mutants(target.read_text(encoding="utf-8")))[first : first + count]:
            target.write_text(source, encoding="utf-8")
            tried += 1
            if _passes(folder, tests):
                left.append(f"{module}.py:{line}: {told}")
    return tried, left


def _passes(folder: str, tests: list[str]) -> bool:
    run = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        return subprocess.run(run, cwd=folder, capture_output=True, check=False, timeout=300).returncode == 0
    except subprocess.TimeoutExpired:  # a loop that never ends is noticed
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=["deadlines", "calendar", "judging", "guards", "log"])
    parser.add_argument("--tests", nargs="+", default=["tests/statute"])
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    asked = parser.parse_args()
    for module in asked.modules:
        tried, left = survivors(module, asked.tests, first=asked.first, count=asked.count)
        sys.stdout.write("\n".join([f"{module}: {tried} changes, {len(left)} unnoticed", *left]) + "\n")


if __name__ == "__main__":
    main()
