"""The way on that belongs to somebody's roles: sentences of every floor that name a command, in one place."""

from collections.abc import Collection, Mapping

from domain.people.person import Role

_HELP = "Ketik /bantuan untuk melihat yang tersedia."
STALE_BUTTON_WAY_ON = "Tombol ini sudah tidak berlaku. Ketik /lapor untuk melihat laporan Anda."


def stale_button(roles: Collection[Role]) -> str:
    return STALE_BUTTON_WAY_ON if Role.OPERATOR in roles else f"Tombol ini sudah tidak berlaku. {_HELP}"


def stale_answer(roles: Collection[Role]) -> str:
    """Return that an answer came too late, with the way on of somebody with these roles."""
    said = "Isian ini baru saja berubah, mungkin oleh rekan Anda, jadi jawaban terakhir belum dicatat."
    return _with_way_on(said, roles, {Role.OPERATOR: "/lapor"}, "untuk melihat keadaannya")


def stored_but_not_shown(roles: Collection[Role]) -> str:
    """Return that nothing is lost, and where somebody with these roles sees it."""
    said = "Yang Anda kirim sudah tersimpan, hanya gagal ditampilkan."
    see = {Role.OPERATOR: "/status", Role.VERIFIKATOR: "/verifikasi"}
    return _with_way_on(said, roles, see, "untuk melihatnya")


def _with_way_on(said: str, roles: Collection[Role], commands: Mapping[Role, str], what_for: str) -> str:
    """Return the sentence with a command that is this person's; a stranger has none."""
    if not roles:
        return said
    command = next((commands[role] for role in commands if role in roles), None)
    return f"{said} Ketik {command} {what_for}." if command else f"{said} {_HELP}"


def nothing_asked(roles: Collection[Role]) -> str:
    """Return that no answer is waited for."""
    way_on = "/lapor untuk melapor" if Role.OPERATOR in roles else "/iku untuk melihat angka"
    return f"Saat ini tidak ada pertanyaan yang menunggu jawaban. Ketik {way_on}, atau /bantuan."


def nothing_open(roles: Collection[Role]) -> str:
    """Return that there is nothing to cancel."""
    way_on = "Ketik /lapor untuk mulai." if Role.OPERATOR in roles else _HELP
    return f"Tidak ada yang sedang diisi. {way_on}"
