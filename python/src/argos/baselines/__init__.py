"""Versions of baselines: what differs between two, and the steps that were taken."""
