import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { changeConversation, openConversation, sendMessage } from '#features/messages/index.ts'
import { followTurn, readSummary } from '#features/replies/index.ts'
import { listMessages } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import { findAgentNames } from './agent-names.ts'
import { type Caller, elevateToWrite } from './caller.ts'
import { provideDefault } from './keep-agents.ts'
import { linesOf } from './lines.ts'
import { numbersOf } from './numbers.ts'
import { elevateToName } from './sessions.ts'
import { withSimulated } from './simulated.ts'
import { personalityNews } from './suggestions.ts'
import { isOfAgent, isSaid, openingOf, SUMMARY_EVERY, wordsOf } from './translate.ts'

/** An answer is among the newest messages, however long the session is. */
const MESSAGES_AT_ONCE = 10

type Summary = Awaited<ReturnType<typeof readSummary>>['summary']

/** Opens a session with that agent, or with the default one. */
export async function openNew(caller: Caller, agentId: string | null): Promise<Conversation> {
  return openConversation(caller.scope, {
    agentId: agentId ?? (await defaultId(caller)),
    isPrivate: true,
  })
}

/** Switches to that agent. Without one the session's own continues, or the default one if that was deleted. */
export async function withAgent(
  caller: Caller,
  session: Conversation,
  agentId: string | null,
): Promise<Conversation> {
  const isAnswered = (await findAgentNames(elevateToName(caller.scope), [session])).size > 0
  const wanted = agentId ?? (isAnswered ? session.agentId : await defaultId(caller))
  if (wanted === null || wanted === session.agentId) return session
  return changeConversation(caller.scope, { conversationId: session.id, agentId: wanted })
}

const defaultId = async (caller: Caller): Promise<string> =>
  (await provideDefault(elevateToWrite(caller), { memberId: caller.memberId })).agent.id

/** Stores a message and waits for its answer. A client that does not wait that long finds it in the history. */
export async function say(caller: Caller, session: Conversation, message: string) {
  const { scope, dialectScope } = caller
  // Reports news since the previous message, up to this one: so each is reported once.
  const since = session.messageCount > 0 ? session.updatedAt : null
  const { summary } = await readSummary(scope, { conversationId: session.id })
  const news = {
    ...(isNews(session, summary) && { summary_updated: true, summary: summary.text }),
    ...(await personalityNews(caller, session, since)),
  }
  const sent = await sendMessage(scope, {
    conversationId: session.id,
    parts: [{ type: 'text', text: message }],
  })
  if (!sent.reply) throw new Fault('upstream_failed', 'No agent answers in this session.')
  for await (const piece of followTurn(scope, sent.reply)) if (piece.type === 'reply-end') break
  if (scope.signal.aborted) throw new Fault('unavailable', 'The caller left before the answer was there.')
  const answers = await answersTo(caller, sent.message)
  const sessionNumber = await numbersOf(dialectScope, 'session', [session.id])
  const numberOf = await numbersOf(dialectScope, 'message', [sent.message.id, ...answers.map(({ id }) => id)])
  const parts = answers.map((answer) => ({ id: numberOf(answer.id), message: wordsOf(answer) }))
  return {
    session_id: sessionNumber(session.id),
    user_message_id: numberOf(sent.message.id),
    response: parts[0]?.message ?? '',
    ai_message_id: parts[0]?.id ?? null,
    // An answer of one part has no list of its parts.
    ...(parts.length > 1 && { messages: parts }),
    ...news,
    ...(summary === null && (await openingNews(caller, session, 1 + answers.length))),
  }
}

/** Whether a summary was written since the last message. */
const isNews = (
  { messageCount, updatedAt }: Conversation,
  summary: Summary,
): summary is NonNullable<Summary> => summary !== null && messageCount > 0 && summary.createdAt > updatedAt

/** Without a summary at the time, every tenth message reports how the session started. */
async function openingNews(caller: Caller, { id, messageCount: before }: Conversation, saidSince: number) {
  const isDue = Math.floor((before + saidSince) / SUMMARY_EVERY) > Math.floor(before / SUMMARY_EVERY)
  if (!isDue) return {}
  const { items } = await listMessages(caller.scope, { conversationId: id, limit: MESSAGES_AT_ONCE })
  const opening = openingOf(items)
  return opening === null ? {} : { summary_updated: true, summary: opening }
}

/** The agents' answers to this message, up to the next one that was sent. */
async function answersTo({ scope }: Caller, sent: Message): Promise<Message[]> {
  const { id, conversationId } = sent
  const since: Message[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(scope, {
      conversationId,
      limit: MESSAGES_AT_ONCE,
      order: 'newest',
      ...(after !== null && { after }),
    })
    const at = page.items.findIndex((message) => message.id === id)
    since.push(...(at === -1 ? page.items : page.items.slice(0, at)))
    after = at === -1 ? page.nextCursor : null
  } while (after !== null)
  const said = since.toReversed().filter(isSaid)
  const next = said.findIndex((message) => !isOfAgent(message))
  const answers = next === -1 ? said : said.slice(0, next)
  return withSimulated(answers, [sent]).flatMap(linesOf)
}
