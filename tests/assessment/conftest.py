"""What every test of assessing may ask for."""

from tests.assessment.worked import ground

__all__ = ["ground"]
