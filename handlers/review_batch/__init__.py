"""*Terima semua yang tidak berubah*: last year's answers again, accepted after a list."""
