"""A session's tenant."""
