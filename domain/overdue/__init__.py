"""Who owes what until when, and who is late."""
