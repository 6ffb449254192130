"""The operator's reports: `/lapor`, `/status`, `/riwayat`, taking back and repairing."""
