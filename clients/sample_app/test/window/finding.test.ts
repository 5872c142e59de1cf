import { describe, expect, test } from 'vitest'
import { earlierCertificate } from '../../src/domain/issued'
import { statusLink } from '../../src/domain/statusLink'
import { findCases, siteOfCase, siteOfNumber } from '../../src/window/finding'
import { coupleFor } from '../helpers/flows'
import { GUIDE, guideOf, openWindow, zhaoCouple } from '../helpers/window'

const ALL = ['M01:husband', 'M01:wife', 'M02:husband', 'M02:wife', 'M03:couple']

async function withOneIssued() {
  const window = await openWindow()
  const { work, cases } = window
  const id = await work.open(GUIDE, zhaoCouple())
  await work.show(id, ALL, [])
  await work.accept(id)
  const { certNo } = await work.issue(id)
  const found = (words: string) => findCases(cases.all.values(), words).map((one) => one.id)
  const earlier = (other: string) => earlierCertificate(cases.all.values(), work.standing(other, 'draft'))
  return { ...window, id, certNo, found, earlier }
}

test('a case that is done is found by name, end of the ID and number, and only when it is looked for', async () => {
  const { work, cases, id, certNo, found } = await withOneIssued()
  expect(found('')).toEqual([id])
  await work.handOver(id, [])
  expect(found(' ')).toEqual([])
  const token = cases.all.get(id)?.certificates[0]?.token ?? '?'
  const scanned = [`https://yici.example/V/${token}`, `https://yici.example/verify/${certNo}`]
  const typed = ['赵明', '赵明 / 周芳', ' 1012 ', '９９９９９９198803121012', certNo.toLowerCase()]
  for (const words of [...typed, ...scanned, cases.all.get(id)?.caseNo ?? '?']) {
    expect(found(words)).toEqual([id])
  }
  expect(found('无此人')).toEqual([])
})

test('a withdrawn case is not open, and is found when it is looked for', async () => {
  const { work, id, found } = await withOneIssued()
  const withdrawn = await work.open(GUIDE, zhaoCouple())
  await work.withdraw(withdrawn)
  expect(found('')).toEqual([id])
  expect(found('赵明').sort()).toEqual([id, withdrawn])
})

test('a certificate of the same two people is known in their next case, another couple’s is not', async () => {
  const { work, certNo, earlier } = await withOneIssued()
  const couple = zhaoCouple()
  expect(earlier(await work.open(GUIDE, couple))).toMatchObject({ certNo, issuedOn: '2021-06-14' })
  const wife = { ...couple.wife, idNo: '999999198706052246' }
  expect(earlier(await work.open(GUIDE, { ...couple, wife }))).toBeUndefined()
})

test('a certificate of another item, or one that is void, stands in nobody’s way', async () => {
  const { work, id, certNo, earlier } = await withOneIssued()
  expect(earlier(await work.open(guideOf('further-birth'), coupleFor('further-birth')))).toBeUndefined()
  await work.spoil(id, certNo, 'jam')
  expect(earlier(await work.open(GUIDE, zhaoCouple()))).toBeUndefined()
})

describe('a scanned paper', () => {
  const ELSEWHERE = { device: '500116002901C5', site: '500116002901', clerk: 'degan-1' }

  test('of a case that is here is found by its slip, and by the address of where it stands', async () => {
    const { work, clock, id, found, cases } = await withOneIssued()
    const [acceptance] = cases.own('acceptance')
    if (!acceptance) throw new Error('not accepted')
    const slip = await work.slip(work.standing(id), clock.now().ms, acceptance)
    expect(found(`https://yici.example/H/${slip}`)).toEqual([id])
    expect(found(statusLink('https://yici.example', acceptance.caseNo, acceptance))).toEqual([id])
  })

  test('of another office says which one it is', async () => {
    const { found } = await withOneIssued()
    const there = await openWindow({ author: ELSEWHERE })
    const id = await there.work.open(GUIDE, { ...zhaoCouple() })
    await there.work.show(id, ALL, [])
    const acceptance = await there.work.accept(id)
    const slip = `HTTPS://YICI.EXAMPLE/H/${await there.work.slip(there.work.standing(id), there.clock.now().ms, acceptance)}`
    const { token } = await there.work.issue(id)
    const certificate = `HTTPS://YICI.EXAMPLE/V/${token}`
    expect([found(slip), found(certificate)]).toEqual([[], []])
    expect([siteOfCase(slip), siteOfNumber(slip)]).toEqual([ELSEWHERE.site, ''])
    expect([siteOfCase(certificate), siteOfNumber(certificate)]).toEqual(['', ELSEWHERE.site])
    expect([siteOfCase('赵明'), siteOfNumber('https://yici.example/H/AB')]).toEqual(['', ''])
  })
})
