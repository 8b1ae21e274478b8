"""Numbers of articles, decrees and forms are written in app/statute only; every other floor asks it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.house.sources import APP, files, named

CITATION = re.compile(r"Điều\s+\d|khoản\s+\d|\d+/\d{4}/(NĐ|TT|QH|QĐ)|NĐ-CP|TT-TTCP|Mẫu(\s+số)?\s+\d+|\d/(TCD|XLĐ)\b")
DAYS = re.compile(
    r"\d+\s+(ngày|tháng|giờ)"
)  # a term: of the law it is a row, of ours a policy, never a word in a letter
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def texts(path: Path) -> list[str]:
    """The strings of a Python file that people can come to read: all but docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, DOCUMENTED) and node.body and isinstance(node.body[0], ast.Expr)
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documentation)
    return [node.value for node in constants if isinstance(node.value, str)]


def test_no_citation_outside_the_statute() -> None:
    code = [path for path in files("*.py") if APP / "statute" not in path.parents]
    pages = files("*.html", "*.txt", under=APP / "templates")
    cited = [named(path) for path in code if any(map(CITATION.search, texts(path)))]
    cited += [named(path) for path in pages if CITATION.search(path.read_text(encoding="utf-8"))]
    assert cited == []


def test_no_letter_writes_out_a_number_of_days() -> None:
    letters = files("*.html", "*.txt", under=APP / "templates" / "letters")
    counted = [named(path) for path in letters if DAYS.search(path.read_text(encoding="utf-8"))]
    counted += [named(path) for path in files("*.py", under=APP / "post") if any(map(DAYS.search, texts(path)))]
    assert counted == []
