"""What the window knows of services: their jobs, keys and what can be done with them."""
