"""What goes wrong on a phone every day: each mistake is explained, and nothing that was right is lost."""

import pytest

from tests.browser.demo.phone import PhoneOf

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_every_mistake_is_explained_and_the_question_stays(phone_of: PhoneOf) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.say("/lapor")
    await yuni.press("⬜ SAKIP", shows="SAKIP 2026 · 1/3")
    await yuni.say("B plus", shows=("“B plus” bukan salah satu pilihan", "Apa predikat LHE AKIP terakhir?"))
    await yuni.other("Kirim stiker")
    await yuni.sees("Pesan itu belum bisa saya baca", "Apa predikat LHE AKIP terakhir?")
    await yuni.press("BB", shows="SAKIP 2026 · 2/3")
    await yuni.say("101", shows=("“101” di luar batas; yang bisa 0 sampai 100", "Nilainya?"))

    await yuni.say("85", shows=("Predikat dan nilai tidak cocok.", "BB · Sangat Baik", "A · Memuaskan"))
    await yuni.press("Nilai benar → predikat A", shows=("SAKIP 2026 · 3/3", "Kirim bukti"))
    await yuni.attach(
        "Berkas",
        {"name": "LHE AKIP.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ" + bytes(2000)},
    )
    await yuni.sees("“LHE AKIP.exe” bukan jenis yang diterima", "Kirim bukti")
    await yuni.say("/batal", shows="Draf dihapus: SAKIP 2026")
    await yuni.press("Urungkan", shows=("Draf dikembalikan", "SAKIP 2026 · 3/3", "Kirim bukti"))
    await yuni.press("Belum ada berkas", shows=("Predikat: A · Memuaskan", "Nilai: 85,00", "Belum ada bukti"))
