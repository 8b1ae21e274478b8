"""Acts the table of the procedure allows in this order, and the dates of the matter forbid all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from app.statute.calendar import CalendarYearUnknown, WorkingCalendar
from app.statute.deadlines import CannotReckon, Pause, check_extensions, due
from app.statute.duties.denunciations import RESOLUTION_OF
from app.statute.grounds import COMPLEXITY, REFORM_OF_2026, complexity_letter, refusal_ground
from app.statute.log import PAUSES, ActFact, ActRefused, History
from app.statute.papers_sent import OTHER, PAPERS_SENT, SENT, named
from app.statute.policies import Policies
from app.statute.procedures import provisions_of
from app.statute.questions import Remembered
from app.statute.running_terms import ABOUT_ONE, terms_of
from app.statute.terms import DENUNCIATIONS, Procedure, Term
from app.statute.time_limits import NotInForce, limit_in_force
from app.statute.time_limits.shape import TimeLimit
from app.statute.withdrawals import check_everybody, check_rest_goes_on, check_withdrawals

EXTENSION = ("LTC 30", "ND31 3")
EFFECT = {
    Procedure.COMPLAINT_FIRST: "kn.first_decision_effective",
    Procedure.COMPLAINT_SECOND: "kn.second_decision_effective",
    Procedure.DISCIPLINE_FIRST: "kn.disc_decision_effective",
    Procedure.DISCIPLINE_SECOND: "kn.disc_decision_effective",
}
# What an act would say at best: it is shut where even this is refused.
TRIAL: Mapping[str, object] = {"days": 1, "criteria": list(COMPLEXITY)}
# What a date, a number or what came before may shut.
GUARDED = frozenset(
    {"extended", "in_force", "second_complaint_lodged", "report_requested", "concluded", "handled_at_once", *ABOUT_ONE}
)
INTERRUPTING = frozenset({*PAUSES, "extended"})
INVITATIONS = frozenset({"dialogue_notified", "publication_meeting_called"})
RESOLUTION = {Procedure.COMPLAINT_FIRST: "kn.resolve_first", Procedure.DISCIPLINE_FIRST: "kn.disc_resolve"}
DECISION = {
    **RESOLUTION,
    Procedure.COMPLAINT_SECOND: "kn.resolve_second",
    Procedure.DISCIPLINE_SECOND: "kn.disc_resolve",
}


class Ground(NamedTuple):
    """What every judgement of one history needs."""

    procedure: Procedure
    facts: Mapping[str, object]
    history: History
    today: date
    calendar: WorkingCalendar
    policies: Policies
    remembered: Remembered  # dates under this calendar and these readings

    @property
    def interrupted(self) -> bool:
        """Whether anything ever paused or extended a clock."""
        return not INTERRUPTING.isdisjoint(self.history.counts)


def check(ground: Ground) -> None:
    """Raises ActRefused for the first act that its date, or what it says, makes impossible."""
    done = ground.history.counts.keys()
    for acts, checking in CHECKS:
        if not acts.isdisjoint(done):
            checking(ground)
    if ground.procedure in DENUNCIATIONS:
        check_withdrawals(ground.history.acts)
        if "concluded" in done:
            _check_verified(ground)
        _check_delay(ground)


def shut(act: str, ground: Ground) -> ActRefused | None:
    """Why no decision of today, whatever it says, could be ``act``. An extension may be typed in later."""
    if act not in GUARDED:
        return None
    accepted = _accepted(ground) if act == "extended" else None
    trial = ActFact(act, accepted.on if accepted else ground.today, TRIAL)
    try:
        check(ground._replace(history=ground.history.followed_by(trial)))
    except ActRefused as refused:
        return refused if refused.fact is trial else None
    return None


def variants_of(trigger: ActFact, facts: Mapping[str, object]) -> frozenset[str]:
    """The facts that select a variant. Since the reform a complaint is complex by written grounds only."""
    held = {name for name in ("remote_area", "several_places", "dismissal") if facts.get(name)}
    grounds = facts.get("complex_grounds") or trigger.data.get("complex_grounds")
    if grounds or (facts.get("complex") and trigger.on < REFORM_OF_2026):
        held.add("complex")
    return frozenset(held)


def days_of(act: ActFact) -> int:
    """How many days an extension gives. Raises ActRefused when it does not say."""
    days = act.data.get("days")
    if isinstance(days, bool) or not isinstance(days, int):
        raise ActRefused(act, "Gia hạn phải nêu số ngày.", EXTENSION)
    return days


def _accepted(ground: Ground) -> ActFact | None:
    return next((act for act in ground.history.acts if act.act == "accepted"), None)


def _check_criteria(ground: Ground) -> None:
    for act in ground.history.acts:
        if act.act == "accepted" and act.data.get("complex_grounds"):
            list(_letters(act, act.data.get("complex_grounds"), provisions_of(ground.procedure, "accepted")))


def _check_extensions(ground: Ground) -> None:
    """Criteria carry extensions (one: once; two: twice); each is decided before the time is out (LTC 30, ND31 3)."""
    accepted = _accepted(ground)
    extended = [act for act in ground.history.acts if act.act == "extended"]
    if accepted is None:
        return
    letters = set()
    for count, act in enumerate(extended, start=1):
        for codes in (act.data.get("criteria"), ground.facts.get("complex_grounds")):
            letters |= set(_letters(act, codes, ("ND31 3.2",)))
        last = _last_day_before(act, accepted, extended[:count], ground)
        if len(letters) < count:
            raise ActRefused(act, "Gia hạn lần %(n)s cần ít nhất %(n)s tiêu chí phức tạp.", EXTENSION, n=count)
        if last is not None and act.on > last:
            raise ActRefused(act, "Gia hạn phải quyết định trước khi hết hạn %(day)s.", EXTENSION, day=last)


def _last_day_before(act: ActFact, accepted: ActFact, extended: list[ActFact], ground: Ground) -> date | None:
    """The last day as it stood when ``act``, the last of ``extended``, was decided."""
    limit = _limit(RESOLUTION_OF.get(ground.procedure, "tc.resolution"), accepted.on)
    days = [days_of(one) for one in extended]
    if limit is None:
        return None
    try:
        check_extensions(limit, days)
        return due(
            limit, accepted.on, calendar=ground.calendar, pauses=_pauses_before(act, limit, ground),
            extensions=days[:-1], policies=ground.policies,
        ).due_on  # fmt: skip
    except CannotReckon as problem:
        raise ActRefused(act, str(problem), EXTENSION) from None
    except CalendarYearUnknown:
        return None


def _limit(rule: str, on: date) -> TimeLimit | None:
    """The limit as it stood on a day, or None for a day before the law it stands in: nothing can be held to it."""
    try:
        return limit_in_force(rule, on)
    except NotInForce:
        return None


def _pauses_before(act: ActFact, limit: TimeLimit, ground: Ground) -> list[Pause]:
    return [
        Pause(one.start, min(one.end or act.on, act.on))
        for one in ground.history.pauses(limit.paused_by)
        if one.start <= act.on
    ]


def _letters(act: ActFact, codes: object, provisions: tuple[str, ...]) -> Iterator[str]:
    for code in codes if isinstance(codes, (list, tuple)) else ([codes] if codes else []):
        try:
            yield complexity_letter(str(code))
        except KeyError:
            raise ActRefused(act, "Không có tiêu chí phức tạp “%(code)s”.", provisions, code=str(code)) from None


def _check_refusals(ground: Ground) -> None:
    """A refusal rests on a ground the law had on its day, and nobody is refused before they come (LTCD 9, NĐ 154 4)."""
    for act in ground.history.acts:
        complete = act.day("ground_complete_on") if act.act == "refused" else None
        if complete is not None and complete < ground.history.acts[0].on:
            where = provisions_of(ground.procedure, act.act, act.on)
            raise ActRefused(act, "Ngày đủ căn cứ từ chối %(day)s trước ngày công dân đến.", where, day=complete)
        code = str(act.data.get("ground") or "") if act.act == "refused" else ""
        found = refusal_ground(code)
        if code and found is None:
            where = provisions_of(ground.procedure, act.act, act.on)
            raise ActRefused(act, "Không có căn cứ từ chối tiếp “%(code)s”.", where, code=code)
        if found is not None and not found.holds_on(act.on):
            raise ActRefused(
                act, "Căn cứ từ chối “%(code)s” chỉ áp dụng từ ngày %(day)s.", (found.provision,), code=code,
                day=found.from_on,
            )  # fmt: skip


def _check_invitations(ground: Ground) -> None:
    """Nobody is invited to a dialogue, or to a meeting, that is over."""
    for act in ground.history.acts:
        if act.act not in INVITATIONS:
            continue
        where = provisions_of(ground.procedure, act.act, act.on)
        held = act.day("dialogue_on") if act.act == "dialogue_notified" else None
        if held is not None and held < act.on:
            raise ActRefused(act, "Ngày đối thoại %(day)s trước ngày mời.", where, day=held)
        met = act.day("meeting_on") if act.act == "publication_meeting_called" else None
        if met is not None and met < act.on:
            raise ActRefused(act, "Ngày họp công khai %(day)s trước ngày thông báo.", where, day=met)


def _check_effect(ground: Ground) -> None:
    """A decision takes effect after its thirty days, never before (LKN 44, 57.1)."""
    decided = None
    for act in ground.history.acts:
        decided = act if act.act == "decided" else decided
        if act.act == "in_force" and decided is not None:
            limit, first = _limit(EFFECT[ground.procedure], decided.on), _effect_of(decided, ground)
            if limit is not None and first is not None and act.on < first:
                raise ActRefused(
                    act, "Quyết định ngày %(decided)s sớm nhất có hiệu lực từ %(day)s.", limit.provisions,
                    decided=decided.on, day=first,
                )  # fmt: skip


def _effect_of(decided: ActFact, ground: Ground) -> date | None:
    limit = _limit(EFFECT[ground.procedure], decided.on)
    return due(limit, decided.on, calendar=ground.calendar, policies=ground.policies).due_on if limit else None


def first_day_of_effect(ground: Ground) -> date | None:
    """From when, at the earliest, the last decision on a complaint has effect; None where there is none."""
    decisions = [act for act in ground.history.acts if act.act == "decided" and ground.procedure in EFFECT]
    return _effect_of(decisions[-1], ground) if decisions else None


def _check_second_complaint(ground: Ground) -> None:
    """Without a first decision, a second complaint waits until the time for the first one is out (LKN 33.1)."""
    accepted, rule = _accepted(ground), RESOLUTION.get(ground.procedure)
    for act in ground.history.acts:
        if act.act == "decided" or accepted is None or rule is None:
            return
        if act.act == "second_complaint_lodged":
            last = _resolution_due(rule, accepted, act, ground)
            if last is not None and act.on <= last:
                raise ActRefused(
                    act, "Chưa có quyết định lần đầu và chưa hết hạn giải quyết %(day)s: chưa được khiếu nại lần hai.",
                    provisions_of(ground.procedure, act.act, act.on), day=last,
                )  # fmt: skip


def _resolution_due(rule: str, accepted: ActFact, act: ActFact, ground: Ground) -> date | None:
    try:
        limit = limit_in_force(rule, accepted.on)
        return due(
            limit, accepted.on, calendar=ground.calendar, variants=variants_of(accepted, ground.facts),
            pauses=_pauses_before(act, limit, ground), policies=ground.policies,
        ).due_on  # fmt: skip
    except (CalendarYearUnknown, NotInForce):
        return None


def _check_within_the_time(ground: Ground) -> None:
    """No verification is extended, no decision stayed past the time for the decision on the complaint (LKN 35)."""
    accepted, rule = _accepted(ground), DECISION.get(ground.procedure)
    for act in ground.history.acts:
        until = act.day("until_on") if act.act in ("verification_extended", "stay_ordered") else None
        if until is None or accepted is None or rule is None or ground.history.has("court_discontinued"):
            continue
        last = _resolution_due(rule, accepted, act, ground)
        if last is not None and until > last:
            where = provisions_of(ground.procedure, act.act, act.on)
            raise ActRefused(act, "Đến ngày %(until)s là quá hạn giải quyết %(day)s.", where, until=until, day=last)


def _check_clear_case(ground: Ground) -> None:
    """The short way is for the management of a sector; of public duty it is concluded as any other (ND31 19)."""
    about: object = None
    for act in ground.history.acts:
        if act.act == "clear_case_found":
            about = act.data.get("about")
        elif act.act == "handled_at_once" and about == "public_duty":
            raise ActRefused(
                act, "Tố cáo về nhiệm vụ, công vụ: phải xác minh và kết luận, không xử lý ngay.", ("ND31 19",)
            )


def _check_verified(ground: Ground) -> None:
    """Only who verifies alone concludes without a report (LTC 31.6, ND31 10.1)."""
    how: object = None
    for act in ground.history.acts:
        if act.act == "verifying":
            how = act.data.get("how")
        elif act.act == "reported":
            how = None
        elif act.act == "concluded" and how in ("team", "assigned"):
            raise ActRefused(act, "Chưa có báo cáo kết quả xác minh.", ("LTC 31.6", "ND31 16"))


def _check_delay(ground: Ground) -> None:
    """A further denunciation of a delay is open once the limit, with its extensions, is over (LTC 38.1)."""
    last, received = _previous_due(ground.facts), None
    if last is None or not ground.history.has("report_requested"):
        return
    for act in ground.history.acts:
        if act.act == "received":
            received = act.on
        elif act.act == "report_requested" and received is not None and received <= last:
            raise ActRefused(
                act, "Vụ việc trước còn hạn đến %(day)s: lúc nhận đơn chưa quá hạn.", ("LTC 38.1",), day=last
            )


def _previous_due(facts: Mapping[str, object]) -> date | None:
    value = facts.get("previous_due_on")
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        message = f"previous_due_on: “{value}” không phải ngày dạng YYYY-MM-DD"
        raise ValueError(message) from None


def _check_absent_twice(ground: Ground) -> None:
    """A mediation fails by absence when a side stays away for the second time: the same side (NĐ 102/2024 Điều 105)."""
    before: set[str] = set()
    for act in ground.history.acts:
        away = act.data.get("absent")
        absent = set(map(str, away)) if isinstance(away, (list, tuple)) else set()
        if act.act == "mediation_absent_again" and not absent & before:
            raise ActRefused(act, "Chưa bên nào vắng mặt lần thứ hai.", provisions_of(ground.procedure, act.act))
        before |= absent if act.act == "mediation_absent" else set()


def _check_papers_sent(ground: Ground) -> None:
    """Nothing is sent before there is such a paper."""
    made = {OTHER}
    for act in ground.history.acts:
        made.add(act.act)
        papers = named(act.data) if act.act == SENT else None
        if papers and not papers <= made:
            of_the_day = {one.act for one in ground.history.acts if one.on == act.on}
            for paper in sorted(papers - made - of_the_day):
                raise ActRefused(
                    act, "Chưa có “%(paper)s” nào tính đến ngày %(day)s để gửi.",
                    provisions_of(ground.procedure, act.act), paper=Term(*PAPERS_SENT.get(paper, (paper, paper))),
                    day=act.on,
                )  # fmt: skip


def _check_terms_given(ground: Ground) -> None:
    """Nobody answers, extends or takes back a term that does not run."""
    terms_of(ground.history.acts)


# In this order; each looks at a history in which one of these acts was done.
CHECKS: tuple[tuple[frozenset[str], Callable[[Ground], None]], ...] = (
    (frozenset({"accepted"}), _check_criteria),
    (frozenset({"extended"}), _check_extensions),
    (frozenset({"refused"}), _check_refusals),
    (INVITATIONS, _check_invitations),
    (frozenset({"in_force"}), _check_effect),
    (frozenset({"second_complaint_lodged"}), _check_second_complaint),
    (frozenset({"withdrawn_part"}), lambda ground: check_rest_goes_on(ground.procedure, ground.history.acts)),
    (frozenset({"withdrawn"}), lambda ground: check_everybody(ground.procedure, ground.history.acts)),
    (frozenset({"verification_extended", "stay_ordered"}), _check_within_the_time),
    (frozenset({"handled_at_once"}), _check_clear_case),
    (frozenset({"mediation_absent_again"}), _check_absent_twice),
    (frozenset({SENT}), _check_papers_sent),
    (ABOUT_ONE, _check_terms_given),
)
