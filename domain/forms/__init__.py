"""The engine of guided conversations: forms, questions, and the draft that holds the answers."""
