/** What an open tablet stands on before it has read any case: its disk, its clock, its ledger, the district as known. */
import { shallowReactive } from 'vue'
import { KnownKeys } from './known/keys'
import { Reference } from './known/reference'
import { Verifier } from './known/verifier'
import { type Databases, openDatabases } from './local/databases'
import type { Device } from './local/device'
import type { Unread } from './local/following'
import { KeptClock } from './local/keptClock'
import { Ledger } from './local/ledger'
import type { Life } from './local/life'
import { type Notes, notes } from './local/notes'
import type { People, Unlocked } from './local/people'
import type { OpenTab } from './local/singleTab'

export interface TabletParts {
  device: Device
  tab: OpenTab
  life: Life
  people: People
  unlocked: Unlocked
}

export interface Ground extends TabletParts {
  databases: Databases
  notes: Notes
  clock: KeptClock
  ledger: Ledger
  keys: KnownKeys
  reference: Reference
  verifier: Verifier
  /** What is on its disk and cannot be understood. */
  unread: Unread
}

export async function openGround(parts: TabletParts): Promise<Ground> {
  const { device, life, unlocked } = parts
  const unread: Unread = shallowReactive(new Map())
  const keys = new KnownKeys(device.admittedBy)
  return {
    ...parts,
    databases: await openDatabases(device, unlocked.key, unread),
    notes,
    clock: await KeptClock.open(notes, life),
    ledger: await Ledger.open(device, notes, []),
    keys,
    reference: new Reference(device.site),
    verifier: new Verifier(keys.all),
    unread,
  }
}
