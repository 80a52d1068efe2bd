"""CSV files as tables: pages of rows, filtered and sorted, in little memory however large the file is."""
