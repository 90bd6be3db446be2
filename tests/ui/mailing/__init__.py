"""Tests of sending tickets by e-mail from the window."""
