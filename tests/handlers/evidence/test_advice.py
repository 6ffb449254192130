"""What is said of a file that cannot be used where a table was asked for: nobody is sent to make a PDF."""

import pytest

from domain.files.foreign import Fault
from handlers.words import files
from tests.places import CASES
from tests.town.dialogue import Talker, Town

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OF_EVIDENCE = ("PDF", "DOCX", "Word", "foto", "pemeriksa")


@pytest.mark.parametrize("problem", [*Fault, files.LOST, files.FAILED, files.TOO_BIG_TO_FETCH])
def test_only_a_table_is_asked_for_where_one_is_wanted(problem: str) -> None:
    told = files.unusable("daftar.xlsx", problem, as_table=True).replace(
        "Office lama (DOC, XLS atau PPT)", ""
    )
    assert [word for word in OF_EVIDENCE if word in told] == []
    assert told.endswith(".")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("opd-zip-password.xlsx", "terkunci kata sandi, jadi tidak bisa dibuka. Hapus kata sandinya"),
        ("opd-deflate64.xlsx", "tidak umum. Buka di Excel, simpan ulang sebagai XLSX, lalu kirim lagi."),
    ],
)
async def test_a_sheet_of_evaluations_that_cannot_be_used(
    town: Town, dewi: Talker, name: str, why: str
) -> None:
    await dewi.says("/evaluasi")
    await dewi.sends((name, (CASES / name).read_bytes(), XLSX))
    await town.tick()
    await town.send_notices()
    assert why in (await dewi.chat())[-1]["text"]


@pytest.mark.parametrize(
    ("name", "mime", "why"),
    [
        ("isian.exe", "application/octet-stream", "bisa menjalankan program. Kirim tabelnya sebagai XLSX."),
        ("isian.csv", "text/csv", "bukan jenis yang diterima. Kirim sebagai XLSX."),
    ],
)
async def test_another_file_instead_of_the_sheet(dewi: Talker, name: str, mime: str, why: str) -> None:
    await dewi.says("/evaluasi")
    told = await dewi.sends((name, b"kode;nama", mime))
    assert why in str(await dewi.chat()) or why in told["text"]
