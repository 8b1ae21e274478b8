"""What a triage proposes: the conditions (:mod:`eligibility`) and the competence (:mod:`competence`) weighed together.

Only a proposal: whoever decides may do otherwise, and what was proposed stays beside what was done. The articles and
terms of an act are those of its edge on the day (:mod:`app.statute.procedures`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.statute.eligibility import ELIGIBLE, Proposal
from app.statute.eligibility_table import COMPLAINTS, DENUNCIATION
from app.statute.terms import Term


class Place(StrEnum):
    """Where a petition belongs."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why an outcome is proposed."""

    CONDITIONS_MET = "conditions_met"
    CONDITION_FAILED = "condition_failed"
    CONDITIONS_OPEN = "conditions_open"
    PLACE_OPEN = "place_open"
    GUIDE_ELSEWHERE = "guide_elsewhere"
    RETURN_TO_FORWARDER = "return_to_forwarder"
    TRANSFER_ELSEWHERE = "transfer_elsewhere"
    DONE_ONCE = "done_once"
    DUPLICATE = "duplicate"


REASONS: Final[dict[str, Term]] = {
    Reason.CONDITIONS_MET: Term("Thuộc thẩm quyền, mọi điều kiện đều đạt.", "Competent, and every condition is met."),
    Reason.CONDITION_FAILED: Term("Có điều kiện không đạt.", "A condition is not met."),
    Reason.CONDITIONS_OPEN: Term("Còn điều kiện chưa rõ: xem lại đơn, hoặc yêu cầu bổ sung.",
                                 "Conditions are still open: look again, or ask for a supplement."),
    Reason.PLACE_OPEN: Term("Chưa rõ thẩm quyền: ghi cơ quan bị khiếu nại, tố cáo, phản ánh.",
                            "Competence is open: name the agency the petition is about."),
    Reason.GUIDE_ELSEWHERE: Term("Không thuộc thẩm quyền: hướng dẫn một lần đến đúng nơi.",
                                 "Not competent: guide to the right place, once."),
    Reason.RETURN_TO_FORWARDER: Term("Không thuộc thẩm quyền, do nơi khác chuyển đến: trả lại nơi chuyển, nêu lý do.",
                                     "Not competent, and forwarded here: return it to the forwarder with reasons."),
    Reason.TRANSFER_ELSEWHERE: Term("Không thuộc thẩm quyền: chuyển một lần đến đúng nơi, báo người nộp đơn.",
                                    "Not competent: transfer to the right place once, and tell the petitioner."),
    Reason.DONE_ONCE: Term("Không thuộc thẩm quyền, cùng nội dung đã hướng dẫn hoặc chuyển một lần: không làm lần nữa.",
                           "Not competent, and the same content was guided or transferred before: not once more."),
    Reason.DUPLICATE: Term("Trùng với đơn đã nhận trước: lưu, việc giải quyết theo đơn đầu.",
                           "The same as a petition received before: file it; the first one is what is worked on."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """``act``: what is proposed, "" while something is open. ``ground``: of its list, where one was told."""

    act: str
    reason: Reason
    ground: str = ""


ANYWHERE: Final = frozenset(
    {"referred_to_investigators", "kept_for_inspection", "not_processed", "filed", "transferred"}
)
"""What follows a failed condition whoever is competent; not to accept is for the competent body alone."""

COMES_FIRST: Final = {"referred_to_investigators": "crime_signs_found"}
"""What is recorded before what is proposed: the referral rests on signs that were found."""


def outcome(
    procedure: str, proposal: Proposal, place: Place, *, forwarded: bool = False, done: Collection[str] = (),
    duplicate: bool = False,
) -> Outcome:  # fmt: skip
    """What to propose. ``done``: what was done before with petitions of the same content ("guided", "transferred").

    ``duplicate``: somebody has said that it is another petition once more (đơn trùng).
    """
    if proposal.act in ANYWHERE:
        return Outcome(proposal.act, Reason.CONDITION_FAILED, proposal.ground)
    sent_once = bool(done) and place is Place.ELSEWHERE  # which is said below, and tells more
    if duplicate and not sent_once and procedure not in DENUNCIATION:
        return Outcome("filed", Reason.DUPLICATE)
    if place is Place.ELSEWHERE:
        return _elsewhere(procedure, forwarded=forwarded, done=done)
    return _here(proposal, place)


def _here(proposal: Proposal, place: Place) -> Outcome:
    if proposal.act not in {"", ELIGIBLE}:
        return Outcome(proposal.act, Reason.CONDITION_FAILED, proposal.ground)
    if proposal.missing:
        return Outcome("", Reason.CONDITIONS_OPEN)
    if place is Place.UNKNOWN:
        return Outcome("", Reason.PLACE_OPEN)
    return Outcome(ELIGIBLE, Reason.CONDITIONS_MET)


def _elsewhere(procedure: str, *, forwarded: bool, done: Collection[str]) -> Outcome:
    if procedure in COMPLAINTS:
        if forwarded:
            return Outcome("returned", Reason.RETURN_TO_FORWARDER)
        return Outcome("filed", Reason.DONE_ONCE) if done else Outcome("guided", Reason.GUIDE_ELSEWHERE)
    if procedure not in DENUNCIATION:
        return Outcome("filed", Reason.DONE_ONCE) if done else Outcome("transferred", Reason.TRANSFER_ELSEWHERE)
    if done:
        return Outcome("not_processed", Reason.DONE_ONCE, "TC_KTL_09" if "guided" in done else "")
    return Outcome("transferred", Reason.TRANSFER_ELSEWHERE, "TC_KTL_07")
