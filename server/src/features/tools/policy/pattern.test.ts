import { expect, test } from 'vitest'
import { matches } from './pattern.ts'

test.each([
  ['pay_out', 'pay_out', true],
  ['pay_out', 'pay_outs', false],
  ['mcp:shop:*', 'mcp:shop:refund', true],
  ['mcp:shop:*', 'mcp:shops:refund', false],
  ['mcp:*:delete*', 'mcp:files:delete_all', true],
  ['mcp:*:delete*', 'mcp:files:undelete', false],
  ['*', '', true],
  ['*refund', 'mcp:shop:refund', true],
  ['a*b*c', 'aXbXbc', true],
  ['a.c', 'abc', false],
])('%s names %s: %s', (pattern, name, is) => expect(matches(pattern, name)).toBe(is))

test('no pattern takes more than linear time', () => {
  expect(matches(`${'*a'.repeat(99)}b`, 'a'.repeat(200))).toBe(false)
})
