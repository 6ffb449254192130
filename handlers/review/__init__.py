"""`/verifikasi`: one report after the other, accepted or returned."""
