"""What an adversary tries. Each test is an attempt, and a row of the table in docs/threat-model.md."""
