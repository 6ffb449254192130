"""How the tables came to be. `storage.migrate` runs these at start-up."""
