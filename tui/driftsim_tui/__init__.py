"""The terminal UI of driftsim; it reads journals and nothing else."""
