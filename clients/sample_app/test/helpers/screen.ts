/** A screen as it is first shown, of a window that a test has brought to its point. */
import { type Component, createSSRApp, h, reactive, ref } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { Drafts } from '../../src/local/draft'
import { Homes } from '../../src/local/homes'
import { ThrownForms } from '../../src/local/thrown'
import { TABLET, type Tablet } from '../../src/tablet'
import { route } from '../../src/window/route'
import { createNotes } from './notes'
import { unexpected } from './unexpected'
import { GUIDE, guideOf, OWN_SITE, SITE, type Window } from './window'

export const ELSEWHERE = '500116002901'
const NAMES: Record<string, { zh: string; en: string }> = {
  [SITE]: { zh: OWN_SITE.name, en: OWN_SITE.nameEn },
  '500116001000': { zh: '几江街道', en: 'Jijiang Subdistrict' },
  [ELSEWHERE]: { zh: '德感社区', en: 'Degan Community' },
}

/** What the screens and papers find of the tablet; `window` is the office at work on it. */
export function tabletOf({ work, cases, clock, device }: Window): Tablet {
  const guides = [GUIDE, guideOf('further-birth'), guideOf('only-child')]
  return {
    work,
    cases,
    isRead: ref(true),
    clock,
    device: {
      ...device,
      site: OWN_SITE,
      publicUrl: 'https://yici.example',
    },
    person: { name: 'sipaifang-1', displayName: '周经办', role: 'clerk' },
    nameOf: (name: string) => (name === 'sipaifang-1' ? '周经办' : name),
    atHub: { isSignedIn: ref(false) },
    drafts: new Drafts(createNotes(), unexpected),
    homes: new Homes(createNotes()),
    thrownForms: new ThrownForms(createNotes()),
    guides: new Map(guides.map((guide) => [guide._id, guide])),
    district: reactive({ complaintPhone: '023-47292152', portal: 'https://portal.example' }),
    sync: { state: reactive({ online: true, lastAnswer: 0, attention: '', reason: '' }) },
    post: 'clerk',
    daysLeft: () => 19,
    dayAfter: () => '2021-06-15',
    receipts: { isCopied: ref(false), waiting: ref(0) },
    today: reactive({ date: '2021-06-14', basis: 'hub', needsConfirmation: false, ahead: 0 }),
    siteName: (code: string) => NAMES[code] ?? { zh: code, en: code },
  } as unknown as Tablet
}

export function show(
  screen: Component,
  window: Window,
  caseId = '',
  detail = '',
  day = '2021-06-14',
  more: Partial<Tablet> = {},
): Promise<string> {
  Object.assign(route, { caseId, detail })
  const tablet = { ...tabletOf(window), ...more }
  tablet.today.date = day
  return renderToString(createSSRApp({ render: () => h(screen) }).provide(TABLET, tablet))
}
