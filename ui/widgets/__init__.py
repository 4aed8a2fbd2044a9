"""The widgets that every screen is built from, imported one module at a time."""
