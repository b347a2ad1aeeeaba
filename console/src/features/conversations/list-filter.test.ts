import { expect, test } from 'vitest'
import { addressEnd, filterIn, isFiltered, noFilter } from './list-filter.ts'

const at = (end: string) => filterIn(new URL(`/conversations${end}`, 'http://localhost'))

test('a filter is its address', () => {
  const filter = {
    search: '退貨 & more',
    show: 'starred',
    whose: 'inbox',
    projectId: 'p1',
    agentId: 'a1',
  } as const
  expect(at(addressEnd(filter))).toEqual(filter)
  expect(addressEnd(noFilter)).toBe('')
  expect(at('')).toEqual(noFilter)
})

test('unknown parameters of an address are ignored', () => {
  expect(at('?show=everything&whose=theirs')).toEqual(noFilter)
})

test('a message in the address is not part of the filter', () => {
  const end = addressEnd({ ...noFilter, search: 'a' }, { message: 'm1' })
  expect(end).toBe('?search=a&message=m1')
  expect(at(end)).toEqual({ ...noFilter, search: 'a' })
  expect([isFiltered(at(end)), isFiltered(at('?project=p1'))]).toEqual([false, true])
})
