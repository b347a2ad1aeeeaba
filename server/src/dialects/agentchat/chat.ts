import type { Conversation } from '#contract/shapes/conversation.ts'
import { changeConversation, sendMessage } from '#features/messages/index.ts'
import { followTurn } from '#features/replies/index.ts'
import { noteFacts } from '#features/external-ids/index.ts'
import { Fault } from '#kernel/fault.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import type { Caller } from './caller.ts'
import { collectReply } from './collect-reply.ts'
import { DIALECT } from './provide-assistant.ts'
import { readSaid } from './sessions.ts'
import type { Answer, TextMessage } from './shapes.ts'
import { NEW_SESSION, nameFrom, toAnswer } from './translate.ts'

/** Stores a message and waits for its answer. A client that does not wait that long finds it in the history. */
export async function chat(caller: Caller, session: Conversation, said: TextMessage): Promise<Answer> {
  const { scope } = caller
  const { message, reply } = await sendMessage(scope, {
    conversationId: session.id,
    parts: [{ type: 'text', text: said.content }],
  })
  if (isWorthNoting(said)) await note(caller, message.id, said)
  if (session.title === NEW_SESSION) await nameSession(caller, session)
  if (!reply) throw new Fault('upstream_failed', 'No agent answers in this session.')
  const { parts, usage } = await collectReply(followTurn(scope, reply))
  return toAnswer(parts, usage)
}

/** Their own clients always send `user`, which is the default for a message without notes. */
const isWorthNoting = ({ source, models_usage, metadata }: TextMessage) =>
  source !== 'user' || models_usage !== null || Object.keys(metadata).length > 0

const note = ({ scope }: Caller, id: string, { source, models_usage, metadata }: TextMessage) =>
  noteFacts(elevateScope(scope, { asked: 'message:send' }), {
    dialect: DIALECT,
    kind: 'message',
    id,
    facts: { source, models_usage, metadata },
  })

/** Names a session after the first words of a person: for good, so that the console calls it the same. */
async function nameSession(caller: Caller, { id }: Conversation) {
  const first = (await readSaid(caller, id)).find(({ entry }) => entry.source === 'user')
  const title = nameFrom(first?.entry.content ?? '').trim()
  if (title !== '' && title !== NEW_SESSION)
    await changeConversation(caller.scope, { conversationId: id, title })
}
