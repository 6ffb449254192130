"""`/undang` and `/pengguna`: invitations, roles, and who has which."""
