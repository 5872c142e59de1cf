import { expect, test } from 'vitest'
import { isGoodPin, lockedWith, makeDataKey, makeDeviceSecret } from '../../src/local/pinLock'

test.each(['000000', '123456', '345678', '987654', '567890', '12345', '1234567', '12a456', ''])(
  '%j may not be chosen',
  (pin) => expect(isGoodPin(pin)).toBe(false),
)

test('any other six digits may', () => {
  expect(isGoodPin('271828')).toBe(true)
})

test('each PIN is stretched with a salt of its own, at least 310,000 times', async () => {
  const [key, secret] = await Promise.all([makeDataKey(), makeDeviceSecret()])
  const [one, other] = [await lockedWith('271828', key, secret), await lockedWith('271828', key, secret)]
  expect(one.iterations).toBeGreaterThanOrEqual(310_000)
  expect(one.salt).not.toEqual(other.salt)
  expect(one.wrapped.byteLength).toBe(48)
})
