/**
 * What somebody of the township orders at the hub in their own name: for what concerns more than this tablet, and so
 * needs the network. The password is asked for each time; the token is kept in memory alone, for its hour.
 */
import { computed, type Ref, shallowRef } from 'vue'
import type { FactBodies } from '../domain/facts'
import { type HubApi, HubRefusal, type Token } from './api'
import { type Brought, type Bytes, checkIsOf } from './courier'
import { signInToWork } from './ownPassword'

export type DeviceEnd = 'LOST' | 'STOLEN' | 'SUSPENDED' | 'RETIRED'

/** One admitted tablet. */
export interface HubDevice {
  device: string
  siteCode: string
  label: string
  expires: string
  ended: { why: DeviceEnd; at: string; by: string; note: string } | null
}

/** Tablets with what the hub has heard of each, and the numbers that are left of it. */
export interface HubTablet extends HubDevice {
  lastPushAt: string // empty when it has sent nothing
  gaps: string // facts that are missing
  free: { item: string; n: number }[]
}

export interface HubSite {
  code: string
  name: string
  nameEn: string
}

export interface PairingCode {
  code: string
  expiresAt: string
  url: string
}

/** What went with a tablet. */
export interface Exposure {
  caseCount: number
  openCaseCount: number
  cases: { id: string; caseNo: string | null; state: string }[]
  numbers: { item: string; first: number; last: number }[]
  gaps: string
  lastPushAt: string | null
}

/** A certificate of the hub's, its couple masked. */
export interface HubCertificate {
  item: string
  issuedOn: string
  void: string // why, empty while it is good
  site: { zh: string; en: string }
  husband: MaskedPerson
  wife: MaskedPerson
}

export interface MaskedPerson {
  name: string
  idNo: string
}

/** Nobody is signed in, or their hour is over. */
export class SignedOut extends Error {}

const ENDED = 'device siteCode label expires ended { why at by note }'

export class AtHub {
  readonly #token = shallowRef<Token>()
  readonly isSignedIn: Readonly<Ref<boolean>> = computed(() => this.#token.value !== undefined)

  /** `now` is the hub's time, as far as it is known, in milliseconds. */
  constructor(
    private readonly api: Pick<HubApi, 'signIn' | 'ask' | 'paper' | 'bring'>,
    private readonly now: () => number,
  ) {}

  /** Throws `FirstPassword`, `HubRefusal` or `HubUnreachable`. */
  async signIn(username: string, password: string): Promise<void> {
    const { token, expiresAt } = await signInToWork(username, password, this.api)
    this.#token.value = { token, expiresAt }
  }

  signOut(): void {
    this.#token.value = undefined
  }

  /** Of the sites of an area (its code). */
  async tablets(area: string): Promise<{ sites: HubSite[]; tablets: HubTablet[] }> {
    const { devices, siteSync, numberLedger } = await this.#ask<TabletsAnswer>(
      `query Tablets($area: String!) {
        devices(areaCode: $area) { ${ENDED} }
        siteSync(areaCode: $area) { site { code name nameEn } devices { device lastPushAt gaps } }
        numberLedger(areaCode: $area) { stocks { device item counts { free } } } }`,
      { area },
    )
    const heard = new Map(siteSync.flatMap((row) => row.devices).map((one) => [one.device, one]))
    const tablets = devices.map((one) => ({
      ...one,
      lastPushAt: heard.get(one.device)?.lastPushAt ?? '',
      gaps: heard.get(one.device)?.gaps ?? '',
      free: numberLedger.stocks
        .filter(({ device }) => device === one.device)
        .map(({ item, counts }) => ({ item: itemOf(item), n: counts.free })),
    }))
    return { sites: siteSync.map(({ site }) => site), tablets }
  }

  async createPairingCode(site: string): Promise<PairingCode> {
    const mutation = `mutation Pair($site: String!) { createPairingCode(site: $site) { code expiresAt url } }`
    return (await this.#ask<{ createPairingCode: PairingCode }>(mutation, { site })).createPairingCode
  }

  /** With `wipe` the tablet deletes what it holds when it asks for a token. Answers what went with it. */
  async endDevice(
    device: string,
    { why, note, wipe }: { why: DeviceEnd; note: string; wipe: boolean },
  ): Promise<Exposure> {
    const mutation = `mutation End($device: ID!, $why: DeviceEnd!, $note: String!, $wipe: Boolean!) {
      endDevice(device: $device, why: $why, note: $note, wipe: $wipe) { exposure {
        caseCount openCaseCount cases { id caseNo state } numbers { item first last } gaps lastPushAt } } }`
    const { endDevice } = await this.#ask<{ endDevice: { exposure: Exposure } }>(mutation, {
      device,
      why,
      note,
      wipe,
    })
    const { exposure } = endDevice
    const numbers = exposure.numbers.map((run) => ({ ...run, item: itemOf(run.item) }))
    return { ...exposure, numbers }
  }

  async readmitDevice(device: string): Promise<void> {
    await this.#ask('mutation Readmit($device: ID!) { readmitDevice(device: $device) { pending } }', {
      device,
    })
  }

  /** Two certificates of a couple, one of which may be another township's, both stay. */
  async bothStay(duplicate: string, grounds: string): Promise<void> {
    const mutation = `mutation BothStay($duplicate: ID!, $grounds: String!) {
      resolveDuplicate(duplicate: $duplicate, grounds: $grounds) { pending } }`
    await this.#ask(mutation, { duplicate, grounds })
  }

  /** What the hub shows of a certificate; undefined where it has none of that number that they may see. */
  async certificate(certNo: string): Promise<HubCertificate | undefined> {
    const query = `query Certificate($certNo: String!) { case(caseNo: $certNo) {
      item site { name nameEn } husband { name idNo } wife { name idNo } certificates { certNo issuedOn void } } }`
    const { case: found } = await this.#ask<{ case: CertificateAnswer | null }>(query, { certNo })
    const certificate = found?.certificates.find((one) => one.certNo === certNo)
    if (!found || !certificate) return undefined
    const { husband, wife, site } = found
    const { issuedOn, void: why } = certificate
    return {
      item: itemOf(found.item),
      issuedOn,
      void: why,
      husband,
      wife,
      site: { zh: site.name, en: site.nameEn },
    }
  }

  /** Of a certificate whose case is not on this tablet. */
  async voidCertificate({ certNo, why, grounds }: FactBodies['void']): Promise<void> {
    const mutation = `mutation Void($certNo: String!, $why: VoidReason!, $grounds: String!) {
      voidCertificate(certNo: $certNo, why: $why, grounds: $grounds) { pending } }`
    await this.#ask(mutation, { certNo, why: why.replaceAll('-', '_').toUpperCase(), grounds })
  }

  /** A paper that was uploaded, or an address: in memory alone. */
  paper(site: string, name: string): Promise<Blob> {
    return this.#signed((token) => this.api.paper(site, name, token))
  }

  /** Hand in another tablet's file; throws `NotACourier` or `FileOfAnotherSite` without asking. */
  async bring(area: string, file: Bytes): Promise<Brought> {
    checkIsOf(area, file)
    return this.#signed((token) => this.api.bring(file, token))
  }

  #ask<T>(query: string, variables: object): Promise<T> {
    return this.#signed((token) => this.api.ask<T>(query, variables, token))
  }

  async #signed<T>(work: (token: string) => Promise<T>): Promise<T> {
    const token = this.#token.value
    if (!token || Date.parse(token.expiresAt) <= this.now()) {
      this.signOut()
      throw new SignedOut()
    }
    try {
      return await work(token.token)
    } catch (error) {
      if (!(error instanceof HubRefusal) || error.code !== 'unauthorized') throw error
      this.signOut()
      throw new SignedOut()
    }
  }
}

interface TabletsAnswer {
  devices: HubDevice[]
  siteSync: { site: HubSite; devices: { device: string; lastPushAt: string | null; gaps: string }[] }[]
  numberLedger: { stocks: { device: string; item: string; counts: { free: number } }[] }
}

interface CertificateAnswer {
  item: string
  site: HubSite
  husband: MaskedPerson
  wife: MaskedPerson
  certificates: { certNo: string; issuedOn: string; void: string }[]
}

/** `BIRTH_SERVICE` of GraphQL is `birth-service` elsewhere. */
function itemOf(name: string): string {
  return name.toLowerCase().replaceAll('_', '-')
}
