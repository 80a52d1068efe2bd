"""What the operating system does and tells."""
