"""Who runs this bot: the names, the head of a letter, who signs, and what the IKU form says of the office."""
