"""Evidence in the reviewers' chats: opened with one tap, and captioned with what was decided."""
