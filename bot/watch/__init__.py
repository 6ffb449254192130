"""What whoever runs the bot sees of it: signs of life, numbers, and errors that nobody else would see."""
