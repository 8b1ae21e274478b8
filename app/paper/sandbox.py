"""The little language of templates: print a field, go through a list, ask whether something is there. Nothing else.

What docxtpl hands to Jinja is looked at node by node before it runs: no call, no attribute of anything, no import, no
arithmetic, no more than two lists inside one another. So a template can neither reach into the program nor keep it
busy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from app.casework.errors import Refused
from app.casework.papers.fields import PaperField
from app.paper.official import in_rows

FILTERS: Final = frozenset({"upper", "lower", "join", "first", "last", "length", "trim"})
ROWS: Final = "rows"  # only of a list that is gone through: those who sign, as many in a row as there is room for
LOOP: Final = "loop"
OF_A_LOOP: Final = frozenset({"index", "first", "last"})
DEEPEST: Final = 2
UNKNOWN: Final = -1  # how wide a row is of what is no list: what a loop holds is judged all the same
PLAIN: Final = (
    nodes.Template, nodes.TemplateData, nodes.Const, nodes.If, nodes.CondExpr, nodes.Compare,
    nodes.Operand, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a template may not say: at which line of its source, and why."""

    line: int
    why: Refused


class TemplateRefused(Exception):
    """A template says something it may not."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(one.why.sentence for one in faults))
        self.faults = faults


class TemplateEnvironment(SandboxedEnvironment):
    """Jinja for the templates of one paper. ``fields``: what they may print."""

    def __init__(self, fields: Mapping[str, PaperField]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self._fields = fields
        self.globals.clear()
        self.filters = {name: one for name, one in self.filters.items() if name in FILTERS} | {ROWS: in_rows}
        self.tests = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - as Jinja asks
        return attr in OF_A_LOOP

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - as Jinja asks
        return False

    def from_string(self, source: Any, *given: Any, **more: Any) -> Any:
        """As Jinja does it, once nothing in ``source`` is forbidden. Raises TemplateRefused, TemplateSyntaxError."""
        if faults := self.faults(source):
            raise TemplateRefused(faults)
        return super().from_string(source, *given, **more)

    def faults(self, source: Any) -> tuple[Fault, ...]:
        """What ``source`` may not say. Raises TemplateSyntaxError, with its line, on what cannot be read at all."""
        return tuple(_Reading(self._fields).of(self.parse(source), {}, 0))

    def printed(self, source: Any) -> frozenset[str]:
        """The fields ``source`` prints somewhere, as they are or item by item; asking whether one is there prints none.

        Raises TemplateSyntaxError.
        """
        return frozenset(_printed(self.parse(source), {}))


def _printed(node: nodes.Node, items: Mapping[str, str]) -> Iterator[str]:
    """``items``: of each name of a loop, the field it goes through."""
    if isinstance(node, nodes.For) and (through := _gone_through(node)[0]) and isinstance(node.target, nodes.Name):
        items = {**items, node.target.name: items.get(through, through)}
        parts: Sequence[nodes.Node] = (*node.body, *node.else_)
    elif isinstance(node, nodes.Output):
        yield from (items.get(one.name, one.name) for one in node.find_all(nodes.Name))
        return
    else:
        parts = tuple(node.iter_child_nodes())
    for part in parts:
        yield from _printed(part, items)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One walk through a template. A scope holds, of each name of a loop, how wide a row of it is."""

    fields: Mapping[str, PaperField]

    def of(self, node: nodes.Node, scope: Mapping[str, int], depth: int) -> Iterator[Fault]:
        if isinstance(node, nodes.For):
            yield from self._loop(node, scope, depth)
            return
        if isinstance(node, nodes.Output):
            yield from self._printed(node, scope, depth)
            return
        fault = self._wrong(node, scope)
        if fault is not None:
            yield Fault(node.lineno, fault)
        if (fault is not None and not isinstance(node, nodes.Filter)) or isinstance(node, nodes.Getattr):
            return
        for child in node.iter_child_nodes():
            yield from self.of(child, scope, depth)

    def _wrong(self, node: nodes.Node, scope: Mapping[str, int]) -> Refused | None:
        asked = ASKED.get(type(node))
        if asked is not None:
            return asked(self, node, scope)
        if isinstance(node, PLAIN):
            return None
        return Refused("Mẫu chỉ in trường, lặp danh sách và xét có hay không; không dùng được lệnh khác.")

    def name(self, node: Any, scope: Mapping[str, int]) -> Refused | None:
        if node.name != LOOP and (node.name in scope or node.name in self.fields):
            return None
        return Refused("Không có trường “%(name)s” ở văn bản này.", name=node.name)

    def attribute(self, node: Any, scope: Mapping[str, int]) -> Refused | None:
        of_loop = isinstance(node.node, nodes.Name) and node.node.name == LOOP and LOOP in scope
        return None if of_loop and node.attr in OF_A_LOOP else _no_attribute(node.attr)

    def filter(self, node: Any, _scope: Mapping[str, int]) -> Refused | None:
        return None if node.name in FILTERS else Refused("Không có bộ lọc “%(name)s”.", name=node.name)

    def cell(self, node: Any, scope: Mapping[str, int]) -> Refused | None:
        row, place = node.node, node.arg
        if not (isinstance(row, nodes.Name) and isinstance(place, nodes.Const) and isinstance(place.value, int)):
            return _no_attribute("[…]")
        width = scope.get(row.name, 0)
        if width == UNKNOWN or 0 <= place.value < width:
            return None
        return Refused("“%(name)s” có %(width)s ô, đánh số từ 0.", name=row.name, width=width)

    def _printed(self, node: nodes.Output, scope: Mapping[str, int], depth: int) -> Iterator[Fault]:
        """A list is gone through, or joined; printed as it is, it is no sentence."""
        for one in node.nodes:
            name = one.name if isinstance(one, nodes.Name) else ""
            if scope.get(name, 0) > 0 or (name not in scope and name in self.fields and self.fields[name].is_list):
                listed = Refused("“%(name)s” là danh sách: lặp từng mục, hoặc nối bằng bộ lọc join.", name=name)
                yield Fault(one.lineno, listed)
            else:
                yield from self.of(one, scope, depth)

    def _loop(self, node: nodes.For, scope: Mapping[str, int], depth: int) -> Iterator[Fault]:
        through, by_row = _gone_through(node)
        field = self.fields.get(through)
        if field is None or not field.is_list or not isinstance(node.target, nodes.Name) or node.test or node.recursive:
            name = through or "…"
            yield Fault(node.lineno, Refused("“%(name)s” không phải danh sách: không lặp được.", name=name))
            target = {node.target.name: UNKNOWN} if isinstance(node.target, nodes.Name) else {}
            if target and depth < DEEPEST:
                yield from self._inside(self, node, {**scope, **target, LOOP: 0}, depth)
            return
        if depth == DEEPEST:
            yield Fault(node.lineno, Refused("Không lặp danh sách lồng quá %(most)s tầng.", most=DEEPEST))
            return
        reading, inside = self, {**scope, node.target.name: len(field.columns), LOOP: 0}
        if by_row:  # a row of them is a list as they are
            reading, inside = _Reading({**self.fields, node.target.name: field}), {**scope, LOOP: 0}
        yield from self._inside(reading, node, inside, depth)

    @staticmethod
    def _inside(reading: _Reading, loop: nodes.For, scope: Mapping[str, int], depth: int) -> Iterator[Fault]:
        for child in (*loop.body, *loop.else_):
            yield from reading.of(child, scope, depth + 1)


def _gone_through(node: nodes.For) -> tuple[str, bool]:
    """The name a loop goes through, "" for anything else; and whether row by row (``signers | rows``)."""
    it = node.iter
    by_row = isinstance(it, nodes.Filter) and it.name == ROWS and not (it.args or it.kwargs or it.dyn_args)
    if by_row and isinstance(it, nodes.Filter) and it.node is not None:
        it = it.node
    return (it.name if isinstance(it, nodes.Name) else ""), by_row


ASKED: Final[Mapping[type[nodes.Node], Callable[[_Reading, Any, Mapping[str, int]], Refused | None]]] = {
    nodes.Name: _Reading.name,
    nodes.Getattr: _Reading.attribute,
    nodes.Getitem: _Reading.cell,
    nodes.Filter: _Reading.filter,
}


def _no_attribute(what: str) -> Refused:
    return Refused("Không đọc được “%(name)s” của một trường: mỗi trường là chữ hoặc danh sách.", name=what)


__all__ = ["Fault", "TemplateEnvironment", "TemplateRefused", "TemplateSyntaxError"]
