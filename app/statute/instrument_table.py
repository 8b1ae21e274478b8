"""The laws, decrees, circulars and procedures the register rests on, with the days they are in force.

A row is never edited when the law changes: an instrument that ends gets its last day, a new one gets a new row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.statute.time_limits.shape import Certainty
from app.statute.time_limits.since import BEFORE_REFORM, CHECKED_ON, CIRCULAR_01_2024, REFORM
from app.statute.words import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One legal instrument. ``certainty`` is about its number and days, not about the wording of its articles."""

    key: str
    number: str
    title: str  # in Vietnamese
    english: str  # how it is named in an English citation
    short: str  # how it is named in a Vietnamese citation
    in_force_from: date
    in_force_until: date | None = None
    certainty: Certainty
    checked_on: date = CHECKED_ON
    note: str = ""

    @property
    def named(self) -> Term:
        """What a list of instruments calls it: its title and its number; in English as it is cited, and its number."""
        english = self.english if self.number in self.english else f"{self.english} ({self.number})"
        return Term(f"{self.title} ({self.number})" if self.number else self.title, english)


INSTRUMENT_TABLE: tuple[Instrument, ...] = (
    Instrument(
        key="LKN",
        number="02/2011/QH13",
        title="Luật Khiếu nại",
        english="Law on Complaints",
        short="Luật Khiếu nại",
        in_force_from=date(2012, 7, 1),
        certainty=Certainty.VERIFIED,
        note=(
            "Amended by Luật 42/2013, 81/2025, 84/2025 and 136/2025. Read in the wording before Luật 136/2025, "
            "Art. 2 of which was seen only in press accounts."
        ),
    ),
    Instrument(
        key="LTC",
        number="25/2018/QH14",
        title="Luật Tố cáo",
        english="Law on Denunciations",
        short="Luật Tố cáo",
        in_force_from=date(2019, 1, 1),
        certainty=Certainty.VERIFIED,
        note="Amended by Luật 81/2025, 84/2025 and 136/2025. Read in the wording before them.",
    ),
    Instrument(
        key="LTCD",
        number="42/2013/QH13",
        title="Luật Tiếp công dân",
        english="Law on Citizen Reception",
        short="Luật Tiếp công dân",
        in_force_from=date(2014, 7, 1),
        certainty=Certainty.VERIFIED,
        note="Read in the wording before Luật 136/2025, of which only Art. 1 clauses 1-2 were read.",
    ),
    Instrument(
        key="L136",
        number="136/2025/QH15",
        title="Luật sửa đổi, bổ sung một số điều của Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo",
        english="Law No. 136/2025/QH15",
        short="Luật số 136/2025/QH15",
        in_force_from=REFORM,
        certainty=Certainty.VERIFIED,
        note="Passed on 10/12/2025. Only Art. 1 clauses 1-2 were read; the rest is known from press accounts.",
    ),
    Instrument(
        key="L84",
        number="84/2025/QH15",
        title="Luật Thanh tra",
        english="Law on Inspection",
        short="Luật Thanh tra 2025",
        in_force_from=date(2025, 7, 1),
        certainty=Certainty.UNVERIFIED,
        note="The first day in force is from memory. Art. 62.1.n amends Luật Tố cáo Art. 32.1.",
    ),
    Instrument(
        key="L81",
        number="81/2025/QH15",
        title="Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Tòa án nhân dân",
        english="Law No. 81/2025/QH15",
        short="Luật số 81/2025/QH15",
        in_force_from=date(2025, 7, 1),
        certainty=Certainty.UNVERIFIED,
        note=(
            "Known only as an amender of Luật Khiếu nại and Luật Tố cáo; not read. The first day in force is from "
            "memory."
        ),
    ),
    Instrument(
        key="BLDS",
        number="91/2015/QH13",
        title="Bộ luật Dân sự",
        english="Civil Code 2015",
        short="Bộ luật Dân sự 2015",
        in_force_from=date(2017, 1, 1),
        certainty=Certainty.VERIFIED,
        note=(
            "Art. 144-148 say how days are counted. The laws on complaints and denunciations have no rule of their own."
        ),
    ),
    Instrument(
        key="LTTHC",
        number="93/2015/QH13",
        title="Luật Tố tụng hành chính",
        english="Law on Administrative Procedure 2015",
        short="Luật Tố tụng hành chính 2015",
        in_force_from=date(2016, 7, 1),
        certainty=Certainty.VERIFIED,
        note="Read in the wording before the amendments of 2025.",
    ),
    Instrument(
        key="LXLVPHC",
        number="15/2012/QH13",
        title="Luật Xử lý vi phạm hành chính",
        english="Law on Handling of Administrative Violations",
        short="Luật Xử lý vi phạm hành chính",
        in_force_from=date(2013, 7, 1),
        certainty=Certainty.UNVERIFIED,
        note="Not read: number and day from memory. Its limits cap some denunciations (Luật Tố cáo Art. 42.2).",
    ),
    Instrument(
        key="BLLD2012",
        number="10/2012/QH13",
        title="Bộ luật Lao động",
        english="Labour Code 2012",
        short="Bộ luật Lao động 2012",
        in_force_from=date(2013, 5, 1),
        in_force_until=date(2020, 12, 31),
        certainty=Certainty.UNVERIFIED,
        note="Art. 115: public holidays. Number and days from memory.",
    ),
    Instrument(
        key="BLLD2019",
        number="45/2019/QH14",
        title="Bộ luật Lao động",
        english="Labour Code 2019",
        short="Bộ luật Lao động 2019",
        in_force_from=date(2021, 1, 1),
        certainty=Certainty.VERIFIED,
        note="Art. 111-112: public holidays and the days off in lieu.",
    ),
    Instrument(
        key="NQ28_2026",
        number="28/2026/QH16",
        title="Nghị quyết về Ngày Văn hóa Việt Nam",
        english="Resolution 28/2026/QH16",
        short="NQ 28/2026/QH16",
        in_force_from=REFORM,
        certainty=Certainty.INTERPRETATION,
        note="Makes 24/11 a day off. Named by many public sources; its own text was not read, the title is ours.",
    ),
    Instrument(
        key="ND75",
        number="75/2012/NĐ-CP",
        title="Nghị định quy định chi tiết một số điều của Luật Khiếu nại",
        english="Decree 75/2012/NĐ-CP",
        short="NĐ 75/2012/NĐ-CP",
        in_force_from=date(2012, 11, 20),
        in_force_until=date(2020, 12, 9),
        certainty=Certainty.VERIFIED,
        note="Replaced by NĐ 124/2020.",
    ),
    Instrument(
        key="ND124",
        number="124/2020/NĐ-CP",
        title="Nghị định quy định chi tiết một số điều và biện pháp thi hành Luật Khiếu nại",
        english="Decree 124/2020/NĐ-CP",
        short="NĐ 124/2020/NĐ-CP",
        in_force_from=date(2020, 12, 10),
        certainty=Certainty.VERIFIED,
        note=(
            "Amended by NĐ 155/2026, not replaced. The Vietnamese text was read only where NĐ 155 quotes it; Art. "
            "1-4, 9-12, 28-29 and 31 in English digests."
        ),
    ),
    Instrument(
        key="ND155",
        number="155/2026/NĐ-CP",
        title="Nghị định sửa đổi, bổ sung một số điều của Nghị định số 124/2020/NĐ-CP",
        english="Decree 155/2026/NĐ-CP",
        short="NĐ 155/2026/NĐ-CP",
        in_force_from=REFORM,
        certainty=Certainty.VERIFIED,
        note=(
            "Read in an unofficial copy. Transition: Art. 22.1. Notarised mandates of individuals (công chứng) "
            "end with 31/12/2026 (Art. 21.2)."
        ),
    ),
    Instrument(
        key="ND141",
        number="141/2025/NĐ-CP",
        title="Nghị định về phân định thẩm quyền của chính quyền địa phương 02 cấp",
        english="Decree 141/2025/NĐ-CP",
        short="NĐ 141/2025/NĐ-CP",
        in_force_from=date(2025, 7, 1),
        certainty=Certainty.UNVERIFIED,
        note="Issued on 12/06/2025; its articles were not read, first and last day and title are from memory.",
    ),
    Instrument(
        key="ND31",
        number="31/2019/NĐ-CP",
        title="Nghị định quy định chi tiết một số điều và biện pháp tổ chức thi hành Luật Tố cáo",
        english="Decree 31/2019/NĐ-CP",
        short="NĐ 31/2019/NĐ-CP",
        in_force_from=date(2019, 5, 28),
        certainty=Certainty.VERIFIED,
        note="Amended by NĐ 156/2026.",
    ),
    Instrument(
        key="ND156",
        number="156/2026/NĐ-CP",
        title="Nghị định sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP",
        english="Decree 156/2026/NĐ-CP",
        short="NĐ 156/2026/NĐ-CP",
        in_force_from=REFORM,
        certainty=Certainty.VERIFIED,
        note="Read in two unofficial copies. Transition: Art. 10.1.",
    ),
    Instrument(
        key="ND154",
        number="154/2026/NĐ-CP",
        title="Nghị định quy định chi tiết một số điều và biện pháp tổ chức thi hành Luật Tiếp công dân",
        english="Decree 154/2026/NĐ-CP",
        short="NĐ 154/2026/NĐ-CP",
        in_force_from=REFORM,
        certainty=Certainty.VERIFIED,
        note=(
            "Read in two unofficial copies; Art. 4.2, the forms and the signatory to be held against the gazette. "
            "No transitional clause."
        ),
    ),
    Instrument(
        key="ND64",
        number="64/2014/NĐ-CP",
        title="Nghị định quy định chi tiết thi hành một số điều của Luật Tiếp công dân",
        english="Decree 64/2014/NĐ-CP",
        short="NĐ 64/2014/NĐ-CP",
        in_force_from=date(2014, 8, 15),
        in_force_until=BEFORE_REFORM,
        certainty=Certainty.VERIFIED,
        note="Ended by NĐ 154/2026 Art. 44.",
    ),
    Instrument(
        key="TT07_2013",
        number="07/2013/TT-TTCP",
        title="Thông tư quy định quy trình giải quyết khiếu nại hành chính",
        english="Circular 07/2013/TT-TTCP",
        short="TT 07/2013/TT-TTCP",
        in_force_from=date(2013, 12, 16),
        certainty=Certainty.UNVERIFIED,
        note="Status after 10/12/2020 unverified: treat it as superseded by NĐ 124/2020.",
    ),
    Instrument(
        key="TT02_2016",
        number="02/2016/TT-TTCP",
        title="Thông tư sửa đổi, bổ sung một số điều của Thông tư số 07/2013/TT-TTCP",
        english="Circular 02/2016/TT-TTCP",
        short="TT 02/2016/TT-TTCP",
        in_force_from=date(2016, 12, 5),
        certainty=Certainty.INTERPRETATION,
        note="Read as worked into TT 07/2013, whose fate it shares.",
    ),
    Instrument(
        key="TT06_2014",
        number="06/2014/TT-TTCP",
        title="Thông tư quy định quy trình tiếp công dân",
        english="Circular 06/2014/TT-TTCP",
        short="TT 06/2014/TT-TTCP",
        in_force_from=date(2014, 12, 15),
        in_force_until=date(2021, 11, 14),
        certainty=Certainty.VERIFIED,
        note="Replaced by TT 04/2021.",
    ),
    Instrument(
        key="TT07_2014",
        number="07/2014/TT-TTCP",
        title="Thông tư quy định quy trình xử lý đơn khiếu nại, đơn tố cáo, đơn kiến nghị, phản ánh",
        english="Circular 07/2014/TT-TTCP",
        short="TT 07/2014/TT-TTCP",
        in_force_from=date(2014, 12, 15),
        in_force_until=date(2021, 11, 14),
        certainty=Certainty.VERIFIED,
        note="Replaced by TT 05/2021.",
    ),
    Instrument(
        key="TT02_2021",
        number="02/2021/TT-TTCP",
        title=(
            "Thông tư quy định chế độ báo cáo công tác thanh tra, giải quyết khiếu nại, tố cáo "
            "và phòng, chống tham nhũng"
        ),
        english="Circular 02/2021/TT-TTCP",
        short="TT 02/2021/TT-TTCP",
        in_force_from=date(2021, 5, 1),
        in_force_until=date(2024, 3, 9),
        certainty=Certainty.UNVERIFIED,
        note="Not read: days from memory.",
    ),
    Instrument(
        key="TT04_2021",
        number="04/2021/TT-TTCP",
        title="Thông tư quy định quy trình tiếp công dân",
        english="Circular 04/2021/TT-TTCP",
        short="TT 04/2021/TT-TTCP",
        in_force_from=date(2021, 11, 15),
        certainty=Certainty.UNVERIFIED,
        note=(
            "Art. 8 and the rule on refusal were read in digests; NĐ 154 does not name it: survival after "
            "01/07/2026 unverified."
        ),
    ),
    Instrument(
        key="TT05_2021",
        number="05/2021/TT-TTCP",
        title="Thông tư quy định quy trình xử lý đơn khiếu nại, đơn tố cáo, đơn kiến nghị, phản ánh",
        english="Circular 05/2021/TT-TTCP",
        short="TT 05/2021/TT-TTCP",
        in_force_from=date(2021, 11, 15),
        certainty=Certainty.UNVERIFIED,
        note="Art. 13-16 were read; NĐ 154 does not name it: survival after 01/07/2026 unverified.",
    ),
    Instrument(
        key="TT01_2024",
        number="01/2024/TT-TTCP",
        title=(
            "Thông tư quy định chế độ báo cáo công tác thanh tra, tiếp công dân, giải quyết khiếu nại, tố cáo và "
            "phòng, chống tham nhũng"
        ),
        english="Circular 01/2024/TT-TTCP",
        short="TT 01/2024/TT-TTCP",
        in_force_from=CIRCULAR_01_2024,
        certainty=Certainty.UNVERIFIED,
        note="Periods read in press accounts of Art. 7.1; due days of reports per level were not read.",
    ),
    Instrument(
        key="TT02_2025",
        number="02/2025/TT-TTCP",
        title="Thông tư về phân định thẩm quyền hai cấp trong tiếp công dân, giải quyết khiếu nại, tố cáo",
        english="Circular 02/2025/TT-TTCP",
        short="TT 02/2025/TT-TTCP",
        in_force_from=date(2025, 7, 1),
        certainty=Certainty.UNVERIFIED,
        note="Issued on 25/06/2025; its articles were not read, day and title are from memory.",
    ),
    Instrument(
        key="TT145",
        number="145/2020/TT-BCA",
        title="Thông tư quy định về bảo vệ người tố cáo hành vi tham nhũng, lãng phí",
        english="Circular 145/2020/TT-BCA",
        short="TT 145/2020/TT-BCA",
        in_force_from=date(2021, 2, 15),
        certainty=Certainty.VERIFIED,
        note="Denouncers of corruption and waste. Still names the district police, abolished.",
    ),
    Instrument(
        key="TT320_2016",
        number="320/2016/TT-BTC",
        title="Thông tư quy định chế độ bồi dưỡng đối với người làm nhiệm vụ tiếp công dân, xử lý đơn",
        english="Circular 320/2016/TT-BTC",
        short="TT 320/2016/TT-BTC",
        in_force_from=date(2017, 1, 28),
        certainty=Certainty.UNVERIFIED,
        note="The first day is from memory. Art. 4 is amended by TT 65/2026 from 27/07/2026.",
    ),
    Instrument(
        key="TT65_2026",
        number="65/2026/TT-BTC",
        title="Thông tư sửa đổi, bổ sung Thông tư số 320/2016/TT-BTC",
        english="Circular 65/2026/TT-BTC",
        short="TT 65/2026/TT-BTC",
        in_force_from=date(2026, 7, 27),
        certainty=Certainty.VERIFIED,
        note="Daily allowances of those who receive citizens and handle petitions.",
    ),
    Instrument(
        key="TTHC",
        number="2.001801",
        title="Thủ tục xử lý đơn tại cấp xã và thủ tục cùng nhóm",
        english="Administrative procedure",
        short="Thủ tục hành chính",
        in_force_from=date(2021, 11, 15),
        certainty=Certainty.UNVERIFIED,
        note="Not an act of law: national codes of administrative procedures, seen in public code and not read.",
    ),
)
