"""The shape of one edge of the workflow: an act, from where to where, who may record it, what it says, its article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NOTHING = ""  # before the first act
SAME = "="  # the stage does not change
PREVIOUS = "<"  # back to the stage in which the suspension, or the court, found the matter


class FieldKind(StrEnum):
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    AGENCY = "agency"
    TERM = "term"  # one of the terms a superior gave that still run, by its mark in the log
    CONTENTS = "contents"  # numbers of contents of the matter itself
    PEOPLE = "people"  # places of people of the matter itself


class Party(StrEnum):
    """Who must be told of an act, by the article of its edge."""

    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"  # người bị khiếu nại
    DENOUNCER = "denouncer"
    DENOUNCER_BY_NOTICE = "denouncer_by_notice"  # told of a paper, never given it
    DENOUNCED = "denounced"
    CITIZEN = "citizen"  # người được tiếp, người kiến nghị, phản ánh
    INTERESTED = "interested"  # người có quyền, nghĩa vụ liên quan
    FORWARDER = "forwarder"  # cơ quan, tổ chức, cá nhân đã chuyển đơn
    INSPECTORATE = "inspectorate"  # cơ quan thanh tra nhà nước cùng cấp
    SUPERIOR = "superior"  # cấp trên trực tiếp
    LOWER_RESOLVER = "lower_resolver"  # người giải quyết cấp dưới
    COMPETENT_BODY = "competent_body"  # nơi nhận đơn, hồ sơ được chuyển đến
    HANDLING_BODY = "handling_body"  # cơ quan có trách nhiệm thực hiện
    RESOLVER = "resolver"  # người giải quyết tố cáo
    VERIFIER = "verifier"  # người, Đoàn, Tổ xác minh
    MANAGING_BODY = "managing_body"  # cơ quan quản lý người bị tố cáo
    INVESTIGATORS = "investigators"  # cơ quan điều tra, viện kiểm sát
    PUBLIC = "public"
    REPRESENTATIVE = "representative"  # người đại diện, người được ủy quyền
    RELATED_BODY = "related_body"  # cơ quan, tổ chức hữu quan
    COMMUNE = "commune"  # UBND cấp xã, thay cho người khiếu nại đã chết, tổ chức đã giải thể
    SIDES = "sides"  # các bên tranh chấp đất đai
    STAFF = "staff"  # toàn thể cán bộ, công chức của cơ quan


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What an act says beside its date. ``choices`` names a table of app.statute.grounds."""

    name: str
    kind: FieldKind
    required: bool = True
    choices: str = ""
    only: tuple[str, ...] = ()  # the lines of the table there are now; empty: all


@dataclass(frozen=True, slots=True)
class Edge:
    """One act in one procedure."""

    act: str
    source: tuple[str, ...]
    target: str
    role: str  # officer, handler or head: the least that may record it
    provisions: tuple[str, ...]
    fields: tuple[FieldSpec, ...] = ()
    each_content: tuple[FieldSpec, ...] = ()  # … and of every content of the matter that stands
    document: bool = False  # a numbered document goes with it
    unwritten_if: str = ""  # … but not when the act says this: "handling=rights_restored"
    notifies: tuple[Party, ...] = ()  # who is told of it
    from_on: date | None = None
    until_on: date | None = None
    needs: tuple[str, ...] = field(default=())  # acts that must already be in the log
    needs_if: str = ""  # … only when this fact holds
    answers: str = ""  # the act it answers, once each: one must be unanswered in the log
    moves_if: str = ""  # to its target only when the act says this ("papers=decided"), or does not say; else it stays
    below: str = ""  # the act that goes with it in the log of the case below, where that act is open there
    below_needed: bool = False  # … and without which it is refused: the case below may not go on
    reads_below: bool = False  # from then on the file of the case below is read by its handler and head
    if_fact: str = ""  # open only when this fact holds ("forwarder=front": has that value)

    always: bool = field(init=False, repr=False)  # on every day
    free: bool = field(init=False, repr=False)  # whatever the log and the facts say

    def __post_init__(self) -> None:
        object.__setattr__(self, "always", self.from_on is None and self.until_on is None)
        object.__setattr__(self, "free", not (self.needs or self.answers or self.if_fact))

    def written(self, data: Mapping[str, object]) -> bool:
        """Whether a numbered document goes with the act that says ``data``."""
        name, _, value = self.unwritten_if.partition("=")
        return self.document and (not name or data.get(name) != value)

    def goes_to(self, data: Mapping[str, object]) -> str:
        """The target of the act that says ``data``, SAME where it does not move the matter."""
        name, _, value = self.moves_if.partition("=")
        said = data.get(name)
        moves = not said or (value in said if isinstance(said, (list, tuple)) else said == value)
        return self.target if moves else SAME

    def open_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)
