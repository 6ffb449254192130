"""What is said of evidence that does not come, or is there already."""

FILE_NOT_YET = "⚠️ Berkas itu masih diambil dari Telegram dan diperiksa. Mohon coba lagi sebentar."
FILE_BELOW = "Berkas ini sudah dikirim, ada di bawah."
FILE_GONE = (
    "⚠️ Berkas itu tidak bisa diambil lagi dari Telegram. Kembalikan laporannya agar bukti dikirim ulang."
)
FILE_LATE = "⚠️ Telegram sedang sibuk, berkas itu belum terkirim. Mohon coba lagi sebentar."
