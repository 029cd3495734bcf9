"""What runs the plan: on this machine, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable


def engine(name: str) -> Callable[..., None]:
    """The function that runs the plan with the engine of this name (`local`, `spark`)."""
    if name == "spark":
        from headwater.engines.spark.session import check

        check()
        from headwater.engines.spark.engine import run as run_spark

        return run_spark
    from headwater.engines.local import run

    return run
