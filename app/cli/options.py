"""Options that several commands share, and one exit status for every wrong command line: 1, with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click
from flask.cli import AppGroup


class WrongUse(click.UsageError):
    """What was typed cannot be read as a command."""

    exit_code = 1


@contextmanager
def _status_1() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        raise WrongUse(error.format_message(), error.ctx) from error


class Command(click.Command):
    """A command that answers a wrong option with exit status 1."""

    def make_context(self, *arguments: Any, **named: Any) -> click.Context:
        with _status_1():
            return super().make_context(*arguments, **named)


class Group(AppGroup):
    """A group of such commands."""

    command_class = Command

    def make_context(self, *arguments: Any, **named: Any) -> click.Context:
        with _status_1():
            return super().make_context(*arguments, **named)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        with _status_1():
            return super().resolve_command(ctx, args)


def written_day(text: str) -> date:
    """The day ``text`` names as YYYY-MM-DD, and no other way. Raises ValueError."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # 20261123 and 2026-W48-1 are ISO days too, but nobody here means one
        raise ValueError(text)
    return day


class Day(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return written_day(value)
        except ValueError:
            self.fail(f"“{value}” không phải ngày dạng YYYY-MM-DD.", param, ctx)


class Month(click.ParamType[date]):
    """A month written YYYY-MM; its value is its first day."""

    name = "YYYY-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return written_day(f"{value}-01")
        except ValueError:
            self.fail(f"“{value}” không phải tháng dạng YYYY-MM.", param, ctx)


today_option = click.option("--today", "day", type=Day(), help="Tính như hôm nay là ngày này.")
json_option = click.option("--json", "for_programs", is_flag=True, help="Cho chương trình đọc.")
