"""Agencies (cơ quan, đơn vị) with their dates, parents, successions and remote-area documents."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.base import Key, Record, Ref, closed_set, new_ref


class Level(StrEnum):
    """Where an agency stands."""

    PROVINCE = "province"  # UBND tỉnh, Văn phòng UBND tỉnh, Ban Tiếp công dân
    DEPARTMENT = "department"  # sở, ban, Thanh tra tỉnh
    DISTRICT = "district"  # ended 30/6/2025
    COMMUNE = "commune"  # UBND xã, phường, đặc khu
    PARTY = "party"  # invited to inspections: bodies of the Party, the Front, the elected council


class Agency(Record):
    """A unit that receives citizens, resolves cases or is told of them."""

    __tablename__ = "agencies"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ref: Mapped[str] = mapped_column(Ref, unique=True, default=new_ref)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    english: Mapped[str] = mapped_column(String(160), default="")
    place: Mapped[str] = mapped_column(String(160), default="")  # the commune's own name: "xã Ia Dom"
    head_title: Mapped[str] = mapped_column(String(80), default="")  # Chủ tịch UBND xã, Giám đốc sở …
    level: Mapped[Level] = mapped_column(closed_set(Level, "agency_level"))
    email: Mapped[str] = mapped_column(String(254), default="")  # where letters go when no head has an account
    postal_address: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it

    def existed_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class AgencyParent(Record):
    """Whom an agency stands under, between two dates."""

    __tablename__ = "agency_parents"
    __table_args__ = (UniqueConstraint("agency_id", "from_on"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    parent_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class AgencySuccession(Record):
    """An agency ended and another took over its matters."""

    __tablename__ = "agency_successions"
    __table_args__ = (
        UniqueConstraint("agency_id", "successor_id"),
        CheckConstraint("agency_id <> successor_id", name="not_itself"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    on: Mapped[date]
    document: Mapped[str] = mapped_column(String(160), default="")


class RemoteArea(Record):
    """The document by which an agency's area counts as "vùng sâu, vùng xa đi lại khó khăn"."""

    __tablename__ = "remote_areas"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    document: Mapped[str] = mapped_column(String(160))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
