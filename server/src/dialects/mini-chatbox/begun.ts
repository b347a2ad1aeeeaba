import { noteFacts, readFacts } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Hand } from '../lend-hand.ts'
import { DIALECT } from './numbers.ts'

const KIND = 'begun'

/** Notes that a conversation began here, so that its client may keep in it what it says was said. */
export const noteBegun = (hand: Hand, conversationId: string) =>
  noteFacts(hand, { dialect: DIALECT, kind: KIND, id: conversationId, facts: {} })

/** Whether a conversation began here. */
export const hasBegunHere = async (books: Scope, conversationId: string): Promise<boolean> =>
  conversationId in (await readFacts(books, { dialect: DIALECT, kind: KIND, ids: [conversationId] }))
