"""Documents as PDF, made and read in memory: typesetting, sealing, looking at pages."""
