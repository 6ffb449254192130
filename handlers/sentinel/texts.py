"""What *Mutu data* says: it informs, names no person, and says why a case may be as it should be."""

from collections.abc import Collection, Mapping
from datetime import datetime

from domain.indicators import by_key
from domain.people.person import SubBagian
from domain.sentinel.cases import Case, Kind, Mention
from domain.units.opd import Opd
from handlers.telegram.paging import Page
from handlers.words import words

NOT_YOURS = "Mutu data menyebut semua OPD, jadi hanya untuk Bagian Organisasi."
WORTH_A_LOOK = "Patut dilihat, belum tentu keliru. Tidak ada yang berubah karenanya."
NOTHING = "✅ Tidak ada yang perlu dilihat lagi."
CHANGED = "Daftarnya sudah berubah; ini keadaan saat ini."
GONE = "Tidak ada lagi yang perlu dilihat di sini."
MOST_NAMES = 3
LONGEST_NAME = 24


def overview(year: int, owners: Collection[SubBagian], many: Mapping[Kind, int], now: datetime) -> str:
    """Return how many cases of each kind there are, in the reports that these Sub Bagian look after."""
    head = words.lines(
        f"{words.bold(f'Mutu data {year}')} · {words.short_moment(now)}",
        _scope(owners),
    )
    if not any(many.values()):
        return words.paragraphs(head, NOTHING)
    return words.paragraphs(
        words.lines(head, f"<i>{WORTH_A_LOOK}</i>"),
        "\n".join(f"{kind.named}: {count}" for kind, count in many.items() if count),
        "Tekan satu baris untuk melihat laporannya.",
    )


def _scope(owners: Collection[SubBagian]) -> str:
    if len(owners) == len(SubBagian):
        return "Semua indikator"
    return ", ".join(one.full_name for one in SubBagian if one in owners)


def counted(kind: Kind, count: int) -> str:
    """Return the label of a kind: "Berkas sama (2)"."""
    return f"{kind.named} ({count})"


def of_kind(
    kind: Kind, year: int, page: Page[tuple[int, Case]], opds: Mapping[str, Opd], note: str = ""
) -> str:
    """Return the cases of one page, with the rule that they were found by."""
    return words.paragraphs(
        words.bold(f"{kind.named} · {year}"),
        note,
        words.lines(kind.rule, f"<i>{kind.innocent}</i>"),
        "\n".join(_told(number, case, opds) for number, case in page.items) or GONE,
    )


def _told(number: int, case: Case, opds: Mapping[str, Opd]) -> str:
    """Return one case on a line or two: "1. SAKIP · DINKES: 60,00 → 76,00, naik 16,00 poin"."""
    return words.escape(f"{number + 1}. {_where(case, opds)}: {case.note}")


def _where(case: Case, opds: Mapping[str, Opd]) -> str:
    titles = dict.fromkeys(by_key(one.indicator).title for one in case.mentions)
    if case.kind is Kind.RAPID:
        owners = dict.fromkeys(by_key(one.indicator).owner.full_name for one in case.mentions)
        return ", ".join(owners)
    names = dict.fromkeys(_name(one, opds) for one in case.mentions)
    return f"{', '.join(titles)} · {words.some(list(names), MOST_NAMES)}"


def _name(one: Mention, opds: Mapping[str, Opd]) -> str:
    return words.cut(opds[one.opd].short_name, LONGEST_NAME)


def of_case(case: Case, year: int, page: Page[Mention], opds: Mapping[str, Opd]) -> str:
    """Return the reports of a case, each with what it says."""
    return words.paragraphs(
        words.bold(f"{case.kind.named} · {year}"),
        words.escape(case.note[:1].upper() + case.note[1:]),
        "\n".join(
            words.escape(" · ".join(filter(None, (_name(one, opds), by_key(one.indicator).title, one.said))))
            for one in page.items
        ),
        f"<i>{case.kind.innocent}</i>",
    )
