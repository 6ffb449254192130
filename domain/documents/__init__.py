"""What leaves the chat: the content of pictures and documents as pure values; who draws them is elsewhere."""
