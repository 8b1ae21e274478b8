from sqlalchemy.orm import Session

from app.casework.numbers import ALPHABET, code_of, complaint_code, denunciation_code, take_number
from app.records.matters import Series
from tests.makers import an_agency


def test_codes_read_as_on_paper() -> None:
    assert complaint_code(137, 2026) == "KN-0137/2026"
    assert code_of(Series.FEEDBACK, 12, 2026) == "KNPA-0012/2026"
    assert code_of(Series.PETITION, 588, 2026) == "Đ-0588/2026"
    assert code_of(Series.VISIT, 412, 2026) == "LT-0412/2026"


def test_a_denunciation_code_has_no_letter_that_is_misheard() -> None:
    code = denunciation_code()
    assert code.startswith("TC-")
    assert len(code) == len("TC-9M2Q41")
    assert not set("01OI") & set(ALPHABET)


def test_numbers_follow_each_other_per_agency_register_and_year(session: Session) -> None:
    one, two = an_agency(session).id, an_agency(session).id

    def take(agency_id: int, series: Series, year: int) -> int:
        return take_number(session, agency_id=agency_id, series=series, year=year)

    assert [take(one, Series.VISIT, 2026) for _ in range(3)] == [1, 2, 3]
    assert take(one, Series.PETITION, 2026) == 1
    assert take(one, Series.VISIT, 2027) == 1
    assert take(two, Series.VISIT, 2026) == 1


def test_a_number_taken_back_is_given_again(session: Session) -> None:
    agency = an_agency(session).id
    session.commit()
    assert take_number(session, agency_id=agency, series=Series.VISIT, year=2026) == 1
    session.rollback()
    assert take_number(session, agency_id=agency, series=Series.VISIT, year=2026) == 1
