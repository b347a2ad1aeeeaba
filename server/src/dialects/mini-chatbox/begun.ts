import { noteFacts, readFacts } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { DIALECT } from './numbers.ts'

const KIND = 'begun'

/** Records that a conversation started here, so that its client may store messages in it. */
export const noteBegun = (elevated: ElevatedScope, conversationId: string) =>
  noteFacts(elevated, { dialect: DIALECT, kind: KIND, id: conversationId, facts: {} })

/** Whether a conversation started here. */
export const hasBegunHere = async (dialectScope: Scope, conversationId: string): Promise<boolean> =>
  conversationId in (await readFacts(dialectScope, { dialect: DIALECT, kind: KIND, ids: [conversationId] }))
