"""Read every deployed resource back, and compare it with what its template says."""
