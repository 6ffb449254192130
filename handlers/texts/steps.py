"""What the steps of a deadline are called."""

from domain.deadlines import Steps


def step(offset: int) -> str:
    """Return what a step is called, by its days from the deadline: "H-3", "hari H", "H+7"."""
    return f"H{offset:+d}" if offset else "hari H"


def steps_line(steps: Steps) -> str:
    return ", ".join(step(offset) for offset in steps.offsets)


def before(days: str) -> str:
    """Return the steps before a deadline, as settings hold them ("14,7,0"), in words."""
    return ", ".join(step(-int(one)) for one in days.split(","))


def after(days: str) -> str:
    """Return the steps after a deadline, as settings hold them ("1,7"), in words."""
    return ", ".join(step(int(one)) for one in days.split(","))
