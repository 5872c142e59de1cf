import { expect, test } from 'vitest'
import { freshnessOf, type SiteSync } from '../../../src/district/dashboard/freshness'

function office(lagHours: number | null, isSilent = false, gaps = ''): SiteSync {
  const area = { code: '500116001', name: '几江街道', nameEn: 'Jijiang Subdistrict' }
  const site = { code: '500116001901', name: '四牌坊社区', nameEn: '', kind: 'community', township: area }
  const device = { device: '500116001901A1', label: '', head: 3, latest: 3, gaps, lastPushAt: null }
  const unknown = { lastPushAt: null, lastHeardAt: null, openOutage: null, p95LagSec: null, pendingHint: 0 }
  return { ...unknown, site, lagHours, isSilent, facts: 3, alarms: 0, devices: [device] }
}

test.each([
  [office(0.1), 'fresh'],
  [office(60), 'fresh'], // over a week-end
  [office(40, true), 'stale'],
  [office(null, true), 'never'],
  [office(0.1, false, '2'), 'gaps'],
])('%#', (site, freshness) => {
  expect(freshnessOf(site)).toBe(freshness)
})
