"""Drawing in processes of one's own."""

from .executor import Workers
from .process import NoWorkerError, WorkerDiedError

__all__ = ["NoWorkerError", "WorkerDiedError", "Workers"]
