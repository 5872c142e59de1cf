"""What the hub tells a Prometheus: numbers, and nothing of people, cases or single tablets."""
