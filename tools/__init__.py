"""What the project is worked on with: the bootstrap and the benchmarks."""
