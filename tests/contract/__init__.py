"""One suite of promises for every engine."""
