"""Links for one use with which somebody sets their own password, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from threading import Barrier

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.casework import invitations
from app.casework.account_changes import lock, unlock
from app.casework.accounts import account_named, create_account, end_given, give_role
from app.casework.errors import NotAllowed, NotFound, Refused
from app.casework.invitations import NewAccount, NewLink, invite, invited, last_link, make_link, use_link
from app.casework.permissions import SYSTEM, HeldRole, Viewer
from app.casework.signing_in import sign_in
from app.records.agencies import Agency
from app.records.audit import AuditEntry
from app.records.people import Account, Invitation, InvitationPurpose, Role, RoleKind, WebSession
from tests.makers import an_agency

AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PASSWORD = "bảy con mèo vàng"
LATER = AT + timedelta(hours=1)


def somebody(session: Session, *, by: Viewer = SYSTEM, username: str = "", name: str = "Nguyễn Văn An") -> NewLink:
    new = NewAccount(name, (RoleKind.OFFICER, RoleKind.HANDLER), TODAY, username=username, document="12/QĐ-UBND")
    return invite(session, new, an_agency(session), by=by, at=AT)


def test_an_invitation_makes_the_account_with_its_roles_and_one_link(session: Session) -> None:
    made = somebody(session)
    assert (made.account.username, made.account.password_hash) == ("nguyen.van.an", None)
    roles = session.scalars(select(Role).where(Role.account_id == made.account.id)).all()
    assert [(role.kind, role.document) for role in roles] == [
        (RoleKind.OFFICER, "12/QĐ-UBND"),
        (RoleKind.HANDLER, "12/QĐ-UBND"),
    ]
    assert (made.purpose, made.expires_at) == (InvitationPurpose.INVITE, AT + timedelta(days=7))
    found = invited(session, made.token, at=AT)
    assert found
    assert found.full_name == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("name", "username"),
    [("Đỗ Thị Hường", "do.thi.huong"), ("Rơ Mah H'Liên", "ro.mah.hlien"), ("  A  Y-Bhăm ", "a.ybham")],
)
def test_the_user_name_is_the_folded_name(session: Session, name: str, username: str) -> None:
    assert somebody(session, name=name).account.username == username


def test_the_second_of_that_name_gets_a_number(session: Session) -> None:
    assert [somebody(session).account.username for _ in range(3)] == [
        "nguyen.van.an",
        "nguyen.van.an2",
        "nguyen.van.an3",
    ]


def test_a_user_name_that_is_taken_is_refused_with_a_free_one(session: Session) -> None:
    somebody(session)
    with pytest.raises(Refused) as refused:
        somebody(session, username="Nguyen.Van.An")
    assert refused.value.field == "username"
    assert "nguyen.van.an2" in refused.value.sentence


def test_only_the_hash_of_the_token_is_kept_and_the_trail_holds_neither(session: Session) -> None:
    made = somebody(session)
    use_link(session, made.token, PASSWORD, at=LATER)
    session.flush()
    kept = session.scalars(select(Invitation)).one()
    assert kept.token_hash == sha256(made.token.encode()).hexdigest()
    trail = [f"{one.action} {one.subject} {one.detail}" for one in session.scalars(select(AuditEntry))]
    told = "\n".join([*trail, repr(made)])
    assert made.token not in told
    assert kept.token_hash not in told
    assert [line.split()[0] for line in trail] == [
        "account_created", "role_given", "role_given", "link_made", "link_used", "password_set",
    ]  # fmt: skip


def test_the_password_of_a_link_is_the_one_that_opens(session: Session) -> None:
    made = somebody(session)
    assert sign_in(session, username="nguyen.van.an", password=PASSWORD, address="192.0.2.1", at=AT) is None
    use_link(session, f" {made.token.upper()} ", PASSWORD, at=LATER)
    found = sign_in(session, username="nguyen.van.an", password=PASSWORD, address="192.0.2.1", at=LATER)
    assert found is made.account


def test_a_link_is_used_once(session: Session) -> None:
    made = somebody(session)
    use_link(session, made.token, PASSWORD, at=LATER)
    assert invited(session, made.token, at=LATER) is None
    with pytest.raises(NotFound):
        use_link(session, made.token, "một mật khẩu khác", at=LATER)


def test_a_link_lasts_seven_days_to_the_second(session: Session) -> None:
    made = somebody(session)
    last = AT + timedelta(days=7) - timedelta(seconds=1)
    assert invited(session, made.token, at=last)
    assert invited(session, made.token, at=AT + timedelta(days=7)) is None
    with pytest.raises(NotFound):
        use_link(session, made.token, PASSWORD, at=AT + timedelta(days=7))


def test_a_weak_password_leaves_the_link_as_it_was(session: Session) -> None:
    made = somebody(session)
    session.commit()
    with pytest.raises(Refused) as refused:
        use_link(session, made.token, "ngắn", at=LATER)
    assert refused.value.field == "password"
    session.rollback()
    assert use_link(session, made.token, PASSWORD, at=LATER).id


def test_a_new_link_withdraws_the_older_and_a_reset_signs_out_everywhere(session: Session) -> None:
    made = somebody(session)
    use_link(session, made.token, PASSWORD, at=AT)
    epoch = made.account.epoch
    session.add(
        WebSession(
            token_hash="x", account_id=made.account.id, created_at=AT, seen_at=AT, expires_at=AT + timedelta(hours=12)
        )
    )
    older, newer = (make_link(session, made.account, by=SYSTEM, at=AT) for _ in range(2))
    assert (newer.purpose, invited(session, older.token, at=LATER)) == (InvitationPurpose.RESET, None)
    assert made.account.epoch == epoch
    with pytest.raises(NotFound):
        use_link(session, older.token, "một mật khẩu khác", at=LATER)
    use_link(session, newer.token, "một mật khẩu khác", at=LATER)
    assert made.account.epoch == epoch + 1
    assert session.scalars(select(WebSession)).all() == []


def test_a_reset_frees_a_name_that_was_blocked(session: Session) -> None:
    made = somebody(session)
    for _ in range(5):
        sign_in(session, username="nguyen.van.an", password="sai", address="192.0.2.1", at=AT)
    use_link(session, made.token, PASSWORD, at=AT)
    found = sign_in(session, username="nguyen.van.an", password=PASSWORD, address="192.0.2.2", at=AT)
    assert found is made.account


def test_a_locked_account_has_no_link_and_gets_none(session: Session) -> None:
    made = somebody(session)
    lock(session, made.account, by=SYSTEM, at=AT)
    assert invited(session, made.token, at=LATER) is None
    with pytest.raises(NotFound):
        use_link(session, made.token, PASSWORD, at=LATER)
    with pytest.raises(Refused):
        make_link(session, made.account, by=SYSTEM, at=LATER)
    unlock(session, made.account, by=SYSTEM, at=LATER)
    assert invited(session, made.token, at=LATER) is None
    link = last_link(session, made.account.id)
    assert link
    assert (link.withdrawn_at, link.usable(LATER)) == (AT, False)


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind is not RoleKind.ADMINISTRATOR])
def test_nobody_but_an_administrator_invites_or_makes_links(session: Session, kind: RoleKind) -> None:
    made = somebody(session)
    other = Viewer(made.account.id, (HeldRole(kind, 1),))
    with pytest.raises(NotAllowed):
        somebody(session, by=other)
    with pytest.raises(NotAllowed):
        make_link(session, made.account, by=other, at=AT)


def at_the_same_moment(engine: Engine, *deeds: Callable[[Session], object]) -> list[bool]:
    """Do each deed in a thread and a transaction of its own; which of them were done."""
    together = Barrier(len(deeds))

    def attempt(deed: Callable[[Session], object]) -> bool:
        together.wait()
        with suppress(Refused), Session(engine) as session:
            deed(session)
            session.commit()
            return True
        return False

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(attempt, deeds))


def test_of_three_who_use_a_link_at_once_one_wins(engine: Engine) -> None:
    with Session(engine) as session:
        token = somebody(session).token
        session.commit()
    done = at_the_same_moment(engine, *[lambda session: use_link(session, token, PASSWORD, at=AT)] * 3)
    assert sorted(done) == [False, False, True]
    with Session(engine) as session:
        trail = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert trail[-2:] == ["link_used", "password_set"]
        assert trail.count("password_set") == 1


def test_two_administrators_who_remove_each_other_leave_one(engine: Engine) -> None:
    with Session(engine) as session:
        agency = an_agency(session)
        for name in ("mot", "hai"):
            an_administrator(session, agency, name)
        session.commit()

    def remove(username: str) -> Callable[[Session], object]:
        def deed(session: Session) -> None:
            lock(session, account_named(session, username), by=SYSTEM, at=AT)

        return deed

    assert sorted(at_the_same_moment(engine, remove("mot"), remove("hai"))) == [False, True]


def test_the_last_administrator_keeps_the_role_and_is_not_locked(session: Session) -> None:
    agency = an_agency(session)
    account = an_administrator(session, agency, "mot")
    role = session.scalars(select(Role)).one()
    with pytest.raises(Refused) as refused:
        end_given(session, account, role, last_on=TODAY, by=SYSTEM, at=AT)
    assert refused.value.field == "last_on"
    with pytest.raises(Refused):
        lock(session, account, by=SYSTEM, at=AT)
    waiting = create_account(session, username="hai", full_name="Hai", by=SYSTEM, at=AT)
    give_role(session, waiting, RoleKind.ADMINISTRATOR, agency, from_on=TODAY, by=SYSTEM, at=AT)
    with pytest.raises(Refused):  # who has no password yet cannot take over
        end_given(session, account, role, last_on=TODAY, by=SYSTEM, at=AT)
    use_link(session, make_link(session, waiting, by=SYSTEM, at=AT).token, PASSWORD, at=AT)
    assert end_given(session, account, role, last_on=TODAY, by=SYSTEM, at=AT).until_on == TODAY


def test_an_administrator_whose_role_ends_tomorrow_does_not_count_for_later(session: Session) -> None:
    agency = an_agency(session)
    staying, leaving = an_administrator(session, agency, "mot"), an_administrator(session, agency, "hai")
    tomorrow = TODAY + timedelta(days=1)
    roles = {role.account_id: role for role in session.scalars(select(Role))}
    end_given(session, leaving, roles[leaving.id], last_on=tomorrow, by=SYSTEM, at=AT)
    with pytest.raises(Refused):
        end_given(session, staying, roles[staying.id], last_on=tomorrow, by=SYSTEM, at=AT)


def test_nobody_locks_their_own_account(session: Session) -> None:
    agency = an_agency(session)
    account = an_administrator(session, agency, "mot")
    an_administrator(session, agency, "hai")
    with pytest.raises(Refused) as refused:
        lock(session, account, by=Viewer(account.id, (HeldRole(RoleKind.ADMINISTRATOR, agency.id),)), at=AT)
    assert "của mình" in refused.value.sentence


def an_administrator(session: Session, agency: Agency, username: str) -> Account:
    account = create_account(session, username=username, full_name="Quản", by=SYSTEM, at=AT)
    account.password_hash = "$argon2id$not-checked-here"
    give_role(session, account, RoleKind.ADMINISTRATOR, agency, from_on=TODAY, by=SYSTEM, at=AT)
    session.flush()
    return account


def test_the_letters_of_a_token_look_like_no_other() -> None:
    assert not set("il1o0") & set(invitations.LETTERS)
    assert len(invitations.LETTERS) ** (invitations.GROUPS * invitations.GROUP) > 2**120
