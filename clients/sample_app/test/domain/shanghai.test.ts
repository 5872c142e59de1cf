import { expect, test } from 'vitest'
import { shanghaiDate, shanghaiMinute } from '../../src/domain/shanghai'

test('a day begins eight hours before it does in Greenwich', () => {
  expect(shanghaiDate('2021-06-13T16:00:00.000Z')).toBe('2021-06-14')
  expect(shanghaiMinute(Date.parse('2021-06-13T15:59:59.999Z'))).toBe('2021-06-13 23:59')
})

test('a time that never was is shown as it is written', () => {
  expect(shanghaiDate('2021-13-45T99:99:99.999Z')).toBe('2021-13-45')
  expect(shanghaiMinute('2021-13-45T99:99:99.999Z')).toBe('2021-13-45 99:99')
})
