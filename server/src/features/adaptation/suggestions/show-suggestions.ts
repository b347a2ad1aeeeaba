import type { Suggestion, SuggestionState } from '#contract/shapes/suggestion.ts'
import { diffLines, requireAgent } from '#features/agents/index.ts'
import { findVisibleMessages, textOf, partsOf } from '#features/conversations/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import type { SuggestionRow } from './suggestion-store.ts'

const EVIDENCE_CHARACTERS = 400

/** Suggestions to one agent as the contract shows them. */
export async function showSuggestions(
  tx: Reader,
  scope: Scope,
  rows: readonly SuggestionRow[],
): Promise<Suggestion[]> {
  const [first] = rows
  if (!first) return []
  const { instructions } = await requireAgent(tx, scope, first.agent_id)
  const messages = await findVisibleMessages(
    tx,
    scope,
    rows.flatMap(({ evidence }) => evidence),
  )
  return rows.map((row) => {
    const seen = row.evidence.flatMap((messageId) => messages.get(messageId) ?? [])
    return {
      id: row.id,
      agentId: row.agent_id,
      conversationId: row.conversation_id,
      state: row.state as SuggestionState,
      reason: row.reason,
      instructions: row.instructions,
      confidence: row.confidence,
      lines: diffLines(row.base_instructions, row.instructions),
      evidence: seen.map((message) => ({
        messageId: message.id,
        role: message.role as Suggestion['evidence'][number]['role'],
        text: textOf(partsOf(message)).slice(0, EVIDENCE_CHARACTERS),
      })),
      isOutdated: row.state === 'waiting' && instructions !== row.base_instructions,
      version: row.version,
      createdAt: row.created_at.toISOString(),
      settledAt: row.settled_at?.toISOString() ?? null,
    }
  })
}

/** One of them. */
export async function showSuggestion(tx: Reader, scope: Scope, row: SuggestionRow): Promise<Suggestion> {
  const [shown] = await showSuggestions(tx, scope, [row])
  return shown as Suggestion
}
