"""From a form of the accounts desk to the deed, and what is shown of a link just made."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext as _

from app.casework import account_changes, account_list, accounts
from app.casework.account_list import GivenRole
from app.casework.agencies import agency_by_code
from app.casework.invitations import NewAccount, NewLink, invite
from app.extensions import db
from app.records.people import Account, Role, RoleKind
from app.web.access import current_viewer
from app.web.admin.accounts_forms import EditForm, EndRoleForm, InviteForm, RoleForm
from app.web.admin.accounts_pages import agency_choices, crumbs, is_over
from app.web.clock import now, today
from app.web.views import Both, Link
from app.web.wording import moment, words


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A link shown this once, and the slip that goes with it. ``agencies``: where its owner works."""

    crumbs: tuple[Link, ...]
    title: str
    name: str
    username: str
    parts: tuple[str, ...]
    url: str
    until: str
    account_url: str


def invite_form() -> InviteForm:
    """The form of a new account."""
    form = InviteForm(data={"from_on": today()})
    form.offer(agency_choices())
    return form


def role_form() -> RoleForm:
    """The form of one more role."""
    form = RoleForm(data={"from_on": today()})
    form.offer(agency_choices())
    return form


def edit_form(account: Account) -> EditForm:
    """The form of the name and the address."""
    return EditForm(data={"full_name": account.full_name, "email": account.email, "version": account.version})


def invited(form: InviteForm) -> NewLink:
    """Make the account the form describes. Raises as invitations.invite."""
    new = NewAccount(
        full_name=form.full_name.data or "",
        kinds=[RoleKind(kind) for kind in form.kinds.data or ()],
        from_on=form.from_on.data or today(),
        username=form.username.data or "",
        email=form.email.data or "",
        document=form.document.data or "",
    )
    agency = agency_by_code(db.session(), form.agency.data)
    return invite(db.session(), new, agency, by=current_viewer(), at=now())


def given(account: Account, form: RoleForm) -> None:
    """Give the role the form describes. Raises as accounts.give_role."""
    accounts.give_role(
        db.session(), account, form.kind.data, agency_by_code(db.session(), form.agency.data),
        from_on=form.from_on.data or today(), until_on=form.until_on.data, document=form.document.data or "",
        by=current_viewer(), at=now(),
    )  # fmt: skip


def ended(account: Account, role_id: int, form: EndRoleForm) -> None:
    """End the role on the day the form says. Raises as accounts.end_given."""
    role = db.session.get_one(Role, role_id)
    accounts.end_given(db.session(), account, role, last_on=form.last_on.data or today(), by=current_viewer(), at=now())


def changed(account: Account, form: EditForm) -> None:
    """Change name and address as the form says. Raises as account_changes.change_account."""
    account_changes.change_account(
        db.session(), account, full_name=form.full_name.data or "", email=form.email.data or "",
        expected_version=form.version.data, by=current_viewer(), at=now(),
    )  # fmt: skip


def seen_again(account: Account, form: EditForm) -> tuple[Both, ...]:
    """What stands now beside what was typed, when somebody else saved first; the next try is over what stands now."""
    if not form.is_submitted() or form.version.data in (None, account.version):
        return ()
    form.version.raw_data, form.version.data = None, account.version
    pairs = ((form.full_name, account.full_name), (form.email, account.email))
    return tuple(Both(str(it.label.text), now_is, it.data or "") for it, now_is in pairs if it.data != now_is)


def given_role(account: Account, role_id: int) -> GivenRole | None:
    """One of the account's own roles that can still be ended."""
    roles = account_list.roles_given(db.session(), account.id)
    return next((one for one in roles if one.id == role_id and not is_over(one)), None)


def link_page(made: NewLink) -> LinkPage:
    """The link, this once, with the words of its slip."""
    account, base = made.account, current_app.config["SETTINGS"].base_url.rstrip("/")
    roles = account_list.roles_given(db.session(), account.id)
    return LinkPage(
        crumbs=crumbs(account, _("Liên kết đặt mật khẩu")),
        title=_("Đã cấp liên kết cho %(name)s", name=account.full_name),
        name=account.full_name,
        username=account.username,
        parts=tuple(f"{words(role.kind)}, {role.agency}" for role in reversed(roles) if not is_over(role)),
        url=base + url_for("accounts.choose_password", token=made.token),
        until=moment(made.expires_at),
        account_url=url_for("admin.account", ref=account.ref),
    )
