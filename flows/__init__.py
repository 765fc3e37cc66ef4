"""The steps of a run as Prefect flows. Only this package imports Prefect; each task makes one call to the pipeline."""
