"""The clock's door: the work as Prefect flows. The only rooms that know Prefect; each task is one call below."""
