"""The work as Prefect flows: nothing else knows Prefect, and nothing here judges; each task is one call below."""
