"""Several contents in one petition: each goes its own way, from the day the whole was received.

What is open is linked: the whole shows its parts. A denunciation among the contents is linked to nothing. It gets
identities of its own, the words and files about it leave the whole, and the whole says no more than its other
contents: with one of them left it stays as that petition, as if it had been nothing else; with several it is closed as
split into those. When everything is denunciation, the whole is sealed with them. Parts of a sealed petition are sealed.

The trail says nothing of a split: its minute would lead from what stays to what was sealed (decision 0027). Who split,
and when, stands in the log of the whole, where something was split into parts that may be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.casework import identities, ledger
from app.casework.acts import Entry, append, hold
from app.casework.errors import NotAllowed, OutOfOrder, Refused
from app.casework.file_notes import take_notes
from app.casework.identities.signing import copy_people_apart
from app.casework.matters import short_title
from app.casework.permissions import Deed, Viewer, visible
from app.casework.petitions import classify
from app.casework.registration import NewPetition, register_petition
from app.casework.respondents import NewRespondent, name_respondents
from app.casework.same_content import CAME_THROUGH, came_through
from app.casework.shared_files import originals_of, share_files, take_behind_the_seal
from app.records.conclusions import ConclusionTask
from app.records.contents import Content
from app.records.documents import Document
from app.records.matters import Act, Assignment, Matter, MatterKind
from app.records.petitions import Petition, PetitionKind, Respondent
from app.records.reception import Visit
from app.statute.procedures import provisions_of
from app.statute.terms import FIELDS, STAGES, Procedure

FEWEST, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Part:
    """One content. ``competent``: the body that is to settle it, as written; ``files``: refs of what goes with it.

    ``reason``: why it is of that kind, as the file will say; without one, its content says so. No ready-made words:
    they would tell what else was in a petition that stays.
    """

    kind: PetitionKind
    content: str
    field: str
    request: str = ""
    competent: str = ""
    respondents: Sequence[NewRespondent] = ()
    files: Sequence[str] = ()
    reason: str = ""

    @property
    def denunciation(self) -> bool:
        return self.kind is PetitionKind.DENUNCIATION


@dataclass(frozen=True, slots=True)
class Split:
    """What became of a petition. ``stays``: it goes on itself, with the one content that may be read."""

    parts: tuple[Matter, ...]
    hidden: tuple[Matter, ...]
    stays: bool


def stays(matter: Matter, parts: Sequence[Part]) -> bool:
    """Whether the petition itself goes on: the rest of it is denunciation, and one content is left to read."""
    readable = sum(not part.denunciation for part in parts)
    return not matter.sealed and readable == 1 and readable < len(parts)


def still_told(session: Session, matter: Matter) -> list[str]:
    """Words nobody takes back when a petition is split: notes of its acts, and of those of the visit it came with.

    With what conclusions after that visit asked for. Nothing of what is sealed already.
    """
    if matter.sealed:
        return []
    ids = [one.id for one in _tellers(session, session.get_one(Petition, matter.id))]
    notes = select(Act.note).where(Act.matter_id.in_(ids), Act.note != "").order_by(Act.id)
    tasks = select(ConclusionTask.what).where(ConclusionTask.visit_id.in_(ids), ConclusionTask.what != "")
    return [*session.scalars(notes), *session.scalars(tasks.order_by(ConclusionTask.position))]


def _tellers(session: Session, whole: Petition) -> Iterator[Matter]:
    """A petition, the visit it was handed in at, and what it was before other agencies passed it on."""
    row: Petition | None = whole
    while row is not None:
        yield session.get_one(Matter, row.matter_id)
        if row.visit_id is not None:
            yield session.get_one(Matter, row.visit_id)
        row = session.get(Petition, row.forwarded_from_id) if row.forwarded_from_id is not None else None


def split_petition(
    session: Session,
    matter: Matter,
    parts: Sequence[Part],
    *,
    on: date,
    by: Viewer,
    at: datetime,
    today: date,
    expected_version: int | None = None,
) -> Split:
    """Split a petition. Raises NotFound, NotAllowed, ChangedMeanwhile, OutOfOrder, Refused on ``parts``."""
    hold(session, matter, by=by, expected_version=expected_version)
    _check_allowed(session, matter, by=by, at=at, today=today)
    files = originals_of(session, matter)
    _check_parts(parts, files)
    done = _Splitting(session, matter, tuple(parts), files, on, by, at, today).run()
    session.flush()
    return done


def _check_allowed(session: Session, matter: Matter, *, by: Viewer, at: datetime, today: date) -> None:
    if not by.may(Deed.TRIAGE, matter.agency_id):
        raise NotAllowed("Không có quyền xử lý đơn ở đơn vị đang giữ hồ sơ.")
    if matter.sealed and not identities.may_open(session, matter, viewer=by, at=at):
        raise NotAllowed("Chưa được cấp quyền xem phần bảo mật của hồ sơ này.")
    found = ledger.assessment_of(session, matter, today=today)
    if not any(one.act == "split" for one in found.open_acts):
        raise OutOfOrder(
            "Chưa tách được đơn: hồ sơ đang ở “%(stage)s”.",
            provisions=provisions_of(matter.procedure or Procedure.TRIAGE, "split", today), stage=STAGES[found.stage],
        )  # fmt: skip


def check_parts(session: Session, matter: Matter, parts: Sequence[Part]) -> None:
    """Refuse contents that cannot be split so, before anybody is asked to confirm. Raises Refused on ``parts``."""
    _check_parts(parts, originals_of(session, matter))


def _check_parts(parts: Sequence[Part], files: Sequence[Document]) -> None:
    if not FEWEST <= len(parts) <= MOST:
        raise Refused("Ghi từ %(fewest)s đến %(most)s nội dung.", field="parts", fewest=FEWEST, most=MOST)
    if not all(part.content.strip() for part in parts):
        raise Refused("Ghi nội dung của từng đơn tách ra.", field="parts")
    if not all(part.field in FIELDS for part in parts):
        raise Refused("Chọn lĩnh vực của từng nội dung.", field="parts")
    known = {file.ref for file in files}
    if not all(known.issuperset(part.files) for part in parts):
        raise Refused("Chọn lại tệp: có tệp không còn ở đơn này.", field="parts")
    behind = {ref for part in parts if part.denunciation for ref in part.files}
    if any(behind.intersection(part.files) for part in parts if not part.denunciation):
        raise Refused(
            "Tệp đi với nội dung tố cáo không đi với nội dung khác: nó cho biết ai tố cáo. Chụp riêng trang không nói"
            " đến tố cáo.",
            field="parts",
        )


@dataclass(frozen=True, slots=True)
class _Splitting:
    session: Session
    matter: Matter
    parts: tuple[Part, ...]
    files: list[Document]
    on: date
    by: Viewer
    at: datetime
    today: date

    def run(self) -> Split:
        matter, whole = self.matter, self.session.get_one(Petition, self.matter.id)
        stay, was_sealed = stays(matter, self.parts), matter.sealed
        readable = [] if was_sealed else [part for part in self.parts if not part.denunciation]
        behind = [part for part in self.parts if part not in readable]
        said = self._said(whole)
        if behind and not readable and not was_sealed:
            identities.seal_matter(self.session, matter, by=self.by.account_id or None, at=self.at)
        opened = [] if stay else [self._opened(whole, part) for part in readable]
        hidden = [self._hidden(whole, part) for part in behind]
        if readable and behind:
            self._silence(whole, readable, hidden, behind, said)
        elif behind:
            for part, it in zip(behind, hidden, strict=True):
                share_files(self.session, self._files_of(part), it, by=self.by, at=self.at)
        if stay:
            self._classify(matter, readable[0])
        else:
            append(self.session, matter, Entry("split", self.on), by=self.by, at=self.at, today=self.today)
        return Split(tuple(opened), tuple(hidden), stay)

    def _files_of(self, part: Part) -> list[Document]:
        return [file for file in self.files if file.ref in part.files]

    def _opened(self, whole: Petition, part: Part) -> Matter:
        """A part anybody of the agency may read, linked to the whole."""
        new = self._register(whole, part, hidden=False)
        row = self.session.get_one(Petition, new.id)
        row.split_from_id, row.written_on = whole.matter_id, whole.written_on
        row.forwarder_name, row.forward_document = whole.forwarder_name, whole.forward_document
        row.forwarded_on, row.source_reference = whole.forwarded_on, whole.source_reference
        identities.copy_people(self.session, self.matter, new)
        share_files(self.session, self._files_of(part), new, by=self.by, at=self.at)
        self._classify(new, part)
        self._assign(new)
        return new

    def _hidden(self, whole: Petition, part: Part) -> Matter:
        """A sealed part that no row leads to, nor from."""
        new = self._register(whole, part, hidden=True)
        shown_as = identities.DENOUNCER if part.denunciation else identities.SECRECY_ASKED
        copy_people_apart(self.session, self.matter, new, at=self.at, shown_as=shown_as)
        self._remember_the_way(new)
        if new.agency_id == self.matter.agency_id and self._sees(new):  # otherwise whoever has it now classifies
            self._classify(new, part)
        return new

    def _sees(self, new: Matter) -> bool:
        """Not when it denounces the head of another agency whoever splits belongs to."""
        return self.session.scalar(select(Matter.id).where(Matter.id == new.id, visible(self.by))) is not None

    def _remember_the_way(self, new: Matter) -> None:
        """Who passed the whole on, so that the part is not sent back there; agencies, and no petition of theirs."""
        through = came_through(self.session, self.matter)
        if through:
            new.facts = {**new.facts, CAME_THROUGH: sorted(through)}

    def _register(self, whole: Petition, part: Part, *, hidden: bool) -> Matter:
        facts = {"competent": part.competent.strip()} if part.competent.strip() else {}
        new = NewPetition(
            received_on=whole.received_on, source=whole.source, content=part.content, request=part.request,
            field=part.field, forwarder=whole.forwarder, signatories=whole.signatories, respondents=part.respondents,
            anonymous=whole.anonymous, language=whole.language, denunciation=part.denunciation, facts=facts,
            secret=hidden and not part.denunciation,
        )  # fmt: skip
        return register_petition(
            self.session, new, agency_id=self.matter.agency_id, by=self.by, at=self.at, today=self._typed_on(whole)
        )

    def _typed_on(self, whole: Petition) -> date:
        """Each content was typed with the whole: days counted to the split would lead from one part to another."""
        received = select(Act.typed_late_days).where(Act.matter_id == whole.matter_id, Act.act == "received")
        late = self.session.scalars(received.order_by(Act.id).limit(1)).one()
        return whole.received_on + timedelta(days=late)

    def _classify(self, matter: Matter, part: Part) -> None:
        reason = part.reason.strip() or short_title(part.content)
        classify(
            self.session, matter, part.kind, on=self.on, reason=reason, field=part.field, by=self.by, at=self.at,
            today=self.today, respondents=part.respondents, secret=matter.sealed and not part.denunciation,
        )  # fmt: skip

    def _assign(self, new: Matter) -> None:
        if self.matter.assignee_id is not None:
            by_id = self.by.account_id or None
            who = self.matter.assignee_id
            self.session.add(Assignment(matter_id=new.id, account_id=who, by_id=by_id, from_at=self.at))
            new.assignee_id = who

    # ---- what must not be told any more

    def _said(self, whole: Petition) -> str:
        """All the whole said, for the sealed page of what is taken out of it."""
        forwarded = " ".join(filter(None, (whole.forwarder_name, whole.forward_document, whole.source_reference)))
        told = (
            f"Tách từ đơn {self.matter.code}", whole.content, whole.request, whole.classification_reason,
            whole.translation, self._lines(whole), forwarded,
            f"{whole.written_on:%d/%m/%Y}" if whole.written_on else "",
        )  # fmt: skip
        return "\n".join(filter(None, told))

    def _lines(self, whole: Petition) -> str:
        """Its contents one by one, as far as they are in the open. A part has those typed for it."""
        rows = select(Content.text).where(Content.matter_id == whole.matter_id).order_by(Content.position)
        return "\n".join(filter(None, self.session.scalars(rows)))

    def _silence(
        self, whole: Petition, readable: list[Part], hidden: list[Matter], behind: list[Part], said: str
    ) -> None:
        """Let the whole, and whatever tells the same, say no more than the contents that may be read."""
        identities.add_to_sealed(self.session, hidden[0], said)
        if len(readable) == 1:
            facts = self.matter.facts
            self.matter.facts = {name: value for name, value in facts.items() if name != "several_contents"}
        content = "\n".join(part.content.strip() for part in readable)
        request = "\n".join(filter(None, (part.request.strip() for part in readable)))
        for member in _tellers(self.session, whole):
            if member.kind is MatterKind.VISIT:
                self._silence_visit(member, content, request, hidden[0])
            else:
                row = self.session.get_one(Petition, member.id)
                row.content, row.request, row.translation, row.classification_reason = content, request, "", ""
                identities.drop_lines(self.session, member)
                take_notes(self.session, member, hidden[0])
                identities.drop_parties(self.session, member)
            member.title = short_title(content)
            self.session.execute(delete(Respondent).where(Respondent.matter_id == member.id))
            name_respondents(self.session, member, [one for part in readable for one in part.respondents])
        self._divide_files(readable, behind, hidden)

    def _silence_visit(self, visit: Matter, content: str, request: str, hidden: Matter) -> None:
        row = self.session.get_one(Visit, visit.id)
        identities.add_to_sealed(
            self.session, hidden, "\n".join(filter(None, (row.papers, row.note, row.prior_settler)))
        )
        row.content, row.request, row.papers, row.note, row.prior_settler, row.kind = content, request, "", "", "", None

    def _divide_files(self, readable: list[Part], behind: list[Part], hidden: list[Matter]) -> None:
        """A file named with a readable content stays to be read. Every other one may tell: it goes behind the seal."""
        read = {ref for part in readable for ref in part.files}
        named = {ref for part in behind for ref in part.files}
        for part, it in zip(behind, hidden, strict=True):
            own = [file for file in self.files if file.ref in part.files]
            left = [file for file in self.files if file.ref not in read | named] if it is hidden[0] else []
            take_behind_the_seal(self.session, [*own, *left], it, by=self.by, at=self.at)


__all__ = ["FEWEST", "MOST", "Part", "Split", "check_parts", "split_petition", "stays", "still_told"]
