"""Words of one side in all their languages: opened, translated, reviewed, taken out as files and brought back."""
