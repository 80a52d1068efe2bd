"""The played APIs, one file per kind of resource.

A service is a table from the id of a method to the function that answers it.
"""
