"""Spark that is not installed."""

raise ModuleNotFoundError("no Spark", name="pyspark")
