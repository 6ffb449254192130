"""The nota dinas about reports that are late, and the same list as a workbook.

Source of the parts and their order: Permendagri 1/2023 on naskah dinas (kop, NOTA DINAS, Yth. … Hal, dasar,
fakta, saran and penutup, who signs), and two published ones of regencies. What differs from office to office
is data of the office. The number is left blank: the archive system gives it.
"""

from dataclasses import dataclass

from domain.documents.owed import HEADINGS, Owed, OwedRow, ReportOwed
from domain.documents.said import Said
from domain.documents.stamp import Stamp, format_instant
from domain.language.dates import day_of, format_day
from domain.office.letterhead import Letterhead, SignatureBlock, signature_of
from domain.office.office import Office

TITLE = "NOTA DINAS"
_MANY = "Perangkat Daerah"
_NOBODY = "Tidak ada laporan yang belum disampaikan."


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoContent:
    """A nota dinas. An empty value of a field is filled in by hand."""

    stamp: Stamp
    head: Letterhead
    title: str
    fields: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    closing: str
    signed: SignatureBlock
    attachment: str
    """What stands above the table."""
    about: str
    """Whose reports the table lists, and as of when."""
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    """What stands in the table's place where it has no rows."""
    rests_on: str
    """What its form follows, for its properties."""
    reports: tuple[ReportOwed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueContent:
    """The list as a workbook."""

    stamp: Stamp
    title: str
    about: str
    counts: tuple[str, ...]
    """How many OPD owe each report, a line each."""
    headings: tuple[str, ...]
    rows: tuple[OwedRow, ...]
    empty: str
    reports: tuple[ReportOwed, ...]


def memo_of(owed: Owed, office: Office, head: Letterhead, stamp: Stamp) -> MemoContent:
    """Return the nota dinas about what is late of this, under that letterhead."""
    day = day_of(stamp.as_of)
    signed = signature_of(office, day)
    return MemoContent(
        stamp=stamp,
        head=head,
        title=TITLE,
        fields=(
            ("Yth.", office.memo_to),
            ("Melalui", office.memo_through),
            ("Dari", signed.title),
            ("Tembusan", "; ".join(office.memo_copies) or "–"),
            ("Tanggal", format_day(day)),
            ("Nomor", ""),
            ("Sifat", "Penting" if owed.late else "Biasa"),
            ("Lampiran", "1 (satu) daftar"),
            ("Hal", _subject(owed)),
        ),
        paragraphs=(_basis(owed, office), _facts(owed), _advice(owed, office)),
        closing="Demikian disampaikan, atas perhatian Bapak/Ibu kami ucapkan terima kasih.",
        signed=signed,
        attachment=f"Daftar laporan Perangkat Daerah yang belum disampaikan Tahun {owed.year}",
        about=_about(owed),
        headings=HEADINGS,
        rows=tuple(row.cells for row in owed.rows),
        empty=_NOBODY,
        rests_on=f"Naskah dinas menurut {office.memo_basis}" if office.memo_basis else "",
        reports=owed.reports,
    )


def overdue_of(owed: Owed, stamp: Stamp) -> OverdueContent:
    """Return the list of all that is owed of this."""
    return OverdueContent(
        stamp=stamp,
        title=f"Daftar laporan Perangkat Daerah yang belum disampaikan Tahun {owed.year}",
        about=_about(owed),
        counts=tuple(_counted(one) for one in owed.reports),
        headings=HEADINGS,
        rows=owed.rows,
        empty=_NOBODY,
        reports=owed.reports,
    )


def said_by(content: MemoContent | OverdueContent) -> tuple[Said, ...]:
    """Return how many OPD owed each report: no names, which are nobody's to read who only has the code."""
    return tuple(
        Said(
            f"{one.indicator}.belum",
            f"{one.owed}/{one.total} lewat {one.late} belum terbit {one.not_out}",
            _counted(one),
        )
        for one in content.reports
    )


def _counted(one: ReportOwed) -> str:
    """Return "Laporan SAKIP: 5 dari 28 Perangkat Daerah belum menyampaikan, 3 lewat tenggat"."""
    name = one.name[:1].upper() + one.name[1:]
    if not one.owed:
        return f"{name}: tidak ada yang belum menyampaikan"
    late = f", {one.late} lewat tenggat" if one.late else ""
    not_out = f", {one.not_out} dinyatakan belum terbit" if one.not_out else ""
    back = f" ({one.returned} dikembalikan untuk diperbaiki)" if one.returned else ""
    return f"{name}: {one.owed} dari {one.total} {_MANY} belum menyampaikan{late}{back}{not_out}"


def _about(owed: Owed) -> str:
    return f"{owed.whose or 'Semua Sub Bagian'}, posisi per {format_instant(owed.at)}"


def _subject(owed: Owed) -> str:
    what = "yang melewati tenggat" if owed.late else "yang belum disampaikan"
    return f"Laporan Perangkat Daerah {what} Tahun {owed.year}"


def _late_reports(owed: Owed) -> tuple[ReportOwed, ...]:
    return tuple(one for one in owed.reports if one.late)


def _basis(owed: Owed, office: Office) -> str:
    """Return what the reports are for, what their measurement rests on, and until when they were asked."""
    told = _late_reports(owed) or owed.reports
    measured = f"Pengukuran Indikator Kinerja Utama {office.unit} Tahun {owed.year}"
    bases = list(dict.fromkeys(one.basis for one in told if one.basis))
    rests = f"{measured} berpedoman pada {_list(bases)}." if bases else ""
    asked = _list([f"{one.name}{_until(one)}" for one in told])
    lead = "Untuk itu" if rests else f"Untuk {measured[0].lower()}{measured[1:]},"
    return " ".join(part for part in (rests, f"{lead} setiap {_MANY} diminta menyampaikan {asked}.") if part)


def _until(one: ReportOwed) -> str:
    return f" paling lambat {format_instant(one.due)}" if one.due is not None else ""


def _facts(owed: Owed) -> str:
    return " ".join(
        part
        for part in (
            _late(owed),
            _not_yet(owed),
            _not_out(owed),
            "Rinciannya terlampir." if owed.rows else "",
        )
        if part
    )


def _late(owed: Owed) -> str:
    at, late = format_instant(owed.at), owed.late
    if not late:
        return f"Sampai dengan {at}, tidak ada laporan tersebut yang melewati tenggat."
    units = len({row.code for row in late})
    back = sum(row.returned for row in late)
    again = "belum menyampaikan kembali"
    if back == len(late):
        missing = f"{again} perbaikan"
    else:
        missing = f"belum menyampaikan, atau {again} setelah perbaikan," if back else "belum menyampaikan"
    counted = _list([_named(one) for one in _late_reports(owed)])
    return (
        f"Sampai dengan {at}, {units} dari {owed.total} {_MANY} {missing} "
        f"laporan yang tenggatnya telah lewat, yaitu {counted}."
    )


def _named(one: ReportOwed) -> str:
    back = (
        f" ({one.returned} di antaranya dikembalikan untuk diperbaiki)" if 0 < one.returned < one.late else ""
    )
    return f"{one.late} {one.name}{back}"


def _not_yet(owed: Owed) -> str:
    """Return what is owed and not late: nobody is blamed for it."""
    ahead = [row for row in owed.rows if row.late is None and not row.not_out]
    due = [row for row in ahead if row.due is not None]
    longer = sum(row.extended for row in due)
    some = f"{longer} di antaranya " if longer < len(due) else ""
    more = f" ({some}karena tenggatnya diperpanjang)" if longer else ""
    told = [f"{len(due)} laporan belum jatuh tempo{more}"] if due else []
    if len(due) < len(ahead):
        told.append(f"tenggat {len(ahead) - len(due)} laporan belum ditetapkan")
    return f"Selain itu, {_list(told)}." if told else ""


def _not_out(owed: Owed) -> str:
    count = sum(row.not_out for row in owed.rows)
    if not count:
        return ""
    return (
        f"Sementara itu, {count} laporan dinyatakan belum terbit oleh {_MANY} yang bersangkutan "
        "dan tidak dihitung terlambat."
    )


def _advice(owed: Owed, office: Office) -> str:
    """Return what is asked of the reader, and of whom."""
    late = owed.late
    if not late:
        return "Belum ada tindak lanjut yang diusulkan."
    units = {row.code: row for row in late}
    many = len(units) > 1
    who = f"para pimpinan {_MANY} sebagaimana terlampir" if many else f"pimpinan {late[0].opd}"
    what = "laporan tersebut"
    unmanned = sum(not row.operators for row in units.values())
    appoint = ""
    if unmanned:
        whose = f" bagi {unmanned} {_MANY} yang belum memilikinya" if many else ""
        appoint = f", serta menunjuk operator laporan{whose}"
    return (
        f"Sehubungan dengan hal tersebut, kiranya Bapak/Ibu berkenan mengingatkan {who} agar segera "
        f"menyampaikan {what} kepada {office.unit}{appoint}."
    )


def _list(parts: list[str]) -> str:
    """Return "a", "a dan b", "a, b, dan c"."""
    if len(parts) < 2:  # noqa: PLR2004 - one needs no word between
        return "".join(parts)
    comma = "," if len(parts) > 2 else ""  # noqa: PLR2004 - from three on
    return f"{', '.join(parts[:-1])}{comma} dan {parts[-1]}"
