/** Who works with this tablet. Each has a PIN of his own; all open the same sealed data. */
import { computed, shallowRef } from 'vue'
import type { Post } from '../domain/roles'
import type { Notes } from './notes'
import { lockedWith, makeDataKey, makeDeviceSecret, type PinLock, unlockedWith, WrongPin } from './pinLock'

export interface Person {
  name: string // the user name, written into each fact
  displayName: string
  role: Post
}

/** Who is at work, and the key of what is sealed, held in memory only. */
export interface Unlocked {
  person: Person
  key: CryptoKey
}

interface Entry {
  person: Person
  lock: PinLock | null // none before the first PIN of this tablet is chosen, nor of who was taken off it
  wrong: number // tries since the last good one
  left?: true // taken off the tablet; what he wrote keeps his name
}

const PEOPLE = 'people'
const SECRET = 'deviceSecret'
const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000

/** The name for people of who wrote something; of others than these no more is known than the user name. */
export function nameOf(name: string, people: readonly Person[]): string {
  return people.find((person) => person.name === name)?.displayName ?? name
}

/** Nobody is left who could open the tablet without him. */
export class LastPerson extends Error {}

/** Too many wrong tries: none is taken for `ms` milliseconds. */
export class MustWait extends Error {
  constructor(readonly ms: number) {
    super(`${ms} ms to wait`)
  }
}

/** The first clerk of a tablet, who enrolled it. He chooses a PIN before anything is kept. */
export async function noteFirst(person: Person, notes: Notes): Promise<void> {
  await notes.set(PEOPLE, [{ person, lock: null, wrong: 0 }] satisfies Entry[])
}

export class People {
  readonly #entries = shallowRef<readonly Entry[]>([])
  /** Who can open the tablet. */
  readonly list = computed(() => this.#entries.value.filter(({ left }) => !left).map(({ person }) => person))
  /** And who could once. */
  readonly known = computed(() => this.#entries.value.map(({ person }) => person))
  readonly #freeAt = new Map<string, number>() // on the monotonic clock: nobody shortens it by moving the other
  #busy: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly notes: Notes,
    private readonly now: () => number,
  ) {}

  /** `first` is who enrolled the tablet, where an earlier version has not noted him. */
  static async load(notes: Notes, first?: Person, now = () => performance.now()): Promise<People> {
    const people = new People(notes, now)
    const noted = await notes.get<Entry[]>(PEOPLE)
    people.#entries.value = noted ?? (first ? [{ person: first, lock: null, wrong: 0 }] : [])
    for (const { person, wrong } of people.#entries.value) people.#wait(person.name, wrong)
    return people
  }

  /** Nobody has a PIN yet: the first one is to choose it. */
  get isNew(): boolean {
    return this.#entries.value.every(({ lock }) => lock === null)
  }

  /** Milliseconds before the next try of that clerk is taken. */
  waitOf(name: string): number {
    return Math.max(0, (this.#freeAt.get(name) ?? 0) - this.now())
  }

  /** The first clerk's first PIN makes the key that all is sealed with. */
  async begin(pin: string): Promise<Unlocked> {
    const [first] = this.#entries.value
    if (!this.isNew || !first) throw new Error('this tablet has its key')
    const unlocked = { person: first.person, key: await makeDataKey() }
    await this.admit(first.person, pin, unlocked.key)
    return unlocked
  }

  /** Another clerk, or a new PIN for one of these; whoever is unlocked has the key. */
  async admit(person: Person, pin: string, key: CryptoKey): Promise<void> {
    const lock = await lockedWith(pin, key, await this.#secret())
    await this.#keep({ person, lock, wrong: 0 })
    this.#freeAt.delete(person.name)
  }

  /** His PIN opens nothing any more; he signs in to be admitted again. Throws `LastPerson`. */
  async takeOff(name: string): Promise<void> {
    const entry = this.#entries.value.find(({ person }) => person.name === name)
    if (!entry) return
    const others = this.#entries.value.filter(({ person, lock }) => person.name !== name && lock)
    if (!others.length) throw new LastPerson(name)
    await this.#keep({ person: entry.person, lock: null, wrong: 0, left: true })
    this.#freeAt.delete(name)
  }

  /** One try at a time. Throws `WrongPin`, or `MustWait` where the PIN was not even looked at. */
  unlock(name: string, pin: string): Promise<Unlocked> {
    const tried = this.#busy.then(() => this.#try(name, pin))
    this.#busy = tried.catch(() => {})
    return tried
  }

  /** The try is counted before it is made: a page that is closed meanwhile does not save it. */
  async #try(name: string, pin: string): Promise<Unlocked> {
    const entry = this.#entries.value.find(({ person }) => person.name === name)
    if (!entry?.lock) throw new WrongPin()
    const wait = this.waitOf(name)
    if (wait) throw new MustWait(wait)
    const wrong = entry.wrong + 1
    await this.#keep({ ...entry, wrong })
    try {
      const key = await unlockedWith(pin, entry.lock, await this.#secret())
      await this.#keep({ ...entry, wrong: 0 })
      return { person: entry.person, key }
    } catch (error) {
      if (error instanceof WrongPin) this.#wait(name, wrong)
      throw error
    }
  }

  #wait(name: string, wrong: number): void {
    if (wrong < FREE_TRIES) return
    const ms = Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_MS)
    this.#freeAt.set(name, this.now() + ms)
  }

  async #keep(entry: Entry): Promise<void> {
    const { name } = entry.person
    const isKnown = this.#entries.value.some(({ person }) => person.name === name)
    const entries = isKnown
      ? this.#entries.value.map((one) => (one.person.name === name ? entry : one))
      : [...this.#entries.value, entry]
    await this.notes.set(PEOPLE, entries)
    this.#entries.value = entries
  }

  async #secret(): Promise<CryptoKey> {
    const kept = await this.notes.get<CryptoKey>(SECRET)
    if (kept) return kept
    const made = await makeDeviceSecret()
    await this.notes.set(SECRET, made)
    return made
  }
}
