"""The step from order lines to customers in a bigger engine: DuckDB, or Spark on as many machines as there are."""
