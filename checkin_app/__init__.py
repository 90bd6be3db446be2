"""The front desk of an event that lasts several days."""

__version__ = "0.1.0"
