import { expect, test } from 'vitest'
import type { ToolRule } from '#contract/shapes/tool-consent.ts'
import { judge, taints } from './judge.ts'

const pays = { name: 'pay_out', hasEffect: true }
const looks = { name: 'look_up', hasEffect: false }
const plain = { isTainted: false, isGranted: false }
const rule = (pattern: string, verdict: ToolRule['verdict'], more: Partial<ToolRule> = {}): ToolRule => ({
  pattern,
  verdict,
  allowTainted: false,
  personMayDecide: false,
  ...more,
})
const verdict = (tool: typeof pays, rules: ToolRule[], more = {}) =>
  judge(tool, { ...plain, rules, ...more }).verdict

test('without a rule, read-only tools are allowed and the rest need approval', () => {
  expect(verdict(looks, [])).toBe('allow')
  expect(verdict(pays, [])).toBe('ask')
  expect(judge({ ...pays, isReadOnly: true }, { ...plain, rules: [] }).verdict).toBe('allow')
})

test('deny wins over ask, and ask over allow, in any order', () => {
  const [allow, ask, deny] = [rule('pay*', 'allow'), rule('*', 'ask'), rule('pay_out', 'deny')]
  expect(verdict(pays, [allow, ask, deny], { isGranted: true })).toBe('deny')
  expect(verdict(pays, [allow, ask])).toBe('ask')
  expect(verdict(pays, [allow])).toBe('allow')
  expect(verdict(looks, [ask])).toBe('ask')
})

test('consent for a conversation replaces asking, except for calls requested by outside text', () => {
  expect(verdict(pays, [], { isGranted: true })).toBe('allow')
  expect(verdict(pays, [], { isGranted: true, isTainted: true })).toBe('ask')
})

test('after outside text, calls with effects need approval even where they are allowed, unless a rule says otherwise', () => {
  expect(judge(pays, { rules: [rule('*', 'allow')], isTainted: true, isGranted: false })).toMatchObject({
    verdict: 'ask',
    isForTaint: true,
  })
  expect(verdict(pays, [rule('*', 'allow', { allowTainted: true })], { isTainted: true })).toBe('allow')
  expect(verdict(looks, [], { isTainted: true })).toBe('allow')
})

test('outside results taint the conversation unless declared safe', () => {
  expect(taints({ origin: 'built-in' })).toBe(false)
  expect(taints({ origin: 'built-in', isOpenWorld: true })).toBe(true)
  expect(taints({ origin: 'mcp:shop' })).toBe(true)
  expect(taints({ origin: 'mcp:shop', isOpenWorld: false })).toBe(false)
  expect(taints({})).toBe(true)
})
