"""Pure: what would have alarmed, counted, laid out by day and compared with what a person knows."""
