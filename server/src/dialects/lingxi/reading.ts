import type { Conversation } from '#contract/shapes/conversation.ts'
import { noteFacts, readFacts } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Caller } from './caller.ts'
import { DIALECT } from './numbers.ts'

const READ = { dialect: DIALECT, kind: 'session-read' }
const AT_ONCE = 1_000

/** How far each of these conversations was read, as far as it was. */
export async function readSeqs(
  system: Scope,
  conversations: readonly Conversation[],
): Promise<Map<string, number>> {
  const read = new Map<string, number>()
  for (let at = 0; at < conversations.length; at += AT_ONCE) {
    const ids = conversations.slice(at, at + AT_ONCE).map(({ id }) => id)
    for (const [id, { seq }] of Object.entries(await readFacts(system, { ...READ, ids })))
      read.set(id, Number(seq))
  }
  return read
}

/** Says that everything in a conversation was read. */
export async function readAll({ system }: Caller, { id, messageCount }: Conversation) {
  if (messageCount > 0) await noteFacts(system, { ...READ, id, facts: { seq: messageCount } })
}
