/** The app without its screens, for a tablet that is driven from outside the test runner. */
import './indexedDB'
import { HubApi } from '../../src/hub/api'
import { type Device, type EnrolmentForm, enrol as enrolDevice } from '../../src/local/device'
import { LocalDatabase, notes } from '../../src/local/store'
import { openTablet } from '../../src/tablet'
import { unexpected } from './unexpected'

export function enrol(form: EnrolmentForm): Promise<Device> {
  return enrolDevice(form, new HubApi({ heardTime: () => {} }), notes)
}

/** The opened app; `write` is the smallest thing a clerk does. */
export async function open(device: Device) {
  const site = new LocalDatabase(`site-${device.site.code}`)
  const closing = new AbortController()
  const tablet = await openTablet(
    device,
    { exclusively: oneAtATime() },
    { signal: closing.signal, ended: () => {}, failed: unexpected },
  )
  return {
    ...tablet,
    write: () => tablet.work.selfCheck({ checklist: '2021-7', finding: '', rectifiedOn: '' }),
    written: () => tablet.cases.own('self-check').map(({ _id }) => _id),
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
