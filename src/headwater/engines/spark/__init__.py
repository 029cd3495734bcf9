"""The Spark engine: the same plan over a cluster, the same tables. The only importer of PySpark and sqlglot, lazily.

Needs the extra `spark` and Java 17 or later, and a case folder that the driver and all workers see under one path.
"""
