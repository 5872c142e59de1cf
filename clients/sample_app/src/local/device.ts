/**
 * This tablet as the district knows it: a P-256 key that never leaves it, the district's word for that key,
 * and the token that the key renews without a password.
 */

import type { Ending } from '../domain/ending'
import { sign, toBase64url } from '../domain/envelope'
import { credentialKeyId } from '../domain/sign1'
import { DeviceEnded, type Enrolment, type HubApi, HubRefusal, type Token } from '../hub/api'
import type { Whom } from '../hub/hubs'
import { signInToWork } from '../hub/ownPassword'
import { personAt } from '../hub/signInHere'
import { FIRST_FETCH } from '../hub/sync'
import type { Notes } from './notes'
import { noteFirst, type Person } from './people'
import { askToKeep, isKept } from './storage'
import { notedWaiting } from './waiting'

const DEVICE = 'device'
const TOKEN = 'token'
const ENROLLING = 'enrolling'
const P256 = { name: 'ECDSA', namedCurve: 'P-256' }

export interface Device extends Enrolment {
  privateKey: CryptoKey // not extractable
  admittedBy: string // names the key of the district that signed the first credential: what is trusted begins there
  persisted: boolean // whether the browser promised to keep the data, when it was enrolled
}

/** The browser does not promise to keep what this tablet would hold; nothing was asked of the hub. */
export class NotKept extends Error {}

/** The device enrolled on this tablet, if any. */
export function enrolledDevice(notes: Notes): Promise<Device | undefined> {
  return notes.get<Device>(DEVICE)
}

/** Of a version that knew of one clerk only. */
interface OldMembers {
  clerk: string
  clerkName: string
  role: Person['role']
}

/** Who enrolled it, where that was noted in the device itself. */
export function enrolledBy(device: Device): Person | undefined {
  const { clerk, clerkName, role = 'clerk' } = device as Device & Partial<OldMembers>
  return clerk ? { name: clerk, displayName: clerkName ?? clerk, role } : undefined
}

export interface EnrolmentForm {
  username: string
  password: string
  pairingCode: string
  label: string
  /** Why it is enrolled without the browser's promise: who agreed. Empty as long as nobody has. */
  unkept: string
}

/** A key that the hub may have admitted already: the answer may have been lost. */
interface EnrollingKey {
  privateKey: CryptoKey
  publicKey: string // base64url
}

/**
 * Sign in, make a key, have it admitted, and keep all of it; who signed in is the first of the tablet's people. Throws
 * `FirstPassword`, `HubRefusal` or `HubUnreachable`, and `NotKept` where the browser promises nothing and nobody agreed to that.
 */
export async function enrol(form: EnrolmentForm, api: HubApi, notes: Notes): Promise<Device> {
  const persisted = await askToKeep()
  if (!persisted && !form.unkept) throw new NotKept()
  const { token, person } = await signInToWork(form.username, form.password, api)
  const { privateKey, publicKey } = await enrollingKey(notes)
  const enrolment = await api.enrolDevice(token, { ...form, publicKey, unkept: persisted ? '' : form.unkept })
  const admittedBy = credentialKeyId(enrolment.credential)
  const device = { ...enrolment, privateKey, admittedBy, persisted }
  await noteFirst(personAt(enrolment.site.code, person), notes)
  await notes.set(FIRST_FETCH, 'owed')
  await notes.set(DEVICE, device)
  await notes.delete(ENROLLING)
  return device
}

/** Kept before the hub hears of it, and the same one until it is enrolled. */
async function enrollingKey(notes: Notes): Promise<EnrollingKey> {
  const kept = await notes.get<EnrollingKey>(ENROLLING)
  if (kept) return kept
  const keys = await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey))
  const made = { privateKey: keys.privateKey, publicKey: toBase64url(point) }
  await notes.set(ENROLLING, made)
  return made
}

/**
 * The device's token: read at start, renewed by a signed challenge whenever the hub asks for it. The credential is
 * renewed by the way.
 */
export class DeviceToken {
  #current: Token | undefined
  #renewing: Promise<boolean> | undefined

  constructor(
    private readonly device: Device,
    private readonly api: Pick<HubApi, 'challenge' | 'renew'>,
    private readonly notes: Notes,
    private readonly ended: (ending: Ending, asked: string) => Promise<void>,
    private readonly whose: Whom = 'district',
  ) {}

  /** Each hub gives its own. */
  get #note(): string {
    return this.whose === 'district' ? TOKEN : `${TOKEN}:${this.whose}`
  }

  async load(): Promise<void> {
    this.#current = await this.notes.get<Token>(this.#note)
  }

  get text(): string {
    return this.#current?.token ?? ''
  }

  /** False when the hub does not admit this device any more; throws `HubUnreachable`. */
  renew(): Promise<boolean> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined
    })
    return this.#renewing
  }

  async #renew(): Promise<boolean> {
    const { device, privateKey } = this.device
    let asked = ''
    try {
      const challenge = await this.api.challenge(device)
      const message = new TextEncoder().encode(`yici-renew:${challenge}`)
      asked = toBase64url(await sign(privateKey, message))
      const told = { isKept: await isKept(), waiting: await notedWaiting(this.notes) }
      const { credential, ...token } = await this.api.renew(device, challenge, asked, told)
      this.#current = token
      await this.#keepCredential(credential)
    } catch (error) {
      if (error instanceof DeviceEnded) await this.ended(error.ending, asked)
      if (error instanceof HubRefusal) return false
      throw error
    }
    await this.notes.set(this.#note, this.#current)
    return true
  }

  /** What is issued from now on carries it. A village hub may know an older one. */
  async #keepCredential(credential: string): Promise<void> {
    if (this.whose !== 'district' || credential === this.device.credential) return
    this.device.credential = credential
    await this.notes.set(DEVICE, { ...this.device })
  }
}
