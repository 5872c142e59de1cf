"""What the figures are read from: counts kept up as cases change, one row for each cell that has any."""

from sqlalchemy import Column, Integer, Table
from sqlmodel import SQLModel

from schema.kpi.measures import MEASURES
from schema.tables.columns import InOrder

KEY = ("level", "grain", "day", "area", "item", "channel")
TALLY = Table(
    "tally",
    SQLModel.metadata,
    Column("level", InOrder, primary_key=True),  # district, township or site, as its area's 6, 9 or 12 digits
    Column("grain", InOrder, primary_key=True),  # month, at each level; day, of sites alone
    Column("day", InOrder, primary_key=True),  # of a month the first
    Column("area", InOrder, primary_key=True),
    Column("item", InOrder, primary_key=True),  # of a case; empty for what is counted of documents, as is
    Column("channel", InOrder, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in MEASURES),
)
