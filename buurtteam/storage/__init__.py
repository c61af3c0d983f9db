"""The encrypted file: tables, questions, journal and backups."""
