import { beforeEach, expect, test } from 'vitest'
import type { Case } from '../../src/domain/case'
import { Homes } from '../../src/local/homes'
import type { Notes } from '../../src/local/notes'
import { createNotes } from '../helpers/notes'

const HOME = { recipient: '周芳', phone: '13900000000', address: '重庆市江津区几江街道大西门路 8 号' }
const CASE = {
  id: 'a',
  delivery: 'mail',
  address: 'paper',
  state: 'issued',
  mailings: [],
  certificates: [],
} as unknown as Case
let notes: Notes
let homes: Homes

beforeEach(async () => {
  notes = createNotes()
  homes = new Homes(notes)
  await homes.keep('a', 'paper', HOME)
})

/** The certificates of a case in their order, and the letters with them. */
function sheets(certificates: object[], mailings: object[] = []): Partial<Case> {
  return { certificates, mailings } as unknown as Partial<Case>
}

const after = async (found: Partial<Case>) => {
  await homes.tidy(new Map([['a', { ...CASE, ...found }]]), new Set())
  return homes.of(CASE)
}

test('an address is there for the envelope as long as the case names it', async () => {
  expect(await homes.of(CASE)).toEqual(HOME)
  expect(await homes.of({ ...CASE, address: 'another' })).toBeUndefined()
})

test('a letter that is on its way may come back', async () => {
  const sent = { certNo: '1', void: '', handedOver: true }
  expect(await after(sheets([sent], [{ certNo: '1', state: 'sent' }]))).toEqual(HOME)
  const returned = { ...sent, handedOver: false }
  expect(await after(sheets([returned], [{ certNo: '1', state: 'returned' }]))).toEqual(HOME)
})

test('a certificate that is issued anew is mailed as well, though the first has arrived', async () => {
  const first = { certNo: '1', void: 'superseded', handedOver: true }
  const anew = { certNo: '2', void: '', handedOver: false }
  expect(await after(sheets([first, anew], [{ certNo: '1', state: 'delivered' }]))).toEqual(HOME)
})

test.each([
  sheets([{ certNo: '1', void: '', handedOver: true }], [{ certNo: '1', state: 'delivered' }]),
  sheets([{ certNo: '1', void: '', handedOver: true }]),
  { delivery: 'pick-up' },
  { address: '' },
  { state: 'withdrawn' },
] as Partial<Case>[])('it is forgotten where no letter is to be sent: %j', async (found) => {
  expect(await after(found)).toBeUndefined()
  expect(await notes.keys()).toEqual([])
})

test('so is one whose case is not here any more', async () => {
  await homes.tidy(new Map(), new Set())
  expect(await notes.keys()).toEqual([])
})
