"""What an admin reads when inviting people, and whoever holds a link that does not open."""

from collections.abc import Mapping

from handlers.telegram.paging import Page
from handlers.words import words
from handlers.words.people import role
from storage.ports import Invitation

TITLE = "Undang orang"
PICK_ROLE = words.paragraphs(
    words.bold(TITLE),
    "Pilih peran orang yang diundang. Satu undangan untuk satu orang, berlaku 7 hari.",
)
SEARCH_TITLE, SEARCH_ASK = "Cari OPD", "Nama OPD yang dicari?"
USED = (
    "Undangan ini sudah dipakai; satu undangan hanya untuk satu orang. "
    "Mintalah undangan baru kepada Bagian Organisasi."
)
EXPIRED = "Undangan ini sudah kedaluwarsa. Mintalah undangan baru kepada Bagian Organisasi."
UNKNOWN = (
    "Undangan ini tidak dikenali; mungkin tautannya terpotong. "
    "Buka lagi tautan aslinya, atau mintalah undangan baru kepada Bagian Organisasi."
)
REVOKED = "Undangan sudah dicabut; tautannya tidak membuka apa pun lagi."


def pick_unit(who: str) -> str:
    """Return what stands above the list of OPD; `who` is empty for somebody to be invited."""
    return words.paragraphs(words.bold(who or TITLE), "Pilih OPD.")


def found_units(who: str, wanted: str, count: int) -> str:
    said = (
        f"{count} OPD cocok dengan {words.quote(wanted)}. Pilih OPD."
        if count
        else f"Tidak ada OPD berlaku yang cocok dengan {words.quote(wanted)}. {words.SEARCH_AGAIN}"
    )
    return words.paragraphs(words.bold(who or TITLE), said)


def pick_sub_bagian(who: str) -> str:
    return words.paragraphs(words.bold(who or TITLE), "Pilih Sub Bagian.")


def invited(invitation: Invitation, opd_names: Mapping[str, str], *, shows_link: bool) -> str:
    """Return that an invitation is made, and where its link is or how to get a new one."""
    return words.paragraphs(
        words.bold("Undangan dibuat"),
        f"Sebagai {words.escape(role(invitation.grant, opd_names))}. {_until(invitation)}",
        "Tautan dan kode QR-nya ada di bawah: teruskan pesan itu, salin tautannya, atau perlihatkan kodenya."
        if shows_link
        else "Tautannya hanya bisa ditampilkan sekali. Bila belum sempat disalin, cabut undangan ini "
        "lalu undang lagi.",
    )


def link(invitation: Invitation, opd_names: Mapping[str, str], address: str, region: str) -> str:
    """Return the caption of the QR picture; it can be forwarded as it is. `region` is what is governed."""
    return words.paragraphs(
        f"Undangan {words.escape(role(invitation.grant, opd_names))}, bot IKU {words.escape(region)}.",
        words.escape(address),
        f"Buka tautan ini, atau pindai kodenya dengan kamera HP. {_until(invitation)}",
    )


def _until(invitation: Invitation) -> str:
    return f"Untuk satu orang, berlaku sampai {words.moment(invitation.expires_at)}."


def still_open(
    page: Page[Invitation],
    makers: Mapping[int, str],
    opd_names: Mapping[str, str],
    note: str,
) -> str:
    """Return the open invitations, each with its number, who made it and until when it can be used."""
    lines = [
        f"{number}. {words.bold(role(one.grant, opd_names))}\n"
        f"oleh {words.escape(_maker(one, makers))} · sampai {words.short_moment(one.expires_at)}"
        for number, one in enumerate(page.items, page.first)
    ]
    return words.paragraphs(
        words.escape(note),
        words.bold("Undangan terbuka"),
        *(lines or ["Tidak ada undangan yang masih terbuka."]),
    )


def _maker(invitation: Invitation, makers: Mapping[int, str]) -> str:
    return makers.get(invitation.created_by or 0, "baris perintah")
