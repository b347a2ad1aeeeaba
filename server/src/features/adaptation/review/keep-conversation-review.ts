import {
  type EquippedAgent,
  lockAgent,
  publishInstructions,
  agentEventPayload,
  diffLines,
} from '#features/agents/index.ts'
import { findConversation } from '#features/conversations/index.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { step } from '#kernel/step.ts'
import { storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { announceSettled } from '../suggestions/suggestions.ts'
import { ideaOf, isSameIdea } from '../suggestions/idea.ts'
import {
  insertSuggestion,
  refusedSuggestions,
  type SuggestionRow,
  settleSuggestion,
} from '../suggestions/suggestion-store.ts'
import { conversationReview } from './conversation-review-job.ts'
import type { ConversationReview } from './prepare-conversation-review.ts'
import { noteConversationReview } from './review-store.ts'
import type { Change, Verdict } from './verdict.ts'

/** Stores a model's review of a conversation: a suggestion or, if allowed, a version. */
export const keepConversationReview = step(
  async (
    context,
    {
      review,
      verdict,
      ...place
    }: JobInput<typeof conversationReview> & { review: ConversationReview; verdict: Verdict },
  ) => {
    const { tx, scope } = context
    const agent = await lockAgent(tx, scope, place.agentId)
    const conversation = await findConversation(tx, place.conversationId)
    if (!conversation || agent.adapts === 'never') return
    if (verdict.shouldChange) await keep(context, agent, conversation, { review, change: verdict })
    await noteConversationReview(tx, scope, place, review.lastSeq)
  },
)

interface Made {
  review: ConversationReview
  change: Change
}

async function keep(
  context: CommandContext,
  agent: EquippedAgent,
  conversation: { id: string; in_inbox: boolean },
  { review, change }: Made,
) {
  const { tx, scope, emit } = context
  const [instructions, reason] = [storableText(change.instructions), storableText(change.reason)]
  // What it was based on has changed: the next review starts from the current state.
  if (agent.instructions !== review.instructions || instructions === agent.instructions.trim()) return
  const evidence = [...new Set(change.evidence)].flatMap((number) => review.messages[number - 1]?.id ?? [])
  const idea = ideaOf(agent.instructions, instructions)
  const earlier = await refusedSuggestions(tx, agent.id)
  if (earlier.some((other) => isSameIdea(other.idea, idea))) return
  const suggestion = await insertSuggestion(tx, scope, {
    agent_id: agent.id,
    conversation_id: conversation.id,
    base_version: agent.version,
    base_instructions: agent.instructions,
    instructions,
    reason,
    confidence: change.confidence,
    evidence,
    idea,
  })
  const { id: suggestionId, confidence } = suggestion
  emit({
    type: 'suggestion.made',
    payload: { ...agentEventPayload(agent), suggestionId, confidence },
  })
  const isAllowed = mayAdapt({
    mode: agent.adapts,
    aboveConfidence: agent.adapts_above,
    inInbox: conversation.in_inbox,
    confidence,
    before: agent.instructions,
    after: instructions,
  })
  if (isAllowed) await adapt(context, agent, suggestion)
}

/**
 * The agent changes by itself, under its own name. The reason is in the suggestion, for those who may read the
 * conversation.
 */
async function adapt(context: CommandContext, agent: EquippedAgent, { id, instructions }: SuggestionRow) {
  const { tx, scope } = context
  const version = await publishInstructions(context, agent, {
    instructions,
    origin: 'adapted',
    author: { kind: 'agent', id: agent.id },
  })
  const adapted = await settleSuggestion(tx, scope, id, { from: 'waiting', to: 'adapted', version })
  announceSettled(context, agent, adapted)
}

const REMOVED_SHARE_MAX = 0.3
const ADDED_CHARACTERS_MAX = 1_500

interface Weighed {
  mode: string
  aboveConfidence: number
  /** Whether the conversation is one of a visitor or an end user. */
  inInbox: boolean
  confidence: number
  before: string
  after: string
}

/**
 * Whether an agent may change by itself: its owner allowed it, the model is confident enough, the change is small, and
 * the conversation was not with strangers, who could otherwise change an agent for everybody.
 */
function mayAdapt({ mode, aboveConfidence, inInbox, confidence, before, after }: Weighed): boolean {
  if (mode !== 'self' || inInbox || confidence <= aboveConfidence) return false
  const lines = diffLines(before, after).filter(({ text }) => text.trim() !== '')
  const old = lines.filter(({ kind }) => kind !== 'added')
  const removed = lines.filter(({ kind }) => kind === 'removed')
  const added = lines.filter(({ kind }) => kind === 'added')
  return (
    removed.length <= Math.max(1, old.length * REMOVED_SHARE_MAX) &&
    added.reduce((sum, { text }) => sum + text.length, 0) <= ADDED_CHARACTERS_MAX
  )
}
