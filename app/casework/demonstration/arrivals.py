"""How petitions come, for all to see: one of two contents that was split, one of twelve people, one in English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from app.casework.demonstration.desks import Desk
from app.casework.demonstration.files import Ground
from app.casework.persons import Person
from app.casework.registration import NewPetition, register_petition
from app.casework.splitting import Part, split_petition
from app.records.matters import Matter
from app.records.petitions import Forwarder, PetitionKind, Source

PETITIONS: Final = 5  # the split one and its two parts, and two more
SPARE: Final = 12  # petitions without a case, below which there is no room for them
SIGNED: Final = 12


def show_arrivals(session: Session, ground: Ground, *, now: datetime) -> None:
    """Write them into the register of the desk one signs in to: the last that came, so that numbers follow the days."""
    desk = next(one for one in ground.desks.values() if one.reserved and one.officers and one.handlers)
    _Arrivals(session, ground, desk, now).write()


class _Arrivals:
    def __init__(self, session: Session, ground: Ground, desk: Desk, now: datetime) -> None:
        self.session, self.ground, self.desk, self.now = session, ground, desk, now

    def write(self) -> None:
        self._mixed()
        self._signed_by_twelve()
        self._in_english()

    def _mixed(self) -> None:
        days = self.ground.days
        whole = self._register(
            NewPetition(
                received_on=days.today,
                source=Source.POST,
                source_reference="RP 204 118 VN",
                content="Không đồng ý mức bồi thường cây trồng; đề nghị sửa mương thoát nước của thôn.",
                people=[self._somebody()],
                facts={"several_contents": True},
            )
        )
        parts = (
            Part(PetitionKind.COMPLAINT, "Không đồng ý mức bồi thường cây trồng.", "resettlement",
                 competent=self.desk.name),
            Part(PetitionKind.FEEDBACK, "Đề nghị sửa mương thoát nước của thôn.", "construction",
                 competent=self.desk.name),
        )  # fmt: skip
        done = split_petition(
            self.session, whole, parts, on=days.today, by=self.desk.handlers[0], at=self.now, today=days.today
        )
        for part in done.parts:
            part.ref = self.ground.chance.ref()

    def _signed_by_twelve(self) -> None:
        first, *others = [self._somebody() for _ in range(SIGNED)]
        days = self.ground.days
        self._register(
            NewPetition(
                received_on=days.today,
                source=Source.FORWARDED,
                forwarder=Forwarder.DEPUTY,
                forwarder_name="Đoàn đại biểu Quốc hội tỉnh",
                people=[first],
                signatories=SIGNED,
                content="Mười hai hộ đề nghị xem lại việc thu tiền nước sạch theo bình quân.",
                listed=[Person(one.full_name, one.birth_year, one.address) for one in others],
            )
        )

    def _in_english(self) -> None:
        on = self.ground.days.today
        self._register(
            NewPetition(
                received_on=on,
                source=Source.EMAIL,
                content="Người nước ngoài phản ánh việc chậm trả hồ sơ tạm trú.",
                people=[replace(self._somebody(), full_name="Martin Wagner Thử", birth_year=1971)],
                language="Tiếng Anh",
                translated_by="Phòng Công chứng số 1",
                translated_on=on,
                translation="Tôi nộp hồ sơ tạm trú ngày 02/11 nhưng đến nay chưa được trả. Đề nghị xem lại.",
            )
        )

    def _somebody(self) -> Person:
        return self.ground.somebody(self.desk, sealed=True)  # found again in no other file

    def _register(self, new: NewPetition) -> Matter:
        on: date = new.received_on
        matter = register_petition(
            self.session, new, agency_id=self.desk.agency_id, by=self.desk.officers[0], at=self.now, today=on
        )
        matter.ref = self.ground.chance.ref()
        self.session.flush()
        return matter


__all__ = ["PETITIONS", "SPARE", "show_arrivals"]
