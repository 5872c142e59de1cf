"""What people see in a browser: the tablet app's files, the public check of a certificate, health."""
