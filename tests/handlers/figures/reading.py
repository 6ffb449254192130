"""What is read from the figures' screens."""


def plain(text: str) -> str:
    """Return a text as it is read: what is kept in one line looks like any other blank."""
    return text.replace("\u00a0", " ")
