"""The people of a petition or case on its page, in their parts, with what they act by; and the mandates that fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from app.casework import identities, ledger, parties
from app.casework.case_files import RespondentRow, respondents_of
from app.casework.content_lines import OF
from app.casework.identities.parties import parties_in
from app.casework.parties import Failing, GroupOf
from app.casework.persons import PartyRow
from app.casework.respondent_changes import kept_out_without_cause, may_let_in
from app.casework.respondents import KeptOut
from app.casework.withdrawing import roster_of
from app.extensions import db
from app.records.matters import Matter, PersonRole
from app.statute.assessment import ActFact
from app.statute.instruments import cite_all
from app.statute.mandates import PAPERS, REST_ON_A_MANDATE, Standing
from app.statute.procedures import FieldSpec
from app.statute.procedures.people import PEOPLE
from app.statute.terms import DENUNCIATIONS, Procedure
from app.statute.withdrawals import since
from app.web.access import current_viewer
from app.web.act_forms import NOBODY, Withdrawers
from app.web.clock import now, today
from app.web.forms import sentence_of
from app.web.views import Confirmation, DueWords, Link, Mark
from app.web.wording import day, spoken, words


@dataclass(frozen=True, slots=True)
class PartyView:
    """One of the people: who, by which paper, what fails, and where they are put right."""

    name: str
    facts: tuple[str, ...]
    badge: DueWords | None
    earlier: tuple[str, ...]
    ended: bool
    change_url: str
    end_url: str


@dataclass(frozen=True, slots=True)
class PartiesPanel:
    """What ``parts/_parties.html`` prints: by part, in their order. ``url``: where sealed ones are opened.

    ``against``: the respondents, under ``against_label``; ``kept_out``: for a supervisor, agencies a denunciation is
    hidden from without a cause any more, and where that is ended.
    """

    groups: tuple[tuple[str, tuple[PartyView, ...]], ...]
    against_label: str
    against: tuple[PartyView, ...]
    add_against: str
    add_against_url: str
    kept_out: tuple[Link, ...]
    warnings: tuple[str, ...]
    closed: str
    add_url: str
    url: str


Opened = tuple[Sequence[PartyRow], Sequence[RespondentRow]]


def parties_panel(matter: Matter, log: Iterable[ActFact], *, opened: Opened | None = None) -> PartiesPanel:
    """The people of a matter for the viewer of this request; of a sealed one only those ``opened``.

    ``log``: the acts that count.
    """
    session = db.session()
    writes = parties.may_keep(session, matter, current_viewer(), at=now())
    closed = parties.closed_because(matter) if writes else None
    rows, respondents = opened or ((), ())
    if not matter.sealed:
        rows, respondents = parties_in(session, matter), respondents_of(session, matter, ended=True)
    failing = {one.position: one for one in parties.failing(session, matter, rows, today())}
    shown = _Shown(matter, failing, since(log), changes=writes and closed is None)
    return PartiesPanel(
        groups=tuple(shown.groups(rows)),
        against_label=respondent_label(matter),
        against=tuple(map(shown.against, respondents)),
        add_against=_("Thêm %(part)s", part=respondent_label(matter).lower()),
        add_against_url=url_for("cases.add_respondent", ref=matter.ref) if shown.changes else "",
        kept_out=tuple(_kept_out(matter)),
        warnings=tuple(_warnings(matter, rows, of_each=False)) if writes or not matter.sealed else (),
        closed=sentence_of(closed) if closed is not None else "",
        add_url=url_for("cases.add_party", ref=matter.ref) if shown.changes else "",
        url=url_for("cases.parties_of_file", ref=matter.ref) if matter.sealed and writes and opened is None else "",
    )


def _kept_out(matter: Matter) -> Iterator[Link]:
    """For a supervisor: what an exclusion that has no cause any more is called, and where it is ended."""
    session = db.session()
    if matter.excluded_agency_id is None or not may_let_in(session, matter, current_viewer()):
        return
    for one in kept_out_without_cause(session, matter):
        said = _("%(agency)s vẫn bị loại khỏi hồ sơ, dù không còn người đứng đầu nào bị tố cáo.", agency=one.name)
        yield Link(said, url_for("cases.let_in", ref=matter.ref, code=one.code))


def respondent_label(matter: Matter) -> str:
    """What those a matter is against are called."""
    if matter.procedure in DENUNCIATIONS:
        return _("Người bị tố cáo")
    if matter.procedure == Procedure.FEEDBACK:
        return _("Cơ quan được kiến nghị")
    return _("Bên được nêu trong đơn") if matter.procedure in {None, Procedure.TRIAGE} else _("Người bị khiếu nại")


def respondent_words(row: RespondentRow) -> str:
    """Against whom, in words."""
    return ", ".join(filter(None, (row.name, _post_words(row))))


def _post_words(row: RespondentRow) -> str:
    """What they are, and of which agency: the post as it was written, else what the head of the agency is called."""
    if not row.agency:
        return row.post
    if row.post:
        return head_of(row.post, row.agency)
    if not row.is_head:
        return row.agency
    unnamed = _("Người đứng đầu %(agency)s", agency=row.agency)
    return head_of(row.head_title, row.agency) if row.head_title else unnamed


def head_of(head_title: str, agency: str) -> str:
    """Chủ tịch UBND phường + UBND phường Pleiku: Chủ tịch UBND phường Pleiku."""
    if not head_title:
        return agency
    title = head_title.split()
    for start in range(len(title)):
        if agency.startswith(" ".join(title[start:])):
            return " ".join([*title[:start], agency])
    return f"{head_title}, {agency}"


def keeping_out_question(matter: Matter, found: KeptOut, *, verb: str, back: str) -> Confirmation:
    """The question before a denunciation is hidden from the agencies whose heads it names, and goes away from there."""
    names = ", ".join(one.name for one in found.agencies)
    ours = current_viewer().agencies() & {one.id for one in found.agencies}
    hidden = _("Không ai ở %(agency)s còn thấy hồ sơ, kể cả bạn.", agency=names)
    other = _("Không ai ở %(agency)s còn thấy hồ sơ, dù hồ sơ ở cơ quan nào.", agency=names)
    said = [_("Tố cáo người đứng đầu, cấp phó thì cấp trên giải quyết."), hidden if ours else other]
    if found.above is not None:
        said.append(_("Hồ sơ chuyển đến %(agency)s; người đang được phân công thôi giữ.", agency=found.above.name))
    elif found.stranded:
        said.append(_("Danh mục không có cơ quan cấp trên để chuyển đến: chỉ còn Thanh tra tỉnh thấy hồ sơ."))
    else:
        said.append(_("Cơ quan giữ hồ sơ không đổi."))
    said.append(_("Sửa hay bỏ tên sau đó không đưa hồ sơ về: chỉ Thanh tra tỉnh thôi loại được một cơ quan."))
    question = _("Loại %(agency)s khỏi hồ sơ %(code)s?", agency=names, code=matter.code)
    return Confirmation(question=question, verb=verb, back=back, explained=tuple(said), danger=True)


def role_words(matter: Matter, role: PersonRole) -> str:
    """As what somebody stands in a matter."""
    if role not in {PersonRole.PETITIONER, PersonRole.VISITOR}:
        return words(role)
    if matter.procedure in DENUNCIATIONS:
        return _("Người tố cáo")
    if matter.procedure == Procedure.FEEDBACK:
        return _("Người kiến nghị, phản ánh")
    return _("Người khiếu nại") if matter.procedure not in {None, Procedure.TRIAGE} else words(PersonRole.PETITIONER)


def mandate_warnings(matter: Matter, act: str) -> tuple[str, ...]:
    """What fails of the mandates of a matter, where ``act`` rests on who speaks. Of what is sealed to grantees only."""
    session = db.session()
    if act not in REST_ON_A_MANDATE or matter.kind not in OF:
        return ()
    if matter.sealed and not identities.may_open(session, matter, viewer=current_viewer(), at=now()):
        return ()
    return tuple(_warnings(matter, parties_in(session, matter)))


def withdrawers(matter: Matter, fields: Sequence[FieldSpec]) -> Withdrawers:
    """Of whom an act can be a withdrawal; nobody, of any other act. Sealed ones by their place alone."""
    if PEOPLE not in fields:
        return NOBODY
    session = db.session()
    roster = roster_of(session, matter, ledger.counted(ledger.log_of(session, matter)))
    return Withdrawers({one.position: _ticked_by(matter, one) for one in roster.people}, roster.unnamed, roster.of)


def _ticked_by(matter: Matter, one: PartyRow) -> str:
    who = role_words(matter, one.role)
    return f"{one.person.full_name}, {who.lower()}" if one.person else _("%(who)s %(name)s", who=who, name=one.position)


def _warnings(matter: Matter, rows: Sequence[PartyRow], *, of_each: bool = True) -> Iterator[str]:
    """What fails, in sentences. ``of_each``: of each person, too, where no badge beside the name says it."""
    session = db.session()
    if not matter.open:
        return
    names = {one.position: one.person.full_name if one.person else "" for one in rows}
    for one in parties.failing(session, matter, rows, today()):
        if of_each or not one.position:
            yield _failing_words(matter, one, names.get(one.position, ""))
    group = parties.group_of(session, matter, rows, today())
    if group is not None:
        yield _group_words(group)


def _failing_words(matter: Matter, one: Failing, name: str) -> str:
    who = role_words(matter, one.role)
    if not one.position:
        return _("Chưa ghi văn bản cử người đại diện.")
    who = _("%(who)s %(name)s", who=who, name=name) if name else who
    if one.standing is Standing.OVER:
        return _("%(who)s: giấy tờ hết hạn ngày %(day)s.", who=who, day=day(one.until_on))
    return _("%(who)s: chưa ghi giấy tờ ủy quyền, đại diện.", who=who)


def _group_words(it: GroupOf) -> str:
    wanted = str(it.most) if it.fewest == it.most else _("%(fewest)s đến %(most)s", fewest=it.fewest, most=it.most)
    said = {"people": it.people, "named": it.named, "wanted": wanted, "where": spoken(cite_all(it.provisions))}
    return _("Đoàn %(people)s người cử %(wanted)s người đại diện, đang ghi %(named)s (%(where)s).", **said)


@dataclass(frozen=True, slots=True)
class _Shown:
    """How the people of one matter are shown."""

    matter: Matter
    failing: dict[int, Failing]
    withdrew: dict[int, tuple[date, bool]]
    changes: bool

    def groups(self, rows: Iterable[PartyRow]) -> Iterator[tuple[str, tuple[PartyView, ...]]]:
        by_role: dict[str, list[PartyView]] = {}
        for one in sorted(rows, key=lambda it: (_ORDER.index(it.role), it.position)):
            by_role.setdefault(role_words(self.matter, one.role), []).append(self.view(one))
        yield from ((label, tuple(found)) for label, found in by_role.items())

    def view(self, one: PartyRow) -> PartyView:
        changes = self.changes and one.ended_on is None and one.role in (*parties.OFFERED, PersonRole.VISITOR)
        return PartyView(
            name=one.person.full_name if one.person else "",
            facts=tuple(_facts(one)),
            badge=self.badge(one),
            earlier=tuple(filter(None, one.earlier.split("\n"))),
            ended=one.ended_on is not None,
            change_url=self.address("cases.change_party", one) if changes else "",
            end_url=self.address("cases.end_party", one) if changes else "",
        )

    def against(self, one: RespondentRow) -> PartyView:
        changes = self.changes and one.ended_on is None
        ended = DueWords(Mark.PAUSED, _("thôi từ %(day)s", day=day(one.ended_on))) if one.ended_on else None
        return PartyView(
            name=respondent_words(one), facts=tuple(filter(None, (one.end_reason,))), badge=ended,
            earlier=tuple(filter(None, one.earlier.split("\n"))), ended=one.ended_on is not None,
            change_url=self.at("cases.change_respondent", one.number) if changes else "",
            end_url=self.at("cases.end_respondent", one.number) if changes else "",
        )  # fmt: skip

    def address(self, endpoint: str, one: PartyRow) -> str:
        return self.at(endpoint, one.position)

    def at(self, endpoint: str, number: int) -> str:
        return url_for(endpoint, ref=self.matter.ref, number=number)

    def badge(self, one: PartyRow) -> DueWords | None:
        """What is the matter with somebody: words, then shape."""
        if one.ended_on is not None:
            return DueWords(Mark.PAUSED, _("thôi từ %(day)s", day=day(one.ended_on)))
        if one.position in self.withdrew:
            on, everything = self.withdrew[one.position]
            said = _("đã rút %(day)s", day=day(on)) if everything else _("rút một phần %(day)s", day=day(on))
            return DueWords(Mark.PAUSED, said)
        failing = self.failing.get(one.position)
        if failing is None:
            return None
        if failing.standing is Standing.OVER:
            return DueWords(Mark.SOON, _("giấy tờ hết hạn %(day)s", day=day(failing.until_on)))
        return DueWords(Mark.SOON, _("chưa có giấy tờ"))


_ORDER = [
    PersonRole.VISITOR, PersonRole.PETITIONER, PersonRole.REPRESENTATIVE, PersonRole.REQUESTER, PersonRole.OTHER_SIDE,
    PersonRole.LEGAL_REPRESENTATIVE, PersonRole.AUTHORIZED, PersonRole.LAWYER, PersonRole.INTERESTED,
    PersonRole.WITNESS, PersonRole.SIGNATORY,
]  # fmt: skip


def _facts(one: PartyRow) -> Iterator[str]:
    """What is known of somebody beside the name: where they live, by which paper they act, why they have no part."""
    if one.person and one.person.address:
        yield one.person.address
    paper = one.mandate
    if paper.kind in PAPERS:
        said = [paper_words(paper.kind)]
        said += [_("số %(no)s", no=paper.number)] if paper.number else []
        said += [_("ngày %(day)s", day=day(paper.given_on))] if paper.given_on else []
        said += [_("đến %(day)s", day=day(paper.until_on))] if paper.until_on else []
        yield " ".join(said)
        if paper.scope:
            yield _("Phạm vi: %(scope)s", scope=paper.scope)
    if one.end_reason:
        yield one.end_reason


def paper_words(kind: str) -> str:
    """What a paper is called by which somebody acts for another one."""
    return PAPERS[kind].words.en if str(get_locale()) == "en" else PAPERS[kind].words.vi
