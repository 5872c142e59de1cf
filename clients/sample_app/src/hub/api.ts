/** What the tablet asks the hub beside replication: GraphQL, and a new token by the device key. */

import type { Ending } from '../domain/ending'
import type { Brought, Bytes } from './courier'
import { wholeAnswer } from './wholeAnswer'

const TIME_LIMIT_MS = 20_000
/** For a whole outage in one file, over a slow line, and for a list of new people: each password takes its time. */
export const LONG_LIMIT_MS = 300_000

/** The hub said no; `message` is its own sentence, `code` its word for it and `chinese` the same sentence where it gave them. */
export class HubRefusal extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly chinese?: string,
  ) {
    super(message)
  }
}

/** The district has ended this device; whether it is the district that says so is still to be checked. */
export class DeviceEnded extends HubRefusal {
  constructor(
    message: string,
    readonly ending: Ending,
  ) {
    super(message, 'forbidden')
  }
}

/** There was no answer, or one that is not the hub's. */
export class HubUnreachable extends Error {}

export interface Token {
  token: string
  expiresAt: string
}

/** A token, and the device's credential as it is now: the same one until its end is near. */
export interface Renewed extends Token {
  credential: string // base64url
}

/** What a tablet tells of itself: does its browser promise to keep what it holds, how many facts wait to be sent. */
export interface Told {
  isKept: boolean
  waiting: number
}

/** Who signed in. `role` and `area` are the hub's words: a clerk's area is his site. */
export interface SignedIn extends Token {
  person: { name: string; displayName: string; role: string; area: string; mustChangePassword?: boolean }
}

export interface AskedEnrolment {
  pairingCode: string
  publicKey: string // base64url
  label: string
  unkept: string // why it is enrolled though its browser does not promise to keep what it holds; empty where it does
}

export interface Enrolment {
  device: string
  site: { code: string; name: string; nameEn: string }
  credential: string // base64url
  publicUrl: string
}

export interface HubApiParts {
  inner?: typeof fetch
  /** Of another hub than the one the app came from. */
  origin?(): string
  heardTime(time: string): void
}

export class HubApi {
  constructor(private readonly parts: HubApiParts) {}

  async signIn(username: string, password: string): Promise<SignedIn> {
    const mutation = `mutation SignIn($username: String!, $password: String!) {
      signIn(username: $username, password: $password) {
        token expiresAt person { name displayName role area mustChangePassword } } }`
    return (await this.#graphql<{ signIn: SignedIn }>(mutation, { username, password })).signIn
  }

  /** A token that ends later, for a person who is still at work. */
  prolong(token: string): Promise<Token> {
    return this.#post<Token>('/auth/prolong', {}, token)
  }

  async enrolDevice(
    token: string,
    { pairingCode, publicKey, label, unkept }: AskedEnrolment,
  ): Promise<Enrolment> {
    const mutation = `mutation EnrolDevice($pairingCode: String!, $publicKey: String!, $label: String!, $unkept: String!) {
      enrolDevice(pairingCode: $pairingCode, publicKey: $publicKey, label: $label, unkept: $unkept) {
        device site { code name nameEn } credential publicUrl } }`
    const variables = { pairingCode, publicKey, label, unkept }
    return (await this.#graphql<{ enrolDevice: Enrolment }>(mutation, variables, token)).enrolDevice
  }

  async challenge(device: string): Promise<string> {
    return (await this.#post<{ challenge: string }>('/auth/challenge', { device })).challenge
  }

  /** Throws `DeviceEnded` when the device has ended. */
  async renew(device: string, challenge: string, signature: string, told: Told): Promise<Renewed> {
    const storage = told.isKept ? 'kept' : 'unkept'
    const { waiting } = told
    return this.#post<Renewed>('/auth/renew', { device, challenge, signature, storage, waiting })
  }

  /** A query or a mutation in the name of whom the token is of. */
  ask<T>(query: string, variables: object, token: string, limit = TIME_LIMIT_MS): Promise<T> {
    return this.#graphql<T>(query, variables, token, limit)
  }

  /** One sealed paper, opened by the hub for whom the token is of, who is put on record. */
  async paper(site: string, name: string, token: string): Promise<Blob> {
    const headers = new Headers({ authorization: `Bearer ${token}` })
    const response = await this.#request(`/papers/${site}/${name}`, { headers, cache: 'no-store' })
    if (!response.headers.get('x-hub-instance')) throw new HubUnreachable('the answer is not the hub’s')
    if (response.status >= 500 || response.status === 429) throw new HubUnreachable('the hub is busy')
    if (!response.ok) throw new HubRefusal(response.statusText, response.status === 401 ? 'unauthorized' : '')
    return response.blob()
  }

  /** A courier's file, handed in by whom the token is of, who is put on record. */
  bring(file: Bytes, token: string): Promise<Brought> {
    return this.#answered<Brought>('/import', file, new Headers(), token, LONG_LIMIT_MS)
  }

  async #graphql<T>(query: string, variables: object, token = '', limit = TIME_LIMIT_MS): Promise<T> {
    const answer = await this.#post<{ data?: T; errors?: GraphQLError[] }>(
      '/graphql',
      { query, variables },
      token,
      limit,
    )
    const [error] = answer.errors ?? []
    if (error) throw new HubRefusal(error.message, error.extensions?.code ?? '', error.extensions?.zh)
    if (!answer.data) throw new HubUnreachable('the answer holds no data')
    return answer.data
  }

  #post<T>(path: string, body: object, token = '', limit = TIME_LIMIT_MS): Promise<T> {
    const headers = new Headers({ 'content-type': 'application/json' })
    return this.#answered<T>(path, JSON.stringify(body), headers, token, limit)
  }

  async #answered<T>(
    path: string,
    body: string | Bytes,
    headers: Headers,
    token: string,
    limit: number,
  ): Promise<T> {
    if (token) headers.set('authorization', `Bearer ${token}`)
    const response = await this.#request(path, { method: 'POST', headers, body }, limit)
    if (!response.headers.get('x-hub-instance')) throw new HubUnreachable('the answer is not the hub’s')
    this.parts.heardTime(response.headers.get('x-hub-time') ?? '')
    if (response.status >= 500 || response.status === 429) {
      throw new HubUnreachable(`the hub is busy (${response.status})`)
    }
    const answer = (await bodyOf(response)) as T & { error?: string; reason?: string; ending?: Ending }
    if (!response.ok && answer.ending) throw new DeviceEnded(answer.reason ?? '', answer.ending)
    if (!response.ok && !('errors' in answer)) {
      throw new HubRefusal(answer.reason ?? answer.error ?? response.statusText, answer.error ?? '')
    }
    return answer
  }

  async #request(path: string, init: RequestInit, limit = TIME_LIMIT_MS): Promise<Response> {
    const url = `${this.parts.origin?.() ?? ''}${path}`
    try {
      return await wholeAnswer(url, { ...init, redirect: 'error' }, limit, this.parts.inner)
    } catch (error) {
      throw new HubUnreachable(String(error))
    }
  }
}

/** Something between us and the hub may have cut it short. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    throw new HubUnreachable(String(error))
  }
}

interface GraphQLError {
  message: string
  extensions?: { code?: string; zh?: string }
}
