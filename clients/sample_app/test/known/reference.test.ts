import { expect, test } from 'vitest'
import { Reference } from '../../src/known/reference'
import type { StoredDocument } from '../../src/local/store'
import { guideOf, OWN_SITE, SITE, shipped } from '../helpers/window'

const FURTHER_BIRTH = guideOf('further-birth')

function reference(...documents: object[]): Reference {
  const held = new Reference(OWN_SITE)
  for (const document of [...shipped('guides'), ...shipped('calendars'), ...documents]) {
    held.tell(document as StoredDocument)
  }
  return held
}

const site = (code: string, days: number) => ({
  _id: `site:${code}`,
  type: 'site',
  code,
  name: '某社区',
  nameEn: 'Some community',
  limits: { 'further-birth': days },
})

test('R23: a township may promise fewer working days than the guide, for its own sites; never more', () => {
  const promised = (...documents: object[]) => reference(...documents).workingDays(FURTHER_BIRTH)
  expect(promised()).toBe(20)
  expect(promised(site(SITE, 10))).toBe(10)
  expect(promised(site('500116002902', 10))).toBe(20)
  expect(promised(site(SITE, 25))).toBe(20)
  expect(promised(site(SITE, 0))).toBe(1)
})

test('what is done on the spot has no limit to shorten', () => {
  expect(reference(site(SITE, 10)).workingDays(guideOf('birth-service'))).toBe(0)
})

test('a limit that the township takes back is the guide’s again', () => {
  const held = reference(site(SITE, 10))
  held.tell({ _id: `site:${SITE}`, _rev: '2-a', type: 'site', code: SITE } as StoredDocument)
  expect(held.workingDays(FURTHER_BIRTH)).toBe(20)
})

test('the calendars of all years that are published are held', () => {
  expect([...reference().calendars.keys()].sort()).toEqual([2021, 2022, 2023, 2024, 2025, 2026])
})

test('a site is called in both languages: the own one from the first day, others once they are published', () => {
  const held = reference()
  expect(held.siteName(SITE)).toEqual({ zh: '四牌坊社区', en: 'Sipaifang Community' })
  expect(held.siteName('500116002901').zh).toBe('500116002901')
  held.tell({ ...site('500116002901', 20), name: '德感社区', nameEn: 'Degan' } as unknown as StoredDocument)
  expect(held.siteName('500116002901')).toEqual({ zh: '德感社区', en: 'Degan' })
})
