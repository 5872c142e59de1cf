/** This tablet's own notes, beside the replicated databases. Every write is on the disk before it is reported as done. */
export interface Notes {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown): Promise<void>
  delete(key: string): Promise<void>
  keys(): Promise<string[]>
}

export const NOTES_DATABASE = 'yici-tablet'
const NOTES = 'notes'
const STRICTLY = { durability: 'strict' } as const
let opening: Promise<IDBDatabase> | undefined

/** What this tablet keeps for itself and never replicates: its key, its tokens. Nothing of people but the clerks' names. */
export const notes: Notes = {
  async get<T>(key: string): Promise<T | undefined> {
    const store = (await openNotes()).transaction(NOTES, 'readonly').objectStore(NOTES)
    return settled(store.get(key) as IDBRequest<T | undefined>)
  },

  /** Values may hold CryptoKeys, which IndexedDB keeps without showing them. */
  async set(key: string, value: unknown): Promise<void> {
    const transaction = (await openNotes()).transaction(NOTES, 'readwrite', STRICTLY)
    transaction.objectStore(NOTES).put(value, key)
    await completed(transaction)
  },

  async delete(key: string): Promise<void> {
    const transaction = (await openNotes()).transaction(NOTES, 'readwrite', STRICTLY)
    transaction.objectStore(NOTES).delete(key)
    await completed(transaction)
  },

  async keys(): Promise<string[]> {
    const store = (await openNotes()).transaction(NOTES, 'readonly').objectStore(NOTES)
    return settled(store.getAllKeys() as IDBRequest<string[]>)
  },
}

function openNotes(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NOTES_DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(NOTES)
    request.onsuccess = () => {
      request.result.onversionchange = letGo // another tab deletes them
      resolve(request.result)
    }
    request.onerror = () => reject(request.error)
  })
  return opening
}

function letGo(this: IDBDatabase): void {
  this.close()
  opening = undefined
}

export async function closeNotes(): Promise<void> {
  ;(await opening)?.close()
  opening = undefined
}

export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}
