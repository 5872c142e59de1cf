import 'fake-indexeddb/auto'

/**
 * fake-indexeddb ends a transaction's turn before the promises of its event handlers have run; browsers end
 * it after. PouchDB writes its metadata in such a promise.
 */
const put = IDBObjectStore.prototype.put
IDBObjectStore.prototype.put = function (value, key) {
  const transaction = this.transaction as unknown as { _state: string }
  const state = transaction._state
  if (state === 'inactive') transaction._state = 'active'
  try {
    return put.call(this, value, key)
  } finally {
    transaction._state = state
  }
}
