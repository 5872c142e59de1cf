"""What is counted. Every measure is a column of the table `tally`; each has the day it counts on."""

from schema.kpi.histograms import HISTOGRAMS, LAG

_OF_CASES = {
    "opened": "cases, on the day they were opened",
    "out_of_site": "of those, where the site lies in neither spouse's hukou area, as far as it is known",
    "opened_online": "of those, that came by 渝快办",
    "mailed": "of those, where the couple chose the mail",
    "notified": "cases whose couple were told that something is missing, on the day of the first notice",
    "told_once": "of those, where no notice named what the first did not, but for a changed declaration",
    "closed": "cases, on the day the certificate was handed over or sent",
    "closed_visits": "visits of those",
    "closed_again": "of the closed ones, those with more than one visit",
    "once_due": "closed cases of a window that are done on the spot",
    "once_closed": "of those, closed at the first visit",
    "complete_at_first": "of those done on the spot, where everything was there at the first visit",
    "complete_once": "of those where everything was there, closed at that visit",
    "due": "accepted cases, on the day they were promised for",
    "on_time": "of those, decided or issued by then",
    "due_by_law": "accepted cases, on the last day the law allows",
    "on_time_by_law": "of those, decided or issued by then",
    "verified": "pledges, on the day the office found out whether they are true",
    "verified_false": "of those, false as two people found",
    "certificates": "certificates, on the day of issue",
    "certificates_offline": "of those, issued without a network",
    "certificates_mismatched": "of those issued without a network, where a later check did not agree",
    "rated": "cases that were rated, on the day of the last rating",
    "rated_bad": "of those, one or two stars of five",
    "rated_bad_mended": "of the bad ratings, answered by the township",
    "attempts": "what a tablet kept a clerk from demanding, by day",
}
_OF_ARRIVALS = {
    "facts": "documents of tablets, on the day they were written",
    "facts_arrived": "of those, with a known time of arrival",
    "facts_late": "of those, arrived more than a day after they were written",
}
_OF_BUCKETS = {
    measure: f"bucket {n} of the histogram `{one.name}`"
    for one in HISTOGRAMS.values()
    for n, measure in enumerate(one.measures)
}
MEASURES: dict[str, str] = {**_OF_CASES, **_OF_ARRIVALS, **_OF_BUCKETS}  # the order of the columns
OF_LISTS: dict[str, str] = {  # of which there are few: counted when somebody asks, in no column
    "pledges_unverified": "pledges nobody has verified to an end, now",
    "pledges_unverified_to_3": "of those, at most three working days old",
    "pledges_unverified_to_5": "of those, four or five working days old",
    "pledges_unverified_to_10": "of those, six to ten working days old",
    "pledges_unverified_long": "of those, older than ten working days",
    "look_ups_wanted": "look-ups in the population system still to be made, now",
    "duplicate_pairs": "certificates in force beside an earlier one of their couple, on the day of issue",
    "complaints": "complaints that were not withdrawn, on the day they came in",
    "complaints_again": "of those, with an earlier one of the same township and cause",
    "complaints_answered": "of those, answered",
    "reply_days": "days from the complaints that were answered to their answers",
    "complaints_of_demands": "complaints for an extra paper, or for being sent home",
    "findings_of_demands": "findings of inspections for the same causes, by day",
    "papers_against_the_guide": "papers photographed that the guide has nobody keep, by day",
    "uploads_past_purge": "cases whose uploads are still held, on the day they were to be purged by",
    "sites": "offices, now",
    "sites_done": "of those, showing the guide in all ways since before the deadline",
}
OF_ARRIVALS = frozenset({*_OF_ARRIVALS, *LAG.measures})
OF_NO_CASE = OF_ARRIVALS | {"sites", "sites_done"}
OF_PROMISES = frozenset({"due", "on_time", "due_by_law", "on_time_by_law"})  # nobody is late on the day
