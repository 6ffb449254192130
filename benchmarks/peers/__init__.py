"""This bot beside bare echoes: processor, throughput, latency. Run `python -m benchmarks.peers`."""
