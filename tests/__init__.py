"""The tests: one file for one file of pos/, whole journeys, real nodes, fakes, benchmarks."""
