"""An evaluation by file: down, filled in, and back; nothing is stored before it was seen and confirmed."""

import io
import zipfile

import pytest

from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from storage.ports import NoticeState, Unavailable
from tests.handlers.evaluation_files.sheets import filled, opened
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

KEY = IndicatorKey.KELEMBAGAAN
NAME = "isian.xlsx"


async def downloaded(town: Town, talker: Talker) -> bytes:
    await talker.says("/evaluasi")
    return await town.download(await talker.presses("Unduh isian"))


async def sent(town: Town, talker: Talker, content: bytes, name: str = NAME, caption: str = "") -> Json:
    """Send a file and let the bot read it; return the newest message then."""
    await talker.sends((name, content, XLSX), caption=caption)
    await town.tick()
    await town.send_notices()
    return await talker.card()


async def results(town: Town, opd: str) -> list[str]:
    return [one.answers["hasil"] for one in await town.events(opd) if one.kind is EventKind.EVALUATED]


async def test_down_filled_in_and_back(town: Town, dewi: Talker) -> None:
    empty = await downloaded(town, dewi)
    content = filled(empty, {"D3": "Tepat", "E3": 75.5, "D4": "Perlu penyesuaian", "F4": "tumpang tindih"})
    waiting = await dewi.sends((NAME, content, XLSX))
    assert "📎 isian.xlsx sedang dibaca…" in waiting["text"]
    await town.tick()
    assert "“isian.xlsx” sudah dibaca" in (await dewi.card())["text"]
    await town.send_notices()
    preview = await dewi.card()
    assert preview["text"] == (
        "Isian Tepat tugas dan fungsi 2026\n\nBaru: 2\nBerubah: 0\nTetap: 0\n\n"
        f"+ {HEALTH.name}: tepat · P-4 (75,50)\n+ {LIBRARY.name}: perlu penyesuaian\n\n"
        "Belum ada yang disimpan. Terapkan 2 hasil ini?"
    )
    assert await town.events(HEALTH.code) == []
    done = await dewi.presses("Terapkan 2 hasil")
    assert "✅ 2 hasil tersimpan dari berkas." in done["text"]
    assert "✅ 2 sudah dinilai" in done["text"]
    stored = (await town.events(LIBRARY.code))[0]
    assert stored.answers == {"hasil": "perlu", "catatan": "tumpang tindih"}
    assert labels(await dewi.says("perpus"))[0] == f"🔶 {LIBRARY.code}"


async def test_the_same_file_again_changes_nothing(town: Town, dewi: Talker) -> None:
    content = filled(await downloaded(town, dewi), {"D3": "Tepat"})
    await sent(town, dewi, content)
    await dewi.presses("Terapkan")
    preview = await sent(town, dewi, content)
    assert "Baru: 0\nBerubah: 0\nTetap: 1\n\nTidak ada yang akan berubah." in preview["text"]
    assert labels(preview) == ["Batal"]


async def test_what_changes_is_shown_beside_what_was(town: Town, dewi: Talker) -> None:
    await town.evaluated(HEALTH.code, KEY, {"hasil": "tepat"})
    await town.evaluated(LIBRARY.code, KEY, {"hasil": "tepat"})
    content = await downloaded(town, dewi)
    preview = await sent(town, dewi, filled(content, {"D3": "perlu penyesuaian", "F4": "catatan baru"}))
    assert (
        f"• {HEALTH.name}: tepat → perlu penyesuaian\n• {LIBRARY.name}: tepat, rincian berubah"
        in preview["text"]
    )
    await dewi.presses("Terapkan 2 hasil")
    assert await results(town, HEALTH.code) == ["tepat", "perlu"]


async def test_a_file_with_an_error_is_applied_only_when_one_says_so(town: Town, dewi: Talker) -> None:
    content = filled(await downloaded(town, dewi), {"D3": "entah <b>", "D4": "Tepat"})
    preview = await sent(town, dewi, content)
    assert "Ditolak: 1\n\n✗ Baris 3 (DINKES): “entah <b>” bukan pilihan yang ada" in preview["text"]
    assert "Perbaiki baris yang ditolak lalu kirim lagi, atau terapkan 1 yang benar saja." in preview["text"]
    assert labels(preview) == ["Terapkan 1 yang benar saja", "Batal"]
    assert await town.events(LIBRARY.code) == []
    await dewi.presses("Terapkan 1 yang benar saja")
    assert (await results(town, LIBRARY.code), await results(town, HEALTH.code)) == (["tepat"], [])


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"D3": "=A1", "E3": 7}, "✗ Baris 3 (DINKES): berisi rumus; tulis nilainya saja"),
        ({"A3": "ENTAH", "D3": "Tepat"}, "✗ Baris 3: kode “ENTAH” tidak ada di daftar OPD tahun itu"),
        (
            {"A3": "DISPERPUSIP", "D3": "Tepat", "D4": "Tepat"},
            "✗ Baris 4 (DISPERPUSIP): OPD ini tertulis lebih",
        ),
        ({"D3": "Tepat", "E3": 75.555}, "✗ Baris 3 (DINKES): skor “75.555” bukan angka 0–100"),
        ({"E3": 75}, "✗ Baris 3 (DINKES): hasilnya belum diisi"),
        ({"D3": "Tepat", "F3": "x" * 301}, "✗ Baris 3 (DINKES): catatan atau alasan lebih dari 300"),
    ],
)
async def test_every_refused_row_says_why(
    town: Town, dewi: Talker, cells: dict[str, str | float], why: str
) -> None:
    assert why in (await sent(town, dewi, filled(await downloaded(town, dewi), cells)))["text"]


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/big.xml", b"0" * (21 * 1024 * 1024))
    return content.getvalue()


def truncated(content: bytes) -> bytes:
    """Return a workbook whose directory is whole and whose sheet is cut off."""
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(broken, "w") as archive:
        for entry in whole.namelist():
            data = whole.read(entry)
            archive.writestr(entry, data[: len(data) // 2] if entry.endswith("sheet1.xml") else data)
    return broken.getvalue()


async def refusal(town: Town, dewi: Talker, content: bytes, name: str = NAME) -> str:
    told = await sent(town, dewi, content, name)
    assert labels(told) == ["‹ Beranda"]
    assert await town.events(HEALTH.code) == []
    return str(told["text"])


async def test_files_of_which_nothing_can_be_used_are_refused_kindly(town: Town, dewi: Talker) -> None:
    content = await downloaded(town, dewi)
    assert "“isian.xlsx” belum diisi" in await refusal(town, dewi, content)
    other = filled(content, {"C1": "2024", "D3": "Tepat"})
    assert "untuk tahun “2024”, yang tidak bisa diisi sekarang" in await refusal(town, dewi, other)
    assert "bukan isian evaluasi" in await refusal(town, dewi, filled(content, {"A1": "lain"}))
    assert "tidak mempunyai kolom “skor”" in await refusal(town, dewi, filled(content, {"E2": "nilai"}))
    assert "ini arsip" in await refusal(town, dewi, bomb())
    assert "berkas ini rusak" in await refusal(town, dewi, truncated(content))
    assert "tidak bisa dibuka sebagai XLSX" in await refusal(town, dewi, b"%PDF-1.7 isian")
    assert "lebih besar dari 1 MB" in await refusal(town, dewi, b"%PDF-1.7" + b"0" * (1024 * 1024))
    shown = await dewi.says("/evaluasi")
    assert "sedang dibaca" not in shown["text"]


async def test_the_card_no_longer_waits_for_a_file_that_was_refused(town: Town, dewi: Talker) -> None:
    content = await downloaded(town, dewi)
    waiting = await dewi.sends((NAME, content, XLSX))
    await town.tick()
    shown = next(one for one in await dewi.chat() if one["message_id"] == waiting["message_id"])
    assert "sedang dibaca" not in shown["text"]
    assert "Mulai menilai ›" in labels(shown)


async def test_a_sheet_of_the_other_sub_bagian_is_refused(town: Town) -> None:
    dewi, rina = await town.reviewer(), await town.reviewer("tatalaksana", 2002, "Rina")
    content = filled(await downloaded(town, dewi), {"D3": "Tepat"})
    await rina.says("/evaluasi")
    assert "untuk evaluasi Sub Bagian lain" in await refusal(town, rina, content)


async def test_a_checklist_by_file(town: Town) -> None:
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    content = await downloaded(town, rina)
    preview = await sent(
        town, rina, filled(content, {"D3": "terpenuhi", "E3": "tidak berlaku", "D4": "belum"})
    )
    assert "✗ Baris 3 (DINKES): “tidak berlaku” perlu alasan" in preview["text"]
    await rina.presses("Terapkan 1 yang benar saja")
    fixed = filled(content, {"D3": "terpenuhi", "E3": "tidak berlaku", "K3": "tanpa layanan"})
    preview = await sent(town, rina, fixed)
    assert f"+ {HEALTH.name}: 1/3 terpenuhi, 3 belum dinilai" in preview["text"]
    assert (
        f"Butir wajib yang belum dinilai (sel kosong): {HEALTH.name} (2). "
        "Bila diterapkan, butir itu dianggap belum terpenuhi."
    ) in preview["text"]
    await rina.presses("Terapkan")
    assert (await town.events(HEALTH.code))[0].answers["alasan-probis"] == "tanpa layanan"
    again = opened(await downloaded(town, rina)).worksheets[0]
    assert [again[place].value for place in ("C3", "D3", "E3", "K3", "D4")] == [
        "1/3 terpenuhi, 3 belum dinilai (2026)", "terpenuhi", "tidak berlaku", "tanpa layanan", "belum",
    ]  # fmt: skip


async def test_the_caption_is_as_good_as_the_command(town: Town, dewi: Talker) -> None:
    content = filled(await downloaded(town, dewi), {"D3": "Tepat"})
    await dewi.says("/batal")
    assert "Baru: 1" in (await sent(town, dewi, content, caption="\u200b/Evaluasi 2026"))["text"]


async def test_the_caption_of_others_opens_nothing(siti: Talker) -> None:
    told = await siti.sends((NAME, b"PK", XLSX), caption="/evaluasi")
    assert "bukan untuk peran Anda" in told["text"]


async def test_without_the_task_a_file_is_taken_for_a_rekap_and_said_to_be_none(
    town: Town, dewi: Talker
) -> None:
    content = filled(await downloaded(town, dewi), {"D3": "Tepat"})
    await dewi.says("/batal")
    assert "Rekap LHE 2026" in (await dewi.sends((NAME, content, XLSX)))["text"]
    await town.tick()
    await town.send_notices()
    told = (await dewi.card())["text"]
    assert "“isian.xlsx” adalah isian evaluasi. Kirim lagi dengan keterangan /evaluasi." in told


async def test_a_file_overtaken_by_something_else_is_said_to_be_unread(town: Town, dewi: Talker) -> None:
    content = filled(await downloaded(town, dewi), {"D3": "Tepat"})
    await dewi.sends((NAME, content, XLSX))
    await dewi.says("/batal")
    await town.tick()
    await town.send_notices()
    assert "tidak dibaca karena Anda membuka hal lain" in (await dewi.card())["text"]


async def test_a_file_that_could_not_be_read_just_now_is_read_by_a_later_tick(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: str) -> bytes:
        raise Unavailable

    dewi = await town.reviewer()
    await dewi.sends((NAME, filled(await downloaded(town, dewi), {"D3": "Tepat"}), XLSX))
    with monkeypatch.context() as disk:
        disk.setattr(town.files, "get", away)
        await town.tick()
    await town.send_notices()
    assert "sedang dibaca" in (await dewi.card())["text"]
    for _ in range(2):
        await town.tick()
        await town.send_notices()
    assert "Baru: 1" in (await dewi.card())["text"]
    assert [one.kind for one in town.storage.tables.notices.values()] == ["sheet_read"]


async def test_a_preview_put_aside_before_it_was_sent_is_not_sent(town: Town, dewi: Talker) -> None:
    await dewi.sends((NAME, filled(await downloaded(town, dewi), {"D3": "Tepat"}), XLSX))
    await town.tick()
    await dewi.says("/batal")
    before = (await dewi.card())["message_id"]
    await town.send_notices()
    assert (await dewi.card())["message_id"] == before
    assert [one.state for one in town.storage.tables.notices.values()] == [NoticeState.FAILED]


async def test_an_opd_judged_meanwhile_is_left_alone_and_named(town: Town, dewi: Talker) -> None:
    content = filled(await downloaded(town, dewi), {"D3": "Tepat", "D4": "Tepat"})
    await sent(town, dewi, content)
    await town.evaluated(HEALTH.code, KEY, {"hasil": "perlu"})
    done = await dewi.presses("Terapkan")
    assert "✅ 1 hasil tersimpan dari berkas." in done["text"]
    assert f"Tidak diterapkan karena berubah sementara itu: {HEALTH.name}." in done["text"]
    assert await results(town, HEALTH.code) == ["perlu"]


async def test_an_opd_closed_meanwhile_is_left_alone(town: Town, dewi: Talker) -> None:
    await sent(town, dewi, filled(await downloaded(town, dewi), {"D3": "Tepat", "D4": "Tepat"}))
    await town.close_opd(HEALTH)
    assert "✅ 1 hasil tersimpan" in (await dewi.presses("Terapkan"))["text"]
    assert await town.events(HEALTH.code) == []


async def test_applying_twice_stores_once(town: Town, dewi: Talker) -> None:
    await sent(town, dewi, filled(await downloaded(town, dewi), {"D3": "Tepat"}))
    await dewi.taps("Terapkan 1 hasil")
    update = (await town.waiting())[0]
    await town.deliver(update)
    await town.process(update)
    assert await results(town, HEALTH.code) == ["tepat"]
    assert "✅ 1 hasil tersimpan" in (await dewi.card())["text"]


async def test_a_long_preview_is_paged(town: Town) -> None:
    await town.found_opds(20)
    dewi = await town.reviewer()
    cells: dict[str, str | float] = {f"D{row}": "Tepat" for row in range(3, 25)}
    first = await sent(town, dewi, filled(await downloaded(town, dewi), cells))
    assert labels(first) == ["Terapkan 22 hasil", "·", "1/2", "›", "Batal"]
    second = await dewi.presses("›")
    assert f"+ {LIBRARY.name}: tepat" in second["text"]
    assert "Baru: 22" in second["text"]
    await dewi.presses("Terapkan 22")
    assert await results(town, LIBRARY.code) == ["tepat"]


async def test_a_sheet_that_waits_answers_what_is_typed(town: Town, dewi: Talker) -> None:
    await sent(town, dewi, filled(await downloaded(town, dewi), {"D3": "Tepat"}))
    told = await dewi.says("apa ini")
    assert "Isian ini menunggu. Tekan Terapkan" in told["text"]
    await dewi.presses("Batal")
    assert "⬜ 2 belum dinilai" in (await dewi.presses("Ringkasan"))["text"]
