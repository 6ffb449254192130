"""What an admin reads when inviting people."""

from collections.abc import Mapping, Sequence

from domain.people import Grant
from handlers.texts import words
from handlers.texts.people import role
from storage.ports import Invitation

TITLE = "Undang orang"
PICK_ROLE = words.paragraphs(
    words.bold(TITLE),
    "Pilih peran orang yang diundang. Satu undangan untuk satu orang, berlaku 7 hari.",
)
SEARCH_TITLE, SEARCH_ASK = "Cari OPD", "Nama OPD yang dicari?"
REVOKED = "Undangan sudah dicabut; tautannya tidak membuka apa pun lagi."


def pick_unit(who: str) -> str:
    """Return what stands above the list of OPD; `who` is empty for somebody to be invited."""
    return words.paragraphs(words.bold(who or TITLE), "Pilih OPD.")


def found_units(who: str, wanted: str, count: int) -> str:
    said = (
        f"{count} OPD cocok dengan {words.quote(wanted)}. Pilih OPD."
        if count
        else f"Tidak ada OPD berlaku yang cocok dengan {words.quote(wanted)}. Coba kata lain."
    )
    return words.paragraphs(words.bold(who or TITLE), said)


def pick_sub_bagian(who: str) -> str:
    return words.paragraphs(words.bold(who or TITLE), "Pilih Sub Bagian.")


def invited(invitation: Invitation, opd_names: Mapping[str, str], link: str) -> str:
    """Return the invitation with its link; without one, how to get a new link."""
    until = f"Untuk satu orang, berlaku sampai {words.moment(invitation.expires_at)}."
    if not link:
        return words.paragraphs(
            words.bold("Undangan dibuat"),
            f"Sebagai {words.escape(role(invitation.grant, opd_names))}. {until}",
            "Tautannya hanya bisa ditampilkan sekali. Bila belum sempat disalin, cabut undangan ini "
            "lalu undang lagi.",
        )
    return words.paragraphs(
        words.bold("Undangan siap dikirim"),
        f"Sebagai {words.escape(role(invitation.grant, opd_names))}. {until}",
        words.escape(link),
        "Kirim tautan ini kepada orangnya, atau perlihatkan kode QR di bawah untuk dipindai.",
    )


def qr_caption(grant: Grant, opd_names: Mapping[str, str]) -> str:
    return f"Undangan {words.escape(role(grant, opd_names))}. Pindai dengan kamera HP."


def still_open(
    listed: Sequence[tuple[int, Invitation]],
    makers: Mapping[int, str],
    opd_names: Mapping[str, str],
    note: str,
) -> str:
    """Return the open invitations, each with its number, who made it and until when it can be used."""
    lines = [
        f"{number}. {words.bold(role(one.grant, opd_names))}\n"
        f"oleh {words.escape(_maker(one, makers))} · sampai {words.short_moment(one.expires_at)}"
        for number, one in listed
    ]
    return words.paragraphs(
        words.escape(note),
        words.bold("Undangan terbuka"),
        *(lines or ["Tidak ada undangan yang masih terbuka."]),
    )


def _maker(invitation: Invitation, makers: Mapping[int, str]) -> str:
    return makers.get(invitation.created_by or 0, "baris perintah")
