"""Tests of the window, on real services and without a screen."""
