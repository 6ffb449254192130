"""The words of every guided conversation, one file a form."""
