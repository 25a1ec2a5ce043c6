"""Kalyanamitr: rounds, assessments with their answers and evidence, and what publishing them froze."""

from cms.assessment.models.answers import Answer, Evidence, EvidenceKind, Phase, Strength
from cms.assessment.models.assessments import FIRST_YEAR, LAST_YEAR, MOVES, Assessment, AssessmentEvent, Round, State
from cms.assessment.models.imports import ImportState, RoundImport
from cms.assessment.models.results import Layer, Origin, Result, ResultGoal, ResultScore, ResultStrength, Standing
from cms.assessment.models.sums import ScoreSum, StandingSum

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MOVES",
    "Answer",
    "Assessment",
    "AssessmentEvent",
    "Evidence",
    "EvidenceKind",
    "ImportState",
    "Layer",
    "Origin",
    "Phase",
    "Result",
    "ResultGoal",
    "ResultScore",
    "ResultStrength",
    "Round",
    "RoundImport",
    "ScoreSum",
    "Standing",
    "StandingSum",
    "State",
    "Strength",
]
