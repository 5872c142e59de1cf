"""Who is asking: passwords, tokens, cookies and device keys, each in its own file."""
