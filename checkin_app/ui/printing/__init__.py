"""Printing in the window: what drives the queue, what shows it, and the spooler where the system has none."""
