"""The tables of assessment, a module per noun."""

from .statuses import Finding, Status, StatusProof

__all__ = ["Finding", "Status", "StatusProof"]
