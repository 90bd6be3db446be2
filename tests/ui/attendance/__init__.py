"""The People page, part by part."""
