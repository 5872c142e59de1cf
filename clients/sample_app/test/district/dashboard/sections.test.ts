import { afterEach, expect, test } from 'vitest'
import { isOfOthers, mayList, maySee } from '../../../src/district/dashboard/sections'
import { signedIn } from '../../../src/district/session'

function as(role: string) {
  signedIn.value = {
    token: 'T',
    expiresAt: '',
    person: { name: role, displayName: role, role, area: '500116' },
  }
}

afterEach(() => {
  signedIn.value = null
})

test('a reporter sees how townships stand, and no complaints', () => {
  as('reporter')
  expect(['league', 'overdue', 'complaints'].map(maySee)).toEqual([true, true, false])
})

test('a clerk sees lists of the own cases alone', () => {
  as('clerk')
  expect(['league', 'violations', 'pledges', 'backlog'].map(maySee)).toEqual([false, false, true, true])
})

test('who may not see the list is not led to its cases by a figure', () => {
  as('reporter')
  expect(mayList(['attempts', 'complaints_of_demands'])).toBe(false)
  expect(isOfOthers(['attempts', 'complaints_of_demands'])).toBe(true) // and is told why
  expect(mayList(['duplicate_pairs'])).toBe(true)
  expect(isOfOthers(['duplicate_pairs'])).toBe(false)
  as('clerk')
  expect(mayList(['duplicate_pairs'])).toBe(false)
  expect(mayList(['closed_visits'])).toBe(true)
})

test('records and offices are no cases, whoever asks', () => {
  as('administrator')
  expect(mayList(['sites_done'])).toBe(false)
  expect(mayList(['facts_late'])).toBe(false)
})
