import { expect, test } from 'vitest'
import type { DeskEntry, Holder } from '#contract/shapes/desk.ts'
import { inboxEn } from '../../words/inbox/en.ts'
import { handedSentence } from './handed-line.tsx'

const ana = { id: 'a', name: 'Ana' }
const ben = { id: 'b', name: 'Ben' }
const held = (member: typeof ana): Holder => ({ by: 'member', member })
const queue: Holder = { by: 'queue', member: null }
const agent: Holder = { by: 'agent', member: null }
const byAna = { kind: 'member', ...ana } as const
const byVisitor = { kind: 'visitor', id: 'v', name: 'Vera' } as const

test.each<[string, DeskEntry['author'], Holder, Holder, DeskEntry['why']?]>([
  ['Ana took over', byAna, agent, held(ana)],
  ['Ana took over', byAna, queue, held(ana)],
  ['Ana took over from Ben', byAna, held(ben), held(ana)],
  ['Ana gave it to Ben', byAna, held(ana), held(ben)],
  ['Ana put it to those that wait', byAna, held(ana), queue, 'queued'],
  ['Waits for a person', byAna, agent, queue, 'visitor-asked'],
  ['Ana returned it to the agent', byAna, held(ana), agent],
  ['Waits for a person', byVisitor, agent, queue],
  ['Back with the agent', byVisitor, queue, agent],
])('%s', (said, author, from, to, why) => {
  expect(handedSentence({ author, from, to, why } as DeskEntry, inboxEn)).toBe(said)
})
