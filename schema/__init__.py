"""What the papers are and mean: documents, guides, rules, fold, numbers, tables. No input or output here."""
