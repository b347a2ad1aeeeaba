import { type EquippedAgent, handoffOf } from '#features/agents/index.ts'
import { findConversation, type LockedConversation } from '#features/conversations/index.ts'
import { asksForPerson, reopenOnMessage } from '#features/inbox/handoff/index.ts'
import { callPerson } from '#features/inbox/routing/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'

/** Whether a message of the owner asks for a person instead of the agent. */
export const wantsPerson = (
  { scope }: Pick<CommandContext, 'scope'>,
  { in_inbox, assignee_kind, owner_id }: LockedConversation,
  agent: EquippedAgent | null,
  words: string,
): agent is EquippedAgent =>
  agent !== null &&
  in_inbox &&
  assignee_kind === 'agent' &&
  owner_id === scope.actor.id &&
  asksForPerson(words, handoffOf(agent))

/**
 * Updates the inbox for a message that was just stored: the conversation enters the queue, or reopens if it was snoozed
 * or resolved.
 */
export async function notifyInbox(
  context: CommandContext,
  conversation: LockedConversation,
  { askedOf, words }: { askedOf: EquippedAgent | null; words: string },
): Promise<void> {
  if (!askedOf) return reopenOnMessage(context, conversation)
  // Its state after the message.
  const after = await findConversation(context.tx, conversation.id)
  if (after)
    await callPerson(context, after, {
      agent: askedOf,
      why: 'visitor-asked',
      text: words.slice(0, 500),
      said: words,
    })
}
