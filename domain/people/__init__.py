"""People, their roles, and who of them is concerned."""
