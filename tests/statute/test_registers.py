"""The layouts of the registers: one on every day, cut where the law changes, cited where it was read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.statute.instruments import cite
from app.statute.registers import LAYOUTS, Book, Item, Layout, Register, books, layout_on
from app.statute.time_limits.shape import Certainty

REFORM = date(2026, 7, 1)


def test_the_register_of_reception_has_thirteen_columns_from_the_first_day_of_the_decree() -> None:
    after, before = layout_on(Register.VISITS, REFORM), layout_on(Register.VISITS, REFORM - timedelta(days=1))
    assert (len(after.columns), len(before.columns)) == (13, 12)
    assert after.certainty is Certainty.VERIFIED
    assert before.certainty is Certainty.UNVERIFIED
    assert [one.title.vi for one in before.columns if one.group] == [
        "Thụ lý để giải quyết", "Trả lại đơn và hướng dẫn", "Chuyển đơn đến cơ quan, tổ chức, đơn vị có thẩm quyền",
    ]  # fmt: skip


@pytest.mark.parametrize("register", Register)
def test_no_day_has_two_layouts_and_no_day_since_the_law_has_none(register: Register) -> None:
    day = date(2014, 7, 1)
    while day < date(2027, 1, 1):
        layout = layout_on(register, day)
        assert layout.from_on <= day
        day += timedelta(days=1)
    assert layout_on(register, date(1999, 1, 1)) == layout_on(register, date(2014, 7, 1))


def test_a_period_across_a_change_is_cut_on_its_eve() -> None:
    found = [(one.from_on, one.until_on, len(one.layout.columns)) for one in
             books(Register.VISITS, date(2021, 11, 1), date(2026, 7, 2))]  # fmt: skip
    assert found == [
        (date(2021, 11, 1), date(2021, 11, 14), 11),
        (date(2021, 11, 15), date(2026, 6, 30), 12),
        (date(2026, 7, 1), date(2026, 7, 2), 13),
    ]


def test_a_period_within_one_layout_is_one_book() -> None:
    layout = layout_on(Register.VISITS, REFORM)
    assert list(books(Register.VISITS, REFORM, REFORM)) == [Book(layout, REFORM, REFORM)]
    (whole,) = books(Register.PETITIONS, date(2020, 1, 1), date(2026, 12, 31))
    assert whole.until_on == date(2026, 12, 31)


@pytest.mark.parametrize("it", LAYOUTS, ids=lambda one: f"{one.register}-{one.from_on}")
def test_each_column_is_there_once_each_provision_can_be_cited_each_doubt_is_said(it: Layout) -> None:
    assert len({one.item for one in it.columns}) == len({one.title.vi for one in it.columns}) == len(it.columns)
    assert {one.title.en for one in it.columns} - {""}
    assert [one.item for one in it.columns][:2] == [Item.NUMBER, Item.DAY]
    assert all(cite(one) for one in it.provisions)
    assert it.note.vi
    assert it.note.en
