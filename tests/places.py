"""Where a test finds files that are no code."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
"""Files and updates that once stopped everybody."""
