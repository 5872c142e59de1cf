import { hex, sha256 } from '../../src/domain/bytes'
import { canonical } from '../../src/domain/canonical'
import { type DistrictKey, type KeyDocument, learnKey } from '../../src/domain/districtKeys'
import { chainHash, sign, signedFact, toBase64url } from '../../src/domain/envelope'
import type { Receipt } from '../../src/domain/receipt'
import { Ledger, type StoredFact } from '../../src/local/ledger'
import type { Notes } from '../../src/local/notes'
import type { StoredDocument } from '../../src/local/store'
import { openDistrict } from './district'
import { DEVICE, keyOf } from './window'

const P256 = { name: 'ECDSA', namedCurve: 'P-256' }

/** A chain of facts as a tablet makes them, from `visit:…:1` on; `word` tells two tablets of one name apart. */
export async function chainOf(length: number, word = 'apply', after: StoredDocument[] = []) {
  const { privateKey } = await keyOf(DEVICE)
  const facts = [...after]
  while (facts.length < length) {
    const last = facts.at(-1)
    const prev = last ? await chainHash(last) : ''
    const fact = { type: 'visit', device: DEVICE, seq: facts.length + 1, prev, purpose: word }
    facts.push({ ...(await signedFact(fact, privateKey)), _rev: '1-a' })
  }
  return facts
}

/** The ledger as the app opens it, over what is stored. */
export async function openLedger(notes: Notes, stored: StoredDocument[] = []): Promise<Ledger> {
  const credential = await (await openDistrict()).admit(DEVICE, (await keyOf(DEVICE)).point)
  return Ledger.open({ device: DEVICE, credential }, notes, stored)
}

/** This tablet made these, each announced and then written. */
export async function made(ledger: Ledger, facts: StoredDocument[]): Promise<void> {
  for (const fact of facts) {
    await ledger.announce(fact as StoredFact)
    await ledger.enter(fact as StoredFact)
  }
}

async function keyIdOf(point: Uint8Array): Promise<string> {
  const compressed = Uint8Array.of(2 + ((point.at(-1) ?? 0) & 1), ...point.slice(1, 33))
  return hex((await sha256(compressed)).slice(0, 8))
}

/** The hub's end: gives receipts, signed with the key of a district. */
export class Registry {
  #written = 0
  #keys!: CryptoKeyPair
  key!: KeyDocument
  /** What a tablet has learnt that knows it. */
  readonly keys = new Map<string, DistrictKey>()

  static async open(): Promise<Registry> {
    const registry = new Registry()
    registry.#keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])
    const point = new Uint8Array(await crypto.subtle.exportKey('raw', registry.#keys.publicKey))
    const kid = await keyIdOf(point)
    const [from, until] = ['2021-01-01', '2031-12-31']
    registry.key = { type: 'key', kid, publicKey: toBase64url(point), from, until }
    learnKey(registry.keys, registry.key)
    return registry
  }

  /** What it says, signed. */
  async say<T extends object>(said: T): Promise<T & { kid: string; sig: string }> {
    const named = { ...said, kid: this.key.kid }
    return { ...named, sig: toBase64url(await sign(this.#keys.privateKey, canonical(named))) }
  }

  /** Its word for another key of the district. */
  async vouch(key: KeyDocument): Promise<void> {
    const { type, kid, publicKey, from } = key
    const word = await sign(this.#keys.privateKey, canonical({ type, kid, publicKey, from }))
    key.vouchedBy = { ...key.vouchedBy, [this.key.kid]: toBase64url(word) }
  }

  /** For a chain of which the hub has all up to the last; `more` is said instead. */
  async receipt(facts: StoredDocument[], more: Partial<Receipt> = {}): Promise<StoredDocument> {
    this.#written += 1
    const last = facts.at(-1)
    const receipt = {
      type: 'receipt',
      v: 1,
      device: DEVICE,
      upTo: facts.length,
      head: last ? await chainHash(last) : '',
      latest: facts.length,
      gaps: '',
      refused: [],
      instance: 'one',
      at: new Date(Date.UTC(2021, 5, 8) + this.#written).toISOString(),
      kid: this.key.kid,
      ...more,
    }
    const sig = toBase64url(await sign(this.#keys.privateKey, canonical(receipt)))
    return { _id: `receipt:${DEVICE}:${crypto.randomUUID()}`, _rev: '1-a', ...receipt, sig }
  }
}
