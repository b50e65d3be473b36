"""Access, trail, loading, snapshots: what every room stands on."""
