"""What every Google API shares, whatever the resource."""
