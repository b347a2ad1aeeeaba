import { expect, test } from 'vitest'
import { canDo, neededSkills } from './needed-skills.ts'
import { pickMember } from './pick-member.ts'

const one = (memberId: string, load: number, capacity: number, lastTurn: number) => ({
  memberId,
  load,
  capacity,
  lastTurn,
})

test('round robin: the member assigned longest ago who has capacity', () => {
  const [ana, ben, cleo] = [one('ana', 0, 2, 3), one('ben', 1, 2, 1), one('cleo', 2, 2, 0)]
  expect(pickMember('round-robin', [ana, ben, cleo])).toBe(ben)
  expect(pickMember('round-robin', [ana, cleo])).toBe(ana)
  expect(pickMember('round-robin', [cleo])).toBeNull()
  expect(pickMember('by-hand', [ana, ben])).toBeNull()
})

test('otherwise the least busy, in turns among equals, and never beyond capacity', () => {
  expect(pickMember('least-busy', [one('ana', 2, 9, 1), one('ben', 1, 9, 2)])?.memberId).toBe('ben')
  expect(pickMember('least-busy', [one('ana', 1, 9, 4), one('ben', 1, 9, 2)])?.memberId).toBe('ben')
  expect(pickMember('least-busy', [one('ana', 3, 2, 0), one('ben', 0, 0, 0)])).toBeNull()
})

test('required skills must be those of a member of the team', () => {
  const team = [['FR', 'billing'], ['zh'], ['zh-TW', 'refunds']]
  const asking = { skills: ['Billing'], labels: ['refunds', 'vip'], language: null }
  expect(neededSkills(asking, team)).toEqual([['billing'], ['refunds']])
  expect(neededSkills({ skills: [], labels: [], language: 'fr-CH' }, team)).toEqual([['fr']])
  expect(neededSkills({ skills: [], labels: [], language: 'de' }, team)).toEqual([])
  const chinese = neededSkills({ skills: [], labels: [], language: 'zh_TW' }, team)
  expect(team.map((skills) => canDo(skills, chinese))).toEqual([false, true, true])
  expect(canDo(['BILLING'], [['billing'], ['refunds']])).toBe(false)
  expect(canDo([], [])).toBe(true)
})
