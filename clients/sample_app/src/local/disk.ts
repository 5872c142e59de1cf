/** How the browser's disk is used: written at once, and opened whatever its clock says. */

export const POUCH_PREFIX = '_pouch_'
const SCHEMA_STEP = 10 ** 13

/** PouchDB opens its transactions with the browser's default durability, which may answer before the disk. */
export function writeStrictly(): void {
  const open = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    return open.call(
      this,
      stores,
      mode,
      mode === 'readwrite' ? { ...options, durability: 'strict' } : options,
    )
  }
}

/**
 * PouchDB adds the wall clock to the version of its schema each time it opens a database, and the browser
 * refuses a version lower than the last: a tablet whose clock was set back could not open its own store.
 */
export function openWhateverTheClock(): void {
  const open = IDBFactory.prototype.open
  IDBFactory.prototype.open = function (name, version) {
    const schema = version && Math.floor(version / SCHEMA_STEP) * SCHEMA_STEP
    return open.call(this, name, name.startsWith(POUCH_PREFIX) ? schema : version)
  }
}
