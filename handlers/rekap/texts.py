"""What is said about the rekap of the Inspektorat: how it was read, what is wrong, what it changes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from domain.indicators.sakip import graded, predikat_of
from domain.language.numbers import format_decimal
from domain.rekap.comparison import Comparison, RekapRow, RowProblem
from domain.rekap.names import Match
from domain.rekap.preview import Preview
from domain.rekap.sheet import Reading, SheetProblem
from domain.units.opd import Opd
from handlers.words import words
from storage.ports import RekapSheet

READ = "📎 Rekap sudah dibaca; belum ada yang disimpan."
PRESS = "⚠️ Di sini cukup tekan tombolnya. Untuk mengganti berkas, kirim saja rekap yang lain."
CHANGED_MEANWHILE = "⚠️ Sementara itu ada yang berubah. Periksa lagi sebelum menyimpan."
NOTHING_COUNTS = "⚠️ Belum ada baris yang bisa disimpan."
NOT_YOURS = "Rekap LHE hanya untuk verifikator SAKIP. Ketik /verifikasi untuk melihat yang menunggu Anda."
WITHDRAWN = "↩️ Rekap itu dicabut; nilai pembanding kembali seperti sebelumnya."
NEVER_COUNTS = "Rekap tidak mengubah angka IKU; ia hanya pembanding laporan OPD."
LONGEST_NAME, MOST_NAMED = 44, 2

REFUSED, CHANGED, DIFFERING, MISSING, MARKED = "tolak", "ubah", "beda", "kurang", "tanda"
PARTS = {
    REFUSED: "Ditolak",
    CHANGED: "Berubah",
    DIFFERING: "Beda laporan",
    MISSING: "Tidak ada",
    MARKED: "Bertentangan",
}
"""The lists behind the preview, by what buttons carry."""
_HEADS = {
    REFUSED: "Baris yang ditolak",
    CHANGED: "Yang baru atau berubah",
    DIFFERING: "Berbeda dengan laporan OPD",
    MISSING: "Tidak ada dalam rekap",
    MARKED: "Nilai dan kategori bertentangan (disimpan apa adanya)",
}

_FILES = {
    SheetProblem.NO_HEADER: (
        "tidak terbaca sebagai rekap: tidak ada baris judul dengan nama OPD dan nilai atau kategori. "
        "Periksa judul kolomnya, lalu kirim lagi."
    ),
    SheetProblem.NO_ROWS: "tidak berisi nilai OPD di bawah judulnya. Periksa lembarnya, lalu kirim lagi.",
    SheetProblem.EVALUATION: "adalah isian evaluasi. Kirim lagi dengan keterangan /evaluasi.",
    SheetProblem.TOO_MANY_ROWS: "berisi terlalu banyak baris untuk sebuah rekap OPD.",
    SheetProblem.TOO_MANY_READINGS: (
        "berisi terlalu banyak lembar atau kolom nilai. Sisakan lembar rekapnya saja, lalu kirim lagi."
    ),
}
_ROWS = {
    RowProblem.NO_NAME: "tanpa nama OPD",
    RowProblem.UNKNOWN_NAME: "OPD-nya tidak dikenal atau dilewati",
    RowProblem.NOTHING_SAID: "belum ada nilai dan kategori",
    RowProblem.NOT_A_NUMBER: "nilai {said} bukan angka",
    RowProblem.OUT_OF_RANGE: "nilai {said} di luar 0–100",
    RowProblem.ZERO: "nilai 0; mungkin belum dievaluasi",
    RowProblem.FRACTION: "nilai di bawah 1; mungkin pecahan",
    RowProblem.UNKNOWN_KATEGORI: "kategori {said} tidak dikenal",
    RowProblem.NO_VALUE: "rumusnya belum dihitung; buka dan simpan dulu di Excel",
    RowProblem.ERROR_CELL: "{said} adalah kesalahan rumus",
    RowProblem.LOST_CHARACTER: "{said} berisi karakter rusak",
    RowProblem.TWICE: "OPD ini dua kali dengan nilai berbeda",
}


def refused_file(name: str, problem: SheetProblem) -> str:
    return f"⚠️ {words.quote(name)} {_FILES[problem]}"


def last(newest: RekapSheet | None) -> str:
    """Return which rekap was kept last (plain text)."""
    if newest is None:
        return "belum ada rekap tahun ini"
    return f"terakhir {words.short_moment(newest.at)}, {len(newest.comparisons())} OPD"


def value(nilai: Decimal | None, kategori: str) -> str:
    """Return "BB · 75,50", or what there is of it (plain text)."""
    return graded(nilai, kategori) or "tanpa nilai"


def held(one: Comparison) -> str:
    return value(one.nilai, one.kategori)


def ways(title: str, name: str, readings: Sequence[Reading], note: str) -> str:
    listed = [f"{number}. {words.escape(way(one))}" for number, one in enumerate(readings, 1)]
    return words.paragraphs(
        note,
        words.lines(words.bold(title), words.escape(name)),
        words.lines("<b>Rekap yang mana yang dipakai?</b>", *listed),
    )


def way(reading: Reading) -> str:
    """Return how a reading differs from others (plain text)."""
    first = next((one for one in reading.rows if one.nilai is not None or one.kategori), reading.rows[0])
    sheet = f"lembar {reading.sheet}" if reading.sheet else ""
    column = reading.columns[1] or reading.columns[2]
    told = " · ".join(part for part in (sheet, f"kolom {column}") if part)
    return f"{told}: {len(reading.rows)} baris; {_cut(first.name)} {value(first.nilai, first.kategori)}"


def whose(
    title: str, row: RekapRow, match: Match, left: int, opds: Mapping[str, Opd], note: str, *, all_opds: bool
) -> str:
    """Return the question whose a row is."""
    perhaps = [opds[code].name for code in match.proposed if code in opds]
    hint = "Tampaknya bagian dari OPD, bukan OPD sendiri." if match.is_part else ""
    if perhaps and not all_opds:
        hint = words.lines(hint, *(f"• {words.escape(words.cut(name, 70))}" for name in perhaps))
    return words.paragraphs(
        note,
        words.lines(
            words.bold(f"{title} · nama OPD"),
            f"{left} nama lagi perlu dipilih." if left > 1 else "Tinggal satu nama.",
        ),
        words.lines(
            f"Baris {row.row}: {words.bold(words.cut(row.name, 120))}",
            words.escape(value(row.nilai, row.kategori)),
        ),
        words.lines("OPD yang mana? Pilihan diingat untuk rekap berikutnya.", hint),
    )


def overview(title: str, name: str, reading: Reading, found: Preview, year: int, note: str) -> str:
    """Return the preview: what was understood, what is wrong, what changes; on one screen."""
    reports = len(found.agreeing) + len(found.differing)
    columns = " · ".join(column for column in reading.columns if column)
    return words.paragraphs(
        note,
        words.lines(
            words.bold(title),
            words.escape(
                " · ".join(p for p in (words.cut(name, 40), reading.sheet and f"lembar {reading.sheet}") if p)
            ),
            f"<i>Kolom: {words.escape(words.cut(columns, 90))}</i>",
        ),
        words.lines(
            f"{len(found.rows)} baris dibaca: {words.bold(f'{len(found.after)} cocok')}{_rest(found)}",
            _missing(found.missing, found.staying),
            _marked(found),
        ),
        words.lines(_changes(found), _reports(found) if reports else ""),
        words.lines(*_warnings(reading, year)),
        "Belum ada yang disimpan." if found.after else NOTHING_COUNTS,
    )


def _rest(found: Preview) -> str:
    told = {
        "ditolak": len(found.refused),
        "bukan OPD": found.counted(RowProblem.NOT_AN_OPD),
        "berulang sama": found.counted(RowProblem.REPEATED),
    }
    return "".join(f", {count} {what}" for what, count in told.items() if count)


def _missing(missing: Sequence[Opd], staying: int) -> str:
    if not missing:
        return "Semua OPD ada dalam rekap."
    named = words.some([opd.short_name for opd in missing], MOST_NAMED)
    told = f"{len(missing)} OPD tidak ada dalam rekap: {words.escape(named)}"
    whom = f"{staying} {'OPD itu' if staying == len(missing) else 'di antaranya'}"
    return words.lines(told, f"Nilai rekap sebelumnya tetap untuk {whom}." if staying else "")


def _marked(found: Preview) -> str:
    count = len(found.marked)
    return f"⚠️ {count} baris: kategori bukan kategori nilainya; disimpan apa adanya." if count else ""


def _changes(found: Preview) -> str:
    new = sum(one.before is None for one in found.changed)
    other = len(found.changed) - new
    if not found.changed:
        return "Tidak ada yang berubah sejak rekap sebelumnya." if found.after else ""
    if not other and new == len(found.after):
        return f"{new} nilai pembanding baru."
    return f"Sejak rekap sebelumnya: {other} berubah, {new} baru, {len(found.after) - new - other} tetap."


def _reports(found: Preview) -> str:
    return f"Laporan OPD: {len(found.agreeing)} sesuai, {len(found.differing)} berbeda."


def _warnings(reading: Reading, year: int) -> list[str]:
    told = []
    if reading.mean is not None:
        written, computed = map(format_decimal, reading.mean)
        told.append(f"⚠️ Rata-rata di lembar {written}, dari barisnya {computed}.")
    if reading.hidden:
        told.append(f"⚠️ {reading.hidden} baris tersembunyi ikut dibaca.")
    if reading.years and not {year, year - 1} & set(reading.years):
        told.append(f"⚠️ Lembarnya menyebut tahun {words.some(list(map(str, reading.years)), MOST_NAMED)}.")
    return told


def listed(part: str, found: Preview, opds: Mapping[str, Opd]) -> list[str]:
    """Return the lines of one list of the preview."""
    if part == REFUSED:
        return [_refusal(one, opds) for one in found.refused]
    if part == CHANGED:
        return [
            f"• {_name(one.after.opd, opds)}: "
            + (
                f"{held(one.before)} → {held(one.after)}"
                if one.before is not None
                else f"{held(one.after)} (baru)"
            )
            for one in found.changed
        ]
    if part == DIFFERING:
        return [f"• {_name(opd, opds)}: rekap {held(found.after[opd])}" for opd in found.differing]
    if part == MISSING:
        return [f"• {words.escape(words.cut(opd.name, 60))}" for opd in found.missing]
    return [
        f"• {_name(one.opd, opds)}: {value(one.nilai, one.kategori)}{_belongs(one)}" for one in found.marked
    ]


def _belongs(row: RekapRow) -> str:
    return f" (nilai itu {predikat_of(row.nilai)})" if row.nilai is not None else ""


def _refusal(row: RekapRow, opds: Mapping[str, Opd]) -> str:
    why = _ROWS[row.problem].format(said=words.quote(row.said)) if row.problem in _ROWS else ""
    name = _name(row.opd, opds) if row.opd else words.escape(_cut(row.name))
    return f"✗ Baris {row.row}{f' {name}' if name else ''}: {why}"


def _name(opd: str, opds: Mapping[str, Opd]) -> str:
    return words.escape(opds[opd].short_name if opd in opds else opd)


def page(title: str, part: str, lines: Sequence[str]) -> str:
    return words.paragraphs(words.bold(f"{title} · {_HEADS[part]}"), words.lines(*lines))


def kept(year: int, count: int, waiting: int, compared: int, agreeing: int) -> str:
    """Return what keeping a rekap has come to; `compared` are those reports that wait and that it names."""
    others = waiting - compared
    reports = (
        f"Dari {waiting} laporan SAKIP {year} yang menunggu: {agreeing} sesuai, {compared - agreeing} berbeda"
        f"{f', {others} tidak ada di rekap ini' if others else ''}."
        if waiting
        else f"Belum ada laporan SAKIP {year} yang menunggu untuk dibandingkan."
    )
    return words.paragraphs(
        f"{words.VERIFIED} {words.bold(f'{count} nilai pembanding disimpan')} (rekap LHE {year}).",
        reports,
        NEVER_COUNTS,
    )


def _cut(name: str) -> str:
    return words.cut(name, LONGEST_NAME)
