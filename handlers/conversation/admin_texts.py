"""What the screens of the administration share."""

NOT_ADMIN = "Hanya admin bot yang bisa memakai tombol ini. Ketik /bantuan untuk melihat yang tersedia."
