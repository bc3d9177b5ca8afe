"""Pure rules of the domain, on frames and plain values."""
