"""`/tahun`, `/target`, `/aturan`: what holds in a year, and its closing."""
