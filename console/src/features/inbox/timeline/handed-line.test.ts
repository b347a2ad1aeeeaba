import { expect, test } from 'vitest'
import type { InboxEntry, Assignee } from '#contract/shapes/inbox.ts'
import { inboxEn } from '../../../messages/inbox/en.ts'
import { handedSentence } from './handed-line.tsx'

const ana = { id: 'a', name: 'Ana' }
const ben = { id: 'b', name: 'Ben' }
const held = (member: typeof ana): Assignee => ({ kind: 'member', member })
const queue: Assignee = { kind: 'queue', member: null }
const agent: Assignee = { kind: 'agent', member: null }
const byAna = { kind: 'member', ...ana } as const
const byVisitor = { kind: 'visitor', id: 'v', name: 'Vera' } as const

test.each<[string, InboxEntry['author'], Assignee, Assignee, InboxEntry['why']?]>([
  ['Ana took over', byAna, agent, held(ana)],
  ['Ana took over', byAna, queue, held(ana)],
  ['Ana took over from Ben', byAna, held(ben), held(ana)],
  ['Ana assigned it to Ben', byAna, held(ana), held(ben)],
  ['Ana unassigned it', byAna, held(ana), queue, 'queued'],
  ['Waiting for a person', byAna, agent, queue, 'visitor-asked'],
  ['Ana returned it to the agent', byAna, held(ana), agent],
  ['Waiting for a person', byVisitor, agent, queue],
  ['Back with the agent', byVisitor, queue, agent],
])('%s', (sentence, author, from, to, why) => {
  expect(handedSentence({ author, from, to, why } as InboxEntry, inboxEn)).toBe(sentence)
})
