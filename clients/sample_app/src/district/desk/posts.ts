/** The posts of the district, by the hub's names; which may do what is decided there (`server/rights.py`). */
export const DISTRICT = 'administrator'
export const TOWNSHIP = 'township'
export const DESKS: readonly string[] = [DISTRICT, TOWNSHIP]
export const OVERSIGHT: readonly string[] = [DISTRICT, 'auditor']
export const READERS: readonly string[] = [...DESKS, 'auditor', 'reporter']
