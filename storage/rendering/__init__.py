"""Drawing the contents of documents, in a process of its own: nothing here knows Telegram or a database."""
