"""What is said when an admin wants another role, to them and to the admin who has to agree."""

from collections.abc import Mapping

from handlers.words import words
from handlers.words.people import role
from storage.ports import Invitation


def _said(wished: Invitation, opd_names: Mapping[str, str]) -> str:
    return words.bold(role(wished.grant, opd_names))


def wished(wish: Invitation, opd_names: Mapping[str, str]) -> str:
    return words.paragraphs(
        f"Peran {_said(wish, opd_names)} untuk diri sendiri perlu persetujuan admin lain.",
        f"Admin lain sudah ditanya; permintaan ini berlaku sampai {words.short_moment(wish.expires_at)}.",
    )


def asked(wish: Invitation, wisher: str, opd_names: Mapping[str, str]) -> str:
    return words.paragraphs(
        f"{words.bold(wisher)} meminta peran {_said(wish, opd_names)} untuk dirinya sendiri.",
        "Peran itu baru berlaku bila Bapak/Ibu menyetujuinya.",
    )


def settled(wish: Invitation, wisher: str, opd_names: Mapping[str, str]) -> str:
    end = "disetujui dan langsung berlaku" if wish.used_at is not None else "ditolak"
    return f"Permintaan {words.bold(wisher)} menjadi {_said(wish, opd_names)} {end}."


def refused(wish: Invitation, opd_names: Mapping[str, str]) -> str:
    return f"Ditolak admin lain: permintaan menjadi {_said(wish, opd_names)}."
