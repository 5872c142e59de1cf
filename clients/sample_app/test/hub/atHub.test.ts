import { expect, test, vi } from 'vitest'
import { HubRefusal } from '../../src/hub/api'
import { AtHub, SignedOut } from '../../src/hub/atHub'
import { FileOfAnotherSite } from '../../src/hub/courier'

const NOW = Date.parse('2021-06-14T02:00:00.000Z')
const DEVICE = '500116001901A1'

/** A hub that answers every question with the same. */
async function signedIn(answer: unknown, now = () => NOW) {
  const ask = vi.fn(async (_query: string, _variables: object, _token: string) => answer)
  const signIn = vi.fn(async () => ({ token: 'secret', expiresAt: '2021-06-14T03:00:00.000Z', person: {} }))
  const atHub = new AtHub({ signIn, ask } as never, now)
  await atHub.signIn('jijiang', 'yici-demo')
  return { atHub, ask }
}

test('tablets come with what the hub has heard of them and the numbers they have left', async () => {
  const { atHub, ask } = await signedIn({
    devices: [
      { device: DEVICE, siteCode: '500116001901', label: '窗口一', expires: '2023-06-08', ended: null },
    ],
    siteSync: [
      {
        site: { code: '500116001901', name: '四牌坊社区', nameEn: 'Sipaifang Community' },
        devices: [{ device: DEVICE, lastPushAt: '2021-06-14T01:00:00.000Z', gaps: '' }],
      },
    ],
    numberLedger: { stocks: [{ device: DEVICE, item: 'BIRTH_SERVICE', counts: { free: 187 } }] },
  })
  const { sites, tablets } = await atHub.tablets('500116001')
  expect(sites).toMatchObject([{ name: '四牌坊社区' }])
  expect(tablets).toMatchObject([
    { label: '窗口一', lastPushAt: '2021-06-14T01:00:00.000Z', free: [{ item: 'birth-service', n: 187 }] },
  ])
  expect(ask).toHaveBeenCalledWith(expect.stringContaining('devices'), { area: '500116001' }, 'secret')
})

test('of a certificate the hub shows whose it is, masked, and nothing of a number that is not theirs', async () => {
  const husband = { name: '赵*', idNo: '999999********1234' }
  const { atHub, ask } = await signedIn({
    case: {
      item: 'BIRTH_SERVICE',
      site: { code: '500116001901', name: '四牌坊社区', nameEn: 'Sipaifang Community' },
      husband,
      wife: husband,
      certificates: [
        { certNo: 'FS1', issuedOn: '2021-06-01', void: 'spoiled' },
        { certNo: 'FS2', issuedOn: '2021-06-14', void: '' },
      ],
    },
  })
  expect(await atHub.certificate('FS2')).toMatchObject({
    item: 'birth-service',
    issuedOn: '2021-06-14',
    void: '',
    husband,
    site: { zh: '四牌坊社区' },
  })
  ask.mockResolvedValueOnce({ case: null })
  expect(await atHub.certificate('FS9')).toBeUndefined()
})

test('a reason is said in the words of the hub', async () => {
  const { atHub, ask } = await signedIn({})
  await atHub.voidCertificate({ certNo: 'FS1', why: 'clerical-error', grounds: '写错' })
  expect(ask.mock.calls[0]?.[1]).toEqual({ certNo: 'FS1', why: 'CLERICAL_ERROR', grounds: '写错' })
})

test('nobody orders anything without signing in, nor when their hour is over', async () => {
  const stranger = new AtHub({} as never, () => NOW)
  await expect(stranger.readmitDevice(DEVICE)).rejects.toThrow(SignedOut)
  let now = NOW
  const { atHub, ask } = await signedIn({}, () => now)
  now = Date.parse('2021-06-14T03:00:00.000Z')
  await expect(atHub.readmitDevice(DEVICE)).rejects.toThrow(SignedOut)
  expect(ask).not.toHaveBeenCalled()
  expect(atHub.isSignedIn.value).toBe(false)
})

test('a token that the hub does not know any more is forgotten; another refusal is told', async () => {
  const { atHub, ask } = await signedIn({})
  ask.mockRejectedValueOnce(new HubRefusal('There is no device.', 'not_found'))
  await expect(atHub.readmitDevice(DEVICE)).rejects.toThrow('There is no device.')
  expect(atHub.isSignedIn.value).toBe(true)
  ask.mockRejectedValueOnce(new HubRefusal('expired', 'unauthorized'))
  await expect(atHub.readmitDevice(DEVICE)).rejects.toThrow(SignedOut)
  expect(atHub.isSignedIn.value).toBe(false)
})

test('a village’s file is handed in in the person’s own name; another township’s is not sent at all', async () => {
  const answer = { device: DEVICE, taken: ['visit:x:1'], there: [], refused: [] }
  const bring = vi.fn(async () => answer)
  const signIn = async () => ({ token: 'secret', expiresAt: '2021-06-14T03:00:00.000Z', person: {} })
  const atHub = new AtHub({ signIn, bring } as never, () => NOW)
  await atHub.signIn('jijiang', 'yici-demo')
  const file = new TextEncoder().encode(
    `${JSON.stringify({ type: 'courier', v: 1, device: DEVICE })}\nsealed`,
  )
  expect(await atHub.bring('500116001', file)).toBe(answer)
  expect(bring).toHaveBeenCalledWith(file, 'secret')
  await expect(atHub.bring('500116002', file)).rejects.toThrow(FileOfAnotherSite)
  expect(bring).toHaveBeenCalledTimes(1)
})
