/** Rows that the hub gives at once of what has no pages. */
export const MOST = 500
