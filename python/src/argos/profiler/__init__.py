"""The latest profile of one relation: found, read from its rows, and made ready to show. No I/O here."""
