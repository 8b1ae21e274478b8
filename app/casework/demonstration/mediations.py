"""Land disputes of the demonstration at the commune of the sign-in cards: one late, one mediated, one settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy.orm import Session

from app.casework.acts import record_act
from app.casework.demonstration.chance import Chance
from app.casework.demonstration.days import Days
from app.casework.demonstration.desks import Desk
from app.casework.mediations import NewMediation, Plot, take_dispute
from app.casework.permissions import Viewer
from app.casework.persons import Person

WHERE = "23872"
NINE = time(9, 0)
SAT: dict[str, object] = {
    "place": "Trụ sở UBND xã", "chaired_by": "Chủ tịch UBND xã, Chủ tịch Hội đồng",
    "members": "Đại diện Ủy ban Mặt trận Tổ quốc\nCông chức địa chính\nNgười sinh sống lâu năm, biết rõ thửa đất",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dispute:
    """Received so many days ago, between whom, about what."""

    ago: int
    asks: Person
    other: Person
    plot: Plot
    words: str


LATE = Dispute(
    40, Person("Kpuih H’Bi", 1979, "Làng Mook Đen"), Person("Rơ Lan Thíu", 1970, "Làng Mook Đen"),
    Plot("Làng Mook Đen", "14", "208", "1250", "Đất trồng cây lâu năm"),
    "Hai gia đình tranh chấp ranh giới vườn điều, phần chồng lấn khoảng 90 m², chưa thống nhất mốc cũ.",
)  # fmt: skip
RUNNING = Dispute(
    12, Person("Đinh Công Thắng", 1965, "Thôn Ia Mút"), Person("Phạm Thị Nụ", 1972, "Thôn Ia Mút"),
    Plot("Thôn Ia Mút", "22", "57", "312,5", "Đất ở tại nông thôn", "DA 448120"),
    "Tranh chấp lối đi chung rộng 1,5 m giữa hai thửa đất; bên kia xây tường rào chắn lối.",
)  # fmt: skip
SETTLED = Dispute(
    30, Person("Siu Nghiêm", 1958, "Làng Ia Mút"), Person("Siu Phơi", 1984, "Làng Ia Mút"),
    Plot("Làng Ia Mút", "9", "133", "2040", "Đất trồng cây hằng năm"),
    "Chú và cháu tranh chấp phần đất rẫy ông bà để lại, chưa chia bằng giấy tờ.",
)  # fmt: skip


class Mediations:
    """Writes the disputes into one commune's register."""

    def __init__(self, session: Session, chance: Chance, desk: Desk, days: Days, zone: tzinfo) -> None:
        self.chance = chance
        self.session, self.desk, self.days, self.zone = session, desk, days, zone

    def write(self) -> None:
        """Take every dispute and record what was done about it so far."""
        written = ((LATE, self._accepted(LATE)), (SETTLED, self._settled()), (RUNNING, self._running()))
        for dispute, steps in written:  # by the day received, as the register is numbered
            self._dispute(dispute, steps)

    def _dispute(self, dispute: Dispute, steps: Iterator[tuple[str, date, Mapping[str, object], str]]) -> None:
        on = self._ago(dispute.ago)
        new = NewMediation(on, dispute.plot, dispute.words, [dispute.asks], [dispute.other])
        by = self.desk.officers[0]
        matter = take_dispute(
            self.session, new, agency_id=self.desk.agency_id, by=by, at=self._at(on), today=on
        )  # fmt: skip
        matter.ref = self.chance.ref()
        for act, day, data, number in steps:
            record_act(
                self.session, matter, act, day, by=self._by(act), at=self._at(day), today=day, data=data,
                document_no=number,
            )  # fmt: skip

    def _accepted(self, dispute: Dispute) -> Iterator[tuple[str, date, Mapping[str, object], str]]:
        yield "mediation_accepted", self._ago(dispute.ago - 2), {}, f"{dispute.ago + 20}/TB-UBND"
        yield "mediation_council", self._ago(dispute.ago - 4), {}, f"{dispute.ago + 20}/QĐ-UBND"

    def _running(self) -> Iterator[tuple[str, date, Mapping[str, object], str]]:
        yield from self._accepted(RUNNING)
        yield "mediation_absent", self._ago(5), {**SAT, "absent": ["other_side"]}, "02/BB-HĐHG"

    def _settled(self) -> Iterator[tuple[str, date, Mapping[str, object], str]]:
        yield from self._accepted(SETTLED)
        agreed = {**SAT, "account": "Hai bên thống nhất chia đôi thửa đất theo hàng cây có sẵn, cùng cắm mốc."}
        yield "mediation_succeeded", self._ago(16), agreed, "01/BB-HĐHG"
        yield "mediation_record_sent", self._ago(16), {}, ""

    def _by(self, act: str) -> Viewer:
        head = self.desk.head
        return head if act == "mediation_council" and head is not None else self.desk.handlers[0]

    def _ago(self, days: int) -> date:
        return self.days.on_or_before(self.days.today - timedelta(days=days))

    def _at(self, on: date) -> datetime:
        return datetime.combine(on, NINE, self.zone)
