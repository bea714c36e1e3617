"""The Jobs panel: what was sent to services, and the service's own list."""
