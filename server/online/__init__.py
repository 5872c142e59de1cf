"""The online channel (渝快办): applications and their papers come in, what becomes of them is told."""
