"""BigQuery's API on loopback: every statement is checked by GoogleSQL and run by an emulator."""
