"""The tables hold together: words for every code, an article on every edge, no trap, no limit nobody wrote."""

from __future__ import annotations

import pytest

from app.statute import grounds
from app.statute.duties import DUTIES
from app.statute.instruments import cite
from app.statute.papers_sent import PAPERS_SENT
from app.statute.procedures import NOTHING, PREVIOUS, SAME, TABLE, TERMINAL_STAGES, acts_of, edges_of, stages_of
from app.statute.procedures.reporting import OVER
from app.statute.procedures.shape import FieldKind, Party
from app.statute.terms import ACT_VERBS, ACTS, PARTIES, PROCEDURES, STAGES, Procedure
from app.statute.terms_of_mediation import NEXT_AUTHORITIES, SIDES
from app.statute.terms_of_orders import GIVERS
from app.statute.time_limits import versions

CHOICES = {
    "reception_refused": grounds.REFUSAL_GROUNDS,
    "complaint_not_accepted": grounds.COMPLAINT_NOT_ACCEPTED,
    "denunciation_not_accepted": grounds.DENUNCIATION_NOT_ACCEPTED,
    "complaint_suspended": grounds.COMPLAINT_SUSPENDED,
    "denunciation_suspended": grounds.DENUNCIATION_SUSPENDED,
    "complaint_discontinued": grounds.COMPLAINT_DISCONTINUED,
    "denunciation_discontinued": grounds.DENUNCIATION_DISCONTINUED,
    "online_reception": grounds.ONLINE_GROUNDS,
    "chairs": grounds.CHAIRS,
    "complexity": grounds.COMPLEXITY,
    "verdicts": grounds.VERDICTS,
    "denunciation_continued": grounds.DENUNCIATION_CONTINUED,
    "denunciation_filed": grounds.DENUNCIATION_FILED,
    "denunciation_not_processed": grounds.DENUNCIATION_NOT_PROCESSED,
    "denunciation_transferred": grounds.DENUNCIATION_TRANSFERRED,
    "clear_cases": grounds.CLEAR_CASES,
    "overdue_not_accepted": grounds.OVERDUE_NOT_ACCEPTED,
    "resolver_at_fault": grounds.RESOLVER_AT_FAULT,
    "take_over": grounds.TAKE_OVER,
    "inspection_routes": grounds.INSPECTION_ROUTES,
    "verified_how": grounds.VERIFIED_HOW,
    "handlings": grounds.HANDLINGS,
    "publications": grounds.PUBLICATIONS,
    "recipients": grounds.RECIPIENTS,
    "papers_sent": PAPERS_SENT,
    "sides": SIDES,
    "next_authorities": NEXT_AUTHORITIES,
    "givers": GIVERS,
}
# These are over with what became of them: nobody closes them, so that it stays their last stage.
NOBODY_CLOSES = {
    **dict.fromkeys(
        (Procedure.LAND_MEDIATION, Procedure.INSPECTION_RECOMMENDATION, Procedure.INSPECTION_RESULT), TERMINAL_STAGES
    ),
    Procedure.REPORT_DUTY: OVER,
}


@pytest.mark.parametrize("procedure", list(Procedure))
def test_every_act_and_stage_has_its_words(procedure: Procedure) -> None:
    assert procedure in PROCEDURES
    assert set(acts_of(procedure)) <= set(ACTS)
    assert set(stages_of(procedure)) <= set(STAGES)
    assert set(ACTS) == set(ACT_VERBS)


def test_every_party_told_of_an_act_has_its_words() -> None:
    assert set(PARTIES) == set(Party)


@pytest.mark.parametrize("procedure", list(Procedure))
def test_every_edge_cites_an_article_and_names_known_choices(procedure: Procedure) -> None:
    for edge in edges_of(procedure):
        assert edge.provisions, edge.act
        assert edge.role in ("officer", "handler", "head")
        assert all(cite(ref) for ref in edge.provisions)
        assert set(edge.needs) <= set(acts_of(procedure))
        for field in edge.fields:
            if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
                assert CHOICES[field.choices]


@pytest.mark.parametrize("procedure", list(Procedure))
def test_every_stage_is_reached_and_none_is_a_trap(procedure: Procedure) -> None:
    edges = edges_of(procedure)
    reached = {NOTHING}
    for _ in edges:
        for edge in edges:
            if edge.target not in (SAME, PREVIOUS) and reached & set(edge.source):
                reached.add(edge.target)
    assert reached - {NOTHING} == set(stages_of(procedure))

    leads_out = {"closed", *NOBODY_CLOSES.get(procedure, ())}
    for _ in edges:
        leads_out |= {stage for edge in edges if edge.target in leads_out | {PREVIOUS} for stage in edge.source}
    assert set(stages_of(procedure)) <= leads_out


@pytest.mark.parametrize("procedure", list(Procedure))
def test_one_act_from_one_stage_leads_to_one_place(procedure: Procedure) -> None:
    seen = [(stage, edge.act, edge.from_on) for edge in TABLE[procedure] for stage in edge.source]

    assert len(seen) == len(set(seen))


def test_a_terminal_stage_is_a_stage() -> None:
    assert set(STAGES) >= TERMINAL_STAGES


def test_every_duty_rests_on_limits_and_acts_that_exist() -> None:
    for duty in DUTIES:
        for rule in duty.limits:
            assert versions(rule), rule
        for procedure in duty.procedures:
            acts = set(acts_of(procedure))
            assert duty.trigger in acts, (duty.id, procedure)
            assert duty.by_trigger or duty.satisfied_by & acts, (duty.id, procedure)


def test_a_duty_is_stated_once_for_a_procedure_and_fact() -> None:
    seen = [(duty.id, procedure, duty.trigger, duty.if_fact) for duty in DUTIES for procedure in duty.procedures]

    assert len(seen) == len(set(seen))


DATED = [
    grounds.REFUSAL_GROUNDS,
    grounds.ONLINE_GROUNDS,
    grounds.COMPLAINT_NOT_ACCEPTED,
    grounds.COMPLAINT_SUSPENDED,
    grounds.DENUNCIATION_NOT_ACCEPTED,
    grounds.DENUNCIATION_SUSPENDED,
    grounds.COMPLAINT_DISCONTINUED,
    grounds.DENUNCIATION_DISCONTINUED,
    grounds.DENUNCIATION_CONTINUED,
    grounds.DENUNCIATION_NOT_PROCESSED,
    grounds.DENUNCIATION_TRANSFERRED,
    grounds.CLEAR_CASES,
    grounds.OVERDUE_NOT_ACCEPTED,
    grounds.RESOLVER_AT_FAULT,
    grounds.TAKE_OVER,
]


@pytest.mark.parametrize("table", DATED)
def test_every_ground_cites_an_article(table: dict[str, grounds.Ground]) -> None:
    assert all(cite(ground.provision) for ground in table.values())


def test_there_are_thirteen_grounds_to_refuse_a_visitor() -> None:
    assert len(grounds.REFUSAL_GROUNDS) == 13
