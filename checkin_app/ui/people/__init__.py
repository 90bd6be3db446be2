"""The People page: everybody on the roster found, sorted, looked at and edited."""
