/** The app without its screens, for a tablet that is driven from outside the test runner. */
import './indexedDB'
import { fromBase64url } from '../../src/domain/envelope'
import { writeSigned } from '../../src/domain/sign1'
import { HubApi } from '../../src/hub/api'
import { type Device, type EnrolmentForm, enrol as enrolDevice } from '../../src/local/device'
import { notes } from '../../src/local/notes'
import { People } from '../../src/local/people'
import { Seal } from '../../src/local/seal'
import { LocalDatabase } from '../../src/local/store'
import { openTablet } from '../../src/openTablet'
import { unexpected } from './unexpected'

export function enrol(form: Omit<EnrolmentForm, 'unkept'>): Promise<Device> {
  return enrolDevice(
    { ...form, unkept: 'there is no browser here' },
    new HubApi({ heardTime: () => {} }),
    notes,
  )
}

const PIN = '271828'

/** The opened app, unlocked by the clerk's PIN, chosen the first time; `write` is the smallest thing a clerk does. */
export async function open(device: Device) {
  const closing = new AbortController()
  const people = await People.load(notes)
  const unlocked = people.isNew
    ? await people.begin(PIN)
    : await people.unlock(people.list.value[0]?.name ?? '', PIN)
  const sealing = { seal: new Seal(unlocked.key), unreadable: unexpected }
  const site = new LocalDatabase(`sealed-site-${device.site.code}`, sealing)
  const tablet = await openTablet({
    device,
    tab: { exclusively: oneAtATime() },
    life: { signal: closing.signal, ended: () => {}, failed: unexpected },
    people,
    unlocked,
  })
  await tablet.read()
  return {
    ...tablet,
    write: () => tablet.work.selfCheck({ checklist: '2021-7', finding: '', rectifiedOn: '' }),
    written: () => tablet.cases.own('self-check').map(({ _id }) => _id),
    /** As the QR of whatever it prints. */
    paper: () => writeSigned(new Map([[1, '']]), fromBase64url(device.credential), device.privateKey),
    held: async () => (await site.all()).map(({ _id }) => _id),
    instance: () => notes.get<string>('instance'),
    close: () => closing.abort(),
  }
}

function oneAtATime() {
  let queue: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work)
    queue = done.catch(() => {})
    return done
  }
}
