"""`flask --app wsgi statute …`: ask the law from the command line. Answers also where no database is there."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import sessionmaker

from app.casework.calendars import chosen_policies, working_calendar
from app.cli.options import Group, today_option, written_day
from app.extensions import db, read_only
from app.statute.assessment import ActFact, ActRefused, Assessment, DutyState, assess
from app.statute.calendar import BUILT_IN, WorkingCalendar
from app.statute.deadlines import Pause, due
from app.statute.policies import DEFAULT, Policies
from app.statute.procedures import acts_of, edges_of, stages_of
from app.statute.reckoning import as_json
from app.statute.terms import ACTS, PROCEDURES, STAGES, Procedure
from app.statute.time_limits import limit_in_force
from app.web.clock import ZONE
from app.web.clock import today as the_day_today

group = Group("statute", help="Hạn theo pháp luật: tính một hạn, đánh giá một hồ sơ, liệt kê việc.")
YES_OR_NO = frozenset(
    {
        "remote_area",
        "several_places",
        "dismissal",
        "complex",
        "at_desk",
        "by_head",
        "several_complainants",
        "result_differs",
    }
)
always_json = click.option("--json", "_for_programs", is_flag=True, expose_value=False, help="Luôn trả lời bằng JSON.")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a date is reckoned with."""

    calendar: WorkingCalendar
    policies: Policies


@group.command("due")
@click.option("--batch", is_flag=True, required=True, help="Đọc từng dòng JSON từ đầu vào, trả lời từng dòng.")
@always_json
def due_command(*, batch: bool) -> None:
    """One JSON question a line on standard input, one JSON answer a line; exit status 1 when a line had an error."""
    ground, failed = the_ground(), False
    for line in sys.stdin.buffer if batch else ():
        if not line.strip():
            continue
        answer = answered(line, lambda question: due_answer(question, ground))
        failed |= "error" in answer
        click.echo(written(answer))
    sys.exit(1 if failed else 0)


@group.command("assess")
@click.argument("source", type=click.File("rb"), default="-")
@today_option
@always_json
def assess_command(source: Any, day: date | None) -> None:
    """Assess one history (a JSON object on standard input or in a file); its own “today” comes before --today."""
    ground = the_ground()
    answer = answered(source.read(), lambda question: assess_answer(question, ground, day or the_day_today()))
    click.echo(written(answer, indent=2))
    sys.exit(1 if "error" in answer else 0)


@group.command("acts")
@click.option("--procedure", required=True, type=click.Choice([one.value for one in Procedure]))
@click.option("--json", "as_json_text", is_flag=True, help="Cho chương trình đọc.")
def acts_command(procedure: str, *, as_json_text: bool) -> None:
    """The acts, stages and fields of a procedure."""
    table = acts_answer(procedure)
    if as_json_text:
        click.echo(json.dumps(table, ensure_ascii=False, indent=2))
        return
    click.echo(PROCEDURES[procedure].vi)
    for act in table["acts"]:
        fields = ", ".join(field["name"] for field in act["fields"])
        click.echo(f"  {act['act']:<24} {act['term']}" + (f"  [{fields}]" if fields else ""))


def the_ground() -> Ground:
    """The province's calendar and policies when a migrated database is there, else the built-in ones."""
    try:
        with read_only(), sessionmaker(db.engine)() as session:
            return Ground(working_calendar(session), chosen_policies(session))
    except DBAPIError:
        return Ground(BUILT_IN, DEFAULT)


def written(answer: dict[str, Any], *, indent: int | None = None) -> str:
    """``answer`` as JSON that any stream takes, whatever stood in the question."""
    return json.dumps(answer, ensure_ascii=False, indent=indent).encode(errors="replace").decode()


def answered(text: bytes, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """``answer`` of a JSON question, or what is wrong with it under "error"."""
    try:
        return answer(question_of(text))
    except ActRefused as refused:
        return {"error": refused.sentence, "act": refused.act, "on": refused.on.isoformat(), "article": refused.article}
    except (OverflowError, RecursionError):
        return {"error": "câu hỏi có ngày, số hoặc cấu trúc vượt quá giới hạn tính được"}
    except (ValueError, LookupError) as problem:
        return {"error": str(problem.args[0] if problem.args else problem)}


def question_of(text: bytes) -> dict[str, Any]:
    """The JSON object ``text`` writes. Raises ValueError with a sentence."""
    try:
        question = json.loads(text.decode("utf-8-sig"))  # Windows programs put a mark before the first line
    except UnicodeDecodeError:
        message = "cần văn bản UTF-8"
        raise ValueError(message) from None
    except json.JSONDecodeError as problem:
        message = f"JSON không hợp lệ: {problem.msg}, cột {problem.colno}"
        raise ValueError(message) from None
    if not isinstance(question, dict):
        message = "cần một đối tượng JSON"
        raise ValueError(message)  # noqa: TRY004 - one kind of error for every wrong question
    return question


DUE_KEYS = ("rule", "on", "variants", "pauses", "extensions")


def due_answer(question: dict[str, Any], ground: Ground) -> dict[str, Any]:
    """The answer to one question of `due --batch`. Raises ValueError or LookupError with a sentence."""
    check_keys(question, DUE_KEYS)
    on = moment_of(question, "on")
    limit = limit_in_force(text_of(question, "rule"), on.date() if isinstance(on, datetime) else on)
    last = due(
        limit,
        on,
        calendar=ground.calendar,
        policies=ground.policies,
        variants=list(dict.fromkeys(map(str, list_of(question, "variants")))),
        pauses=[pause_of(pair) for pair in list_of(question, "pauses")],
        extensions=list_of(question, "extensions"),
    )
    ends = last.due_at.isoformat(timespec="minutes") if last.due_at else iso(last.due_on)
    return {
        "rule": limit.id,
        "version": {"from": iso(limit.in_force_from), "until": iso(limit.in_force_until)},
        "raw_due_on": ends if last.due_at else iso(last.raw_due_on),
        "due_on": ends,
        "unit": last.unit.value,
        "counting": limit.counting.value,
        "citation": last.citation,
        "certainty": limit.certainty.value,
        "reckoning": [as_json(step) for step in last.reckoning],
    }


def assess_answer(question: dict[str, Any], ground: Ground, today: date) -> dict[str, Any]:
    """The answer to one question of `assess`. Raises ActRefused, ValueError or LookupError."""
    procedure = text_of(question, "procedure")
    if procedure not in set(Procedure):
        message = f"procedure: không có thủ tục “{procedure}”"
        raise ValueError(message)
    facts = facts_of(question)
    day = day_of(question, "today") if question.get("today") else today
    acts = [act_of(row, place) for place, row in enumerate(list_of(question, "acts"))]
    found = assess(procedure, facts, acts, today=day, calendar=ground.calendar, policies=ground.policies)
    return assessment_as_json(found, procedure)


def assessment_as_json(found: Assessment, procedure: str) -> dict[str, Any]:
    return {
        "procedure": procedure,
        "stage": found.stage,
        "closed": found.closed,
        "open_acts": [act.act for act in found.open_acts],
        "obligations": [duty_as_json(state) for state in found.duties],
    }


def duty_as_json(state: DutyState) -> dict[str, Any]:
    quota = {} if state.needed is None else {"needed": state.needed, "held": state.held}
    return {
        "duty": state.duty,
        "rule": state.rule,
        "term": state.term.vi,
        "trigger": {"act": state.trigger.act, "on": state.trigger.on.isoformat()},
        "started_on": state.started_on.isoformat(),
        "raw_due_on": iso(state.raw_due_on),
        "due_on": iso(state.due_on),
        "status": state.status.value,
        "days_late": state.days_late,
        "working_days_left": state.working_days_left,
        "satisfied_on": iso(state.satisfied_on),
        "ended_on": iso(state.ended_on),
        "end_reason": state.end_reason,
        "paused_on": iso(state.paused_on),
        "citation": state.citation,
        "certainty": state.certainty.value,
        "certainly_late_after": iso(state.certainly_late_after),
        "also": [{"rule": one.rule, "due_on": iso(one.due_on), "citation": one.citation} for one in state.also],
        "unreckoned": state.unreckoned,
        **quota,
    }


def acts_answer(procedure: str) -> dict[str, Any]:
    """Acts with their fields and stages, as one table."""
    edges = edges_of(procedure)
    acts = []
    for act in acts_of(procedure):
        mine = [edge for edge in edges if edge.act == act]
        fields = {field.name: field for edge in mine for field in edge.fields}
        acts.append(
            {
                "act": act,
                "term": ACTS[act].vi,
                "from": sorted({stage for edge in mine for stage in edge.source}),
                "to": sorted({edge.target for edge in mine}),
                "role": mine[0].role,
                "provisions": list(mine[0].provisions),
                "fields": [
                    {"name": one.name, "kind": one.kind.value, "required": one.required} for one in fields.values()
                ],
            }
        )
    stages = [{"stage": stage, "term": STAGES[stage].vi} for stage in stages_of(procedure)]
    return {"procedure": procedure, "acts": acts, "stages": stages}


def act_of(row: object, place: int) -> ActFact:
    """One act of a history. Raises ValueError naming the place."""
    if not isinstance(row, dict) or not isinstance(row.get("act"), str):
        message = f"acts[{place}]: cần “act” và “on”"
        raise ValueError(message)  # noqa: TRY004 - one kind of error for every wrong question
    try:
        on = day_of(row, "on")
    except ValueError as problem:
        message = f"acts[{place}] ({row['act']}): {problem}"
        raise ValueError(message) from None
    data = {key: value for key, value in row.items() if key not in ("act", "on")}
    return ActFact(row["act"], on, data, place, str(row.get("document") or ""))


def facts_of(question: dict[str, Any]) -> dict[str, Any]:
    """The facts of the matter. Raises ValueError for one that is neither yes nor no where the law asks just that."""
    facts = question.get("facts") or {}
    if not isinstance(facts, dict):
        message = "facts: cần một đối tượng"
        raise ValueError(message)  # noqa: TRY004 - one kind of error for every wrong question
    for name in sorted(YES_OR_NO & facts.keys()):
        if not isinstance(facts[name], bool | None):
            message = f"facts: “{name}” là true hoặc false"
            raise ValueError(message)  # noqa: TRY004
    return facts


def check_keys(question: dict[str, Any], known: tuple[str, ...]) -> None:
    """Raises ValueError for a key nobody asks for: what it was meant to say would silently not count."""
    unknown = ", ".join(f"“{key}”" for key in question if key not in known)
    if unknown:
        message = f"không có khóa {unknown}; các khóa nhận: {', '.join(known)}"
        raise ValueError(message)


def text_of(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        message = f"{name}: thiếu"
        raise ValueError(message)
    return value


def list_of(row: dict[str, Any], name: str) -> list[Any]:
    value = row.get(name) or []
    if not isinstance(value, list):
        message = f"{name}: cần một danh sách"
        raise ValueError(message)  # noqa: TRY004 - one kind of error for every wrong question
    return value


def day_of(row: dict[str, Any], name: str) -> date:
    value = text_of(row, name)
    try:
        return written_day(value)
    except ValueError:
        message = f"{name}: “{value}” không phải ngày dạng YYYY-MM-DD"
        raise ValueError(message) from None


def moment_of(row: dict[str, Any], name: str) -> date | datetime:
    value = text_of(row, name)
    try:
        return local(datetime.fromisoformat(value)) if "T" in value else written_day(value)
    except ValueError:
        message = f"{name}: “{value}” không phải ngày dạng YYYY-MM-DD"
        raise ValueError(message) from None


def local(moment: datetime) -> datetime:
    """The moment in the province's time, which is also the one meant where none is written."""
    return moment.astimezone(ZONE) if moment.tzinfo else moment.replace(tzinfo=ZONE)


def pause_of(pair: object) -> Pause:
    """A pause [from, to]; to may be null while it is open. Raises ValueError."""
    if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004 - from and to
        message = "pauses: mỗi lần tạm dừng là [ngày bắt đầu, ngày tiếp tục]"
        raise ValueError(message)
    start = day_of({"pauses": pair[0]}, "pauses")
    return Pause(start, day_of({"pauses": pair[1]}, "pauses") if pair[1] else None)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
