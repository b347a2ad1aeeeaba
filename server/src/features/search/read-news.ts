import { findSaid, saidIn } from '#features/conversations/index.ts'
import { readStep } from '#kernel/step.ts'
import { eventsAfter, readPosition } from '#platform/outbox/consumer-position.ts'
import { withFiles } from './search-conversations.ts'

/** The name under which indexing records its position. */
export const CONSUMER = 'search'

const EVENTS_AT_ONCE = 500

/** What happened since entries were last stored. */
export interface News {
  readonly from: number
  readonly to: number
  readonly isMore: boolean
  /** Conversations whose title may have changed, or that are gone. */
  readonly conversationIds: readonly string[]
  /** Conversations that started with messages of another one, or changed their owner or project. */
  readonly openedIds: readonly string[]
  /** New messages, finished answers, and messages whose files were read. */
  readonly messageIds: readonly string[]
}

interface Facts {
  conversationId?: string
  messageId?: string
  messageCount?: number
  formerOwnerId?: string
  isMoved?: boolean
}

interface Happened {
  readonly type: string
  readonly facts: Facts
}

/** Reads which conversations and messages the next events are about. Part of `catchUp`. */
export const readNews = readStep(async ({ tx }): Promise<News> => {
  const from = await readPosition(tx, CONSUMER)
  const events = await eventsAfter(tx, from, EVENTS_AT_ONCE)
  const happened = events.map(({ type, payload }): Happened => ({ type, facts: payload as Facts }))
  const ids = (key: 'conversationId' | 'messageId', isMeant: (happened: Happened) => boolean) => [
    ...new Set(happened.filter(isMeant).flatMap(({ facts }) => facts[key] ?? [])),
  ]
  return {
    from,
    to: events.at(-1)?.number ?? from,
    isMore: events.length === EVENTS_AT_ONCE,
    conversationIds: ids('conversationId', findsAnew),
    openedIds: ids('conversationId', beginsWithMessages),
    messageIds: ids('messageId', ({ type }) => said.has(type)),
  }
})

const said: ReadonlySet<string> = new Set(['message.created', 'reply.ended', 'file.read'])

/** A read position does not change what a conversation is found by. */
const findsAnew = ({ type }: Happened) =>
  /^(conversation|message)\./.test(type) && type !== 'conversation.read'

/** An event about a conversation may concern its messages. With another owner or project, others find all of it. */
const beginsWithMessages = ({ type, facts }: Happened) =>
  (type === 'conversation.opened' && facts.messageCount !== 0) ||
  facts.formerOwnerId !== undefined ||
  facts.isMoved === true

/** Reads these messages. Part of `catchUp`. */
export const readSaid = readStep(async ({ tx }, { messageIds }: { messageIds: string[] }) =>
  withFiles(tx, await findSaid(tx, messageIds)),
)

/** Reads the messages of a conversation after a seq. Part of `catchUp`. */
export const readSaidIn = readStep(
  async (
    { tx },
    { conversationId, afterSeq, limit }: { conversationId: string; afterSeq: number; limit: number },
  ) => withFiles(tx, await saidIn(tx, conversationId, { afterSeq, limit })),
)
