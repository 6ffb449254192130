"""Getting in and finding the way: who is let in, `/start`, `/bantuan`."""
