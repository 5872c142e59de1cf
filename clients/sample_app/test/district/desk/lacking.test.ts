import { expect, test } from 'vitest'
import { lackingIn } from '../../../src/district/desk/publicity/lacking'

const office = (...kinds: string[]) => ({ placements: kinds.map((kind) => ({ kind, doneOn: '2021-06-01' })) })

test('an office needs a leaflet, one of screen and boards, and the way to the portal', () => {
  expect(lackingIn(office())).toEqual(['LEAFLET', 'SCREEN', 'ONLINE_GUIDANCE'])
  expect(lackingIn(office('NOTICE_BOARD', 'ONLINE_GUIDANCE'))).toEqual(['LEAFLET'])
  expect(lackingIn(office('LEAFLET', 'BOARD', 'ONLINE_GUIDANCE'))).toEqual([])
})
