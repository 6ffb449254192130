"""How much room labels take; that the estimate is right is seen in tests/browser/demo/test_labels.py."""

import pytest

from handlers.words.labels import FULL_ROW, fitted, fitted_file, room, width


def test_rows_share_the_width() -> None:
    assert [round(room(beside)) for beside in (1, 2, 3, 4)] == [297, 140, 88, 62]
    assert room(1) == FULL_ROW


def test_a_label_that_only_just_fits_by_estimate_gets_more_room() -> None:
    assert width("Ubah alasan koreksi") > room(2)  # it was seen cut at 360 px


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Dinas Kesehatan", "Dinas Kesehatan"),
        ("Badan Perencanaan Pembangunan Daerah, Penelitian", "Badan Perencanaan Pembangunan Dae…"),
        ("DINAS PEKERJAAN UMUM DAN PENATAAN RUANG", "DINAS PEKERJAAN UMUM DAN PENAT…"),
        ("iiii " * 10, "iiii " * 10),
    ],
)
def test_a_label_loses_its_end(label: str, shown: str) -> None:
    assert fitted(label) == shown
    assert width(fitted(label)) <= FULL_ROW


def test_a_kecamatan_goes_by_its_own_name_where_the_whole_does_not_fit() -> None:
    assert fitted("⬜ Kec. Kademangan", in_a_row=2) == "⬜ Kademangan"
    assert fitted("⬜ Kec. Mayangan", in_a_row=2) == "⬜ Kec. Mayangan"
    assert fitted("⬜ Kec. Kademangan") == "⬜ Kec. Kademangan"
    assert fitted("⬜ Kec. Kademangan dan Kec. Kedopok", in_a_row=2).endswith("…")


def test_files_that_differ_at_the_end_stay_different() -> None:
    names = [f"Laporan_Kinerja_Instansi_Pemerintah_Dinas_Kesehatan_bagian_{part}.pdf" for part in (1, 2)]
    shown = [fitted_file("📎", name) for name in names]
    assert shown == ["📎 Laporan_Kinerja_Insta…_bagian_1.pdf", "📎 Laporan_Kinerja_Insta…_bagian_2.pdf"]
    assert all(width(label) <= FULL_ROW for label in shown)
    assert fitted_file("🗑", "lhe.pdf") == "🗑 lhe.pdf"
