"""What the steps of a deadline are called."""

from domain.deadlines.due import Steps

HYPHEN = "\N{NON-BREAKING HYPHEN}"


def step(offset: int) -> str:
    """Return a step as people call it, by its days from the deadline: "H-3", "hari-H", "H+7".

    No line breaks after its hyphen.
    """
    return (f"H{offset:+d}" if offset else "hari-H").replace("-", HYPHEN)


def steps_line(steps: Steps) -> str:
    return ", ".join(step(offset) for offset in steps.offsets)


def before(days: str) -> str:
    """Return the steps before a deadline, as settings hold them ("14,7,0"), in words."""
    return ", ".join(step(-int(one)) for one in days.split(","))


def after(days: str) -> str:
    """Return the steps after a deadline, as settings hold them ("1,7"), in words."""
    return ", ".join(step(int(one)) for one in days.split(","))
