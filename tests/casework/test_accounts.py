"""Accounts, their dated roles, and signing in, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.casework import accounts
from app.casework.accounts import account_named, create_account, end_role, give_role, roles_held_on, who_is
from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.permissions import SYSTEM, HeldRole, Viewer
from app.casework.signing_in import Waiting, demonstration_accounts, sign_in, sign_in_demonstration
from app.records.agencies import Agency, Level
from app.records.audit import AuditEntry
from app.records.people import Account, RoleKind, SignInThrottle

AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
PASSWORD = "bảy con mèo vàng"
FIRST = date(2025, 7, 1)


def an_account(session: Session, username: str = "thu.ha", *, demonstration: bool = False) -> Account:
    return create_account(
        session, username=username, full_name="Nguyễn Thị Thu Hà", password=PASSWORD,
        demonstration=demonstration, by=SYSTEM, at=AT,
    )  # fmt: skip


def an_agency(session: Session, code: str = "pleiku", until_on: date | None = None) -> Agency:
    agency = Agency(code=code, name=f"UBND {code}", level=Level.COMMUNE, from_on=FIRST, until_on=until_on)
    session.add(agency)
    session.flush()
    return agency


def enter(session: Session, password: str = PASSWORD, *, at: datetime = AT, **others: str) -> Account | Waiting | None:
    return sign_in(session, username="thu.ha", password=password, at=at, **({"address": "192.0.2.1"} | others))


def test_a_password_is_kept_as_argon2_only(session: Session) -> None:
    account = an_account(session)
    assert account.password_hash
    assert account.password_hash.startswith("$argon2id$")
    assert enter(session) is account


@pytest.mark.parametrize("password", ["ngắn", "thu.ha và tôi", "aaaaaaaaaaaa", "x" * 201])
def test_a_password_that_is_short_long_or_guessable_is_refused(session: Session, password: str) -> None:
    with pytest.raises(Refused) as refused:
        create_account(session, username="thu.ha", full_name="Hà", password=password, by=SYSTEM, at=AT)
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    ("username", "full_name", "email", "field"),
    [
        ("", "Hà", "", "username"),
        ("thu hà", "Hà", "", "username"),
        ("THU.HA", "Hà", "", "username"),  # taken: the case does not matter
        ("ha", "  ", "", "full_name"),
        ("ha", "Hà", "nobody", "email"),
        ("ha", "Hà", "a@b.vn, c@d.vn", "email"),
    ],
)
def test_what_is_wrong_with_an_account_names_its_field(
    session: Session, username: str, full_name: str, email: str, field: str
) -> None:
    an_account(session)
    with pytest.raises(Refused) as refused:
        create_account(session, username=username, full_name=full_name, email=email, by=SYSTEM, at=AT)
    assert refused.value.field == field


def test_only_an_administrator_changes_accounts(session: Session) -> None:
    agency = an_agency(session)
    account = an_account(session)
    head = Viewer(99, (HeldRole(RoleKind.HEAD, agency.id),))
    with pytest.raises(NotAllowed):
        give_role(session, account, RoleKind.HEAD, agency, from_on=FIRST, by=head, at=AT)
    with pytest.raises(NotAllowed):
        create_account(session, username="x", full_name="X", by=head, at=AT)
    with pytest.raises(NotAllowed):
        accounts.set_password(session, account, "một mật khẩu khác", by=head, at=AT)
    administrator = Viewer(account.id, (HeldRole(RoleKind.ADMINISTRATOR, agency.id),))
    assert give_role(session, account, RoleKind.HEAD, agency, from_on=FIRST, by=administrator, at=AT).id


def test_a_role_is_held_from_its_first_day_to_its_last(session: Session) -> None:
    account, agency = an_account(session), an_agency(session)
    give_role(session, account, RoleKind.HANDLER, agency, from_on=date(2026, 1, 1), by=SYSTEM, at=AT)
    end_role(session, account, RoleKind.HANDLER, agency, last_on=date(2026, 11, 23), by=SYSTEM, at=AT)
    held = [bool(roles_held_on(session, account.id, date(2026, 1, 1) + timedelta(days=n))) for n in (-1, 0, 326, 327)]
    assert held == [False, True, True, False]
    with pytest.raises(NotFound):
        end_role(session, account, RoleKind.HANDLER, agency, last_on=date(2026, 11, 24), by=SYSTEM, at=AT)


def test_a_role_is_not_given_twice_for_the_same_days(session: Session) -> None:
    account, agency = an_account(session), an_agency(session)
    last = date(2026, 6, 30)
    give_role(session, account, RoleKind.HEAD, agency, from_on=FIRST, until_on=last, by=SYSTEM, at=AT)
    with pytest.raises(Refused):
        give_role(session, account, RoleKind.HEAD, agency, from_on=last, by=SYSTEM, at=AT)
    with pytest.raises(Refused):
        give_role(session, account, RoleKind.HEAD, agency, from_on=last, until_on=FIRST, by=SYSTEM, at=AT)
    assert give_role(session, account, RoleKind.HEAD, agency, from_on=date(2026, 7, 1), by=SYSTEM, at=AT)


def test_nobody_gets_a_role_at_an_agency_that_has_ended(session: Session) -> None:
    account, ended = an_account(session), an_agency(session, until_on=date(2026, 6, 30))
    with pytest.raises(Refused) as refused:
        give_role(session, account, RoleKind.HEAD, ended, from_on=date(2026, 7, 1), by=SYSTEM, at=AT)
    assert refused.value.field == "agency"


def test_who_is_tells_the_account_and_the_roles_of_the_day(session: Session) -> None:
    account = an_account(session)
    for code, kind in (("pleiku", RoleKind.HANDLER), ("ia-dom", RoleKind.OFFICER)):
        give_role(session, account, kind, an_agency(session, code), from_on=FIRST, by=SYSTEM, at=AT)
    holder = who_is(session, account.id, on=AT.date())
    assert holder
    assert [(role.kind, role.agency) for role in holder.roles] == [
        (RoleKind.HANDLER, "UBND pleiku"),
        (RoleKind.OFFICER, "UBND ia-dom"),
    ]
    assert holder.viewer.agencies(RoleKind.OFFICER) == {holder.roles[1].agency_id}
    before = who_is(session, account.id, on=date(2025, 6, 30))
    assert before
    assert before.roles == ()
    account.locked_at = AT
    assert who_is(session, account.id, on=AT.date()) is None


def test_a_locked_account_and_one_without_a_password_cannot_sign_in(session: Session) -> None:
    account = an_account(session)
    account.locked_at = AT
    assert enter(session) is None
    create_account(session, username="empty", full_name="Không mật khẩu", by=SYSTEM, at=AT)
    assert sign_in(session, username="empty", password="", address="192.0.2.1", at=AT) is None


def test_five_failures_on_a_name_make_it_wait_a_quarter_of_an_hour(session: Session) -> None:
    an_account(session)
    answers = [enter(session, "sai", address=f"192.0.2.{n}") for n in range(5)]
    assert answers == [None, None, None, None, Waiting(AT + timedelta(minutes=15))]
    assert enter(session) == Waiting(AT + timedelta(minutes=15))
    assert isinstance(enter(session, at=AT + timedelta(minutes=15)), Account)


def test_failures_apart_by_more_than_the_window_do_not_add_up(session: Session) -> None:
    an_account(session)
    for n in range(12):
        assert enter(session, "sai", at=AT + timedelta(minutes=4 * n)) is None


def test_an_address_waits_after_twenty_failures_over_any_names(session: Session) -> None:
    an_account(session)
    for n in range(19):
        assert sign_in(session, username=f"nobody{n}", password="sai", address="192.0.2.1", at=AT) is None
    assert enter(session) is not None
    assert isinstance(sign_in(session, username="nobody", password="sai", address="192.0.2.1", at=AT), Waiting)
    assert isinstance(enter(session), Waiting)
    assert isinstance(enter(session, address="192.0.2.2"), Account)


def test_nothing_typed_is_kept_after_a_failure(session: Session) -> None:
    sign_in(session, username="chi.mai", password="bí mật của Mai", address="192.0.2.77", at=AT)
    session.flush()
    kept = [*session.scalars(select(SignInThrottle.key))]
    kept += [f"{entry.subject} {entry.detail}" for entry in session.scalars(select(AuditEntry))]
    assert len(kept) == 3
    assert not any(typed in text for text in kept for typed in ("mai", "Mai", "192.0.2.77"))


def test_a_success_clears_the_count_of_the_name(session: Session) -> None:
    an_account(session)
    for _ in range(3):
        assert [enter(session, "sai") for _ in range(4)] == [None] * 4
        assert isinstance(enter(session), Account)


def test_only_demonstration_accounts_are_tried_without_a_password(session: Session) -> None:
    agency = an_agency(session)
    real, shown = an_account(session), an_account(session, "demo", demonstration=True)
    for account in (real, shown):
        give_role(session, account, RoleKind.SUPERVISOR, agency, from_on=FIRST, by=SYSTEM, at=AT)
    found = demonstration_accounts(session, on=AT.date())
    assert {kind: account.username for kind, (account, _) in found.items()} == {RoleKind.SUPERVISOR: "demo"}
    assert sign_in_demonstration(session, shown.ref, at=AT) is shown
    with pytest.raises(NotFound):
        sign_in_demonstration(session, real.ref, at=AT)


def test_an_account_is_found_by_name_in_any_case(session: Session) -> None:
    account = an_account(session)
    assert account_named(session, " Thu.HA ") is account
    with pytest.raises(NotFound):
        account_named(session, "nobody")
