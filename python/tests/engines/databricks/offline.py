"""Loaded into a dbt process before its first invocation: leaves out what needs the internet.

The adapter asks each host over https what kind of workspace it is, and retries for two seconds where
nobody answers; the answer changes nothing but the warnings.
"""

from dbt.adapters.databricks.spog import probe

probe.probe_host = lambda host: probe.HostMetadata(host_type=None)
