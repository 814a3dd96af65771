"""The command `argos`: what it reads, what it says, and how it fails."""
