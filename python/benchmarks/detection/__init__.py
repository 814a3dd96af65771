"""What the judge finds of faults put into real daily data, and how often it cries wolf."""
