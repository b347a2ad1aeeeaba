import { sql } from 'kysely'
import { ReadTopics, Topics } from '#contract/shapes/report.ts'
import { findAgentNames } from '#features/agents/index.ts'
import { madeIn, openedInInbox, questionsInInbox } from '#features/conversations/index.ts'
import { countLabels } from '#features/inbox/handoff/index.ts'
import { notFound } from '#kernel/fault.ts'
import { query } from '#kernel/use-case.ts'
import { daysBefore, stretchesOf } from '../stretches.ts'
import { tellingWords } from './telling-words.ts'

const QUESTIONS_MAX = 2_000

/**
 * Returns what people wrote about in a period: the labels that operators set, and the words that distinguish it from
 * the days before.
 */
export const readTopics = query({
  name: 'report.read-topics',
  permission: 'report:read-all',
  input: ReadTopics,
  output: Topics,
  async run({ tx }, { agentId, ...asked }) {
    if (agentId !== undefined && !(await findAgentNames(tx, [agentId])).has(agentId)) throw notFound('agent')
    const [now, before] = [asked, daysBefore(asked)].map((period) => {
      const { starts } = stretchesOf('day', period)
      return { from: starts[0] ?? new Date(0), to: starts.at(-1) ?? new Date(0), agentId }
    })
    if (!now || !before) return { labels: [], words: [] }
    const opened = openedInInbox(tx, madeIn(now.from, now.to))
    const among = sql<string>`SELECT conversation_id FROM ${opened} AS opened
      WHERE ${agentId === undefined ? sql`true` : sql`agent_id = ${agentId}`}`
    const labels = await countLabels(tx, { ...now, among })
    const questions = await questionsInInbox(tx, { ...now, limit: QUESTIONS_MAX })
    const earlier = await questionsInInbox(tx, { ...before, limit: QUESTIONS_MAX })
    return { labels, words: tellingWords(questions, earlier) }
  },
})
