import { noteFacts, readFacts } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Hand } from './lend-hand.ts'

const KIND = 'begun'

/** Notes that a conversation began in a dialect, whose clients alone it is for, besides the desk of the console. */
export const noteBegun = (hand: Hand, dialect: string, conversationId: string) =>
  noteFacts(hand, { dialect, kind: KIND, id: conversationId, facts: {} })

/** Whether a conversation began in that dialect. */
export const hasBegunIn = async (books: Scope, dialect: string, conversationId: string): Promise<boolean> =>
  conversationId in (await readFacts(books, { dialect, kind: KIND, ids: [conversationId] }))
