import { expect, test } from 'vitest'
import { pathTo, type Site, siteOf, townshipsOf } from '../../../src/district/dashboard/areas'

const area = (code: string) => ({ code, name: code, nameEn: code })
const site = (code: string): Site => ({ ...area(code), township: area(code.slice(0, 9)) })
const SITES = ['500116001901', '500116001902', '500116002901'].map(site)
const codes = (of: { code: string }[]) => of.map(({ code }) => code)

test('an office is found by its code and by the number of a certificate it issued', () => {
  expect(siteOf('500116001902', SITES)?.code).toBe('500116001902')
  expect(siteOf('FS50011600290121A30001K', SITES)?.code).toBe('500116002901')
  expect(siteOf('FS50011600999921A30001K', SITES)).toBeUndefined()
})

test('townships come once each', () => {
  expect(codes(townshipsOf(SITES))).toEqual(['500116001', '500116002'])
})

test('the district goes down by township and site', () => {
  const district = area('500116')
  expect(codes(pathTo('500116', district, SITES))).toEqual(['500116'])
  expect(codes(pathTo('500116001902', district, SITES))).toEqual(['500116', '500116001', '500116001902'])
})

test('a township begins with itself, a clerk at the own site', () => {
  expect(codes(pathTo('500116001901', area('500116001'), SITES))).toEqual(['500116001', '500116001901'])
  expect(codes(pathTo('500116001901', area('500116001901'), SITES))).toEqual(['500116001901'])
})
