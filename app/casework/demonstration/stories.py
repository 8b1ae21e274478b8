"""What the invented matters are about: the stories of ``stories.yaml``, filled in with a place and particulars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app.casework.demonstration.chance import Chance

STORIES = Path(__file__).with_name("stories.yaml")


class Setting(StrEnum):
    """What kind of place an agency serves."""

    RURAL = "rural"  # xã
    URBAN = "urban"  # phường
    OFFICE = "office"  # a department, a provincial body


COMMUNES = frozenset({Setting.RURAL, Setting.URBAN})
WHERE: dict[str, frozenset[Setting]] = {
    "": COMMUNES,
    "everywhere": frozenset(Setting),
    **{setting.value: frozenset({setting}) for setting in Setting},
}


@dataclass(frozen=True, slots=True)
class Story:
    """A matter as written down. Of a template, braces are still to be filled in."""

    field: str
    title: str = ""
    content: str = ""
    request: str = ""
    contested: str = ""
    conduct: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a matter happens."""

    setting: Setting
    name: str  # xã Ia Dom
    villages: Sequence[str]
    streets: Sequence[str]
    sign: str
    issuer: str  # whose papers are contested here


@cache
def _page() -> dict[str, Any]:
    page: dict[str, Any] = yaml.load(STORIES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return page


@cache
def told(kind: str) -> tuple[Story, ...]:
    """The templates of one kind: complaints, discipline, denunciations, against_the_head, feedback, only_asked."""
    return tuple(Story(**row) for row in _page()[kind])


def chosen(name: str) -> Story:
    """A story of somebody on a sign-in card, complete."""
    return Story(**_page()["chosen"][name])


def tell(chance: Chance, kind: str, place: Place, before: date) -> Story:
    """A story of ``kind`` as it could happen at ``place`` before a day."""
    fitting = [story for story in told(kind) if place.setting in WHERE[story.where]]
    template = chance.one(fitting or told(kind))
    return filled_in(template, _particulars(chance, place, before))


def filled_in(template: Story, particulars: Mapping[str, object]) -> Story:
    """A template with its braces filled in."""
    words = {
        name: getattr(template, name).format_map(particulars) for name in ("title", "content", "request", "contested")
    }
    return Story(template.field, **words, conduct=template.conduct)


def _particulars(chance: Chance, place: Place, before: date) -> dict[str, object]:
    issued = date.fromordinal(before.toordinal() - chance.number(12, 55))
    return {
        "thon": chance.one(place.villages),
        "duong": chance.one(place.streets),
        "noi": place.name,
        "m2": f"{chance.number(8, 62) * 25:,}".replace(",", "."),
        "thua": chance.number(11, 380),
        "to": chance.number(4, 96),
        "nam": chance.number(1994, 2019),
        "tien": chance.number(3, 40) * 5,
        "so": chance.number(40, 900),
        "ky": place.issuer,
        "ngay": f"{issued:%d/%m/%Y}",
    }


REASONS = {
    "complaint": "Khiếu nại quyết định, hành vi hành chính ảnh hưởng trực tiếp đến quyền lợi của người viết đơn.",
    "denunciation": "Báo cho cơ quan có thẩm quyền về hành vi vi phạm pháp luật của người khác.",
    "feedback": "Cung cấp thông tin, đề xuất giải pháp; không khiếu nại một quyết định, hành vi cụ thể nào.",
}
