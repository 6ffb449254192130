"""The one engine of guided conversations: its flows, cards, answers and endings."""
