"""Papers as PDF: what the office hands out of a case, and what it hangs up of a guide. Laid out by typst."""
