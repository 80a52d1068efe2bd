"""What the demo domain holds on its first day, the same every time."""
