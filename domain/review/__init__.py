"""What a reviewer has before them: the inbox, and what differs from last year."""
