import { findAgent } from '#features/agents/index.ts'
import { conversationRead } from '#features/agents/index.ts'
import { findConversation, partsOf, pathUp, textOf } from '#features/conversations/index.ts'
import { hasRoom } from '#features/tenants/index.ts'
import { query } from '#kernel/use-case.ts'
import { listSuggestionRows } from '../suggestions/suggestion-store.ts'
import type { ReadMessage } from './reading-prompt.ts'
import { readUpTo } from './reading-store.ts'

const MESSAGES_MAX = 30
const UNWANTED_MAX = 20

/** What there is to read of a conversation. */
export interface Reading {
  model: string | null
  instructions: string
  version: number
  lastSeq: number
  messages: ReadMessage[]
  /** Why what was suggested before was not wanted again: what it was for. */
  unwanted: string[]
}

/** Reads what a model is to be shown; null when there is nothing to read for now. Part of `readForAgent`. */
export const prepareReading = query({
  name: 'conversation.prepare-reading',
  permission: 'internal',
  input: conversationRead.input,
  async run(context, place): Promise<Reading | null> {
    const { tx } = context
    const [agent, conversation, last] = await Promise.all([
      findAgent(tx, place.agentId),
      findConversation(tx, place.conversationId),
      readUpTo(tx, place),
    ])
    if (!agent || !conversation || agent.adapts === 'never') return null
    const round = (seq: number) => Math.floor(seq / agent.adapts_every)
    if (round(conversation.last_seq) <= round(last)) return null
    if (!(await hasRoom(context, { messagesPerMonth: 1, tokensPerMonth: 0 }))) return null
    const path = await pathUp(tx, conversation.id, conversation.head_message_id, MESSAGES_MAX)
    const refused = await listSuggestionRows(tx, {
      agentId: agent.id,
      states: ['dismissed', 'undone', 'waiting'],
      limit: UNWANTED_MAX,
    })
    return {
      model: agent.model,
      instructions: agent.instructions,
      version: agent.version,
      lastSeq: conversation.last_seq,
      messages: path.toReversed().flatMap((row) => {
        const text = textOf(partsOf(row)).trim()
        return text === '' ? [] : [{ id: row.id, isPerson: row.role === 'user', text }]
      }),
      unwanted: refused.map(({ reason }) => reason),
    }
  },
})
