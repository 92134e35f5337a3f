"""Read the price list of AWS again: the only part of the workbook that reaches the network, and only when asked."""
