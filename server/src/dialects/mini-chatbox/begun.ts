import { noteFacts, readFacts } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { DIALECT } from './numbers.ts'

const KIND = 'begun'

/** Notes that a conversation began here, so that its client may keep in it what it says was said. */
export const noteBegun = (elevated: ElevatedScope, conversationId: string) =>
  noteFacts(elevated, { dialect: DIALECT, kind: KIND, id: conversationId, facts: {} })

/** Whether a conversation began here. */
export const hasBegunHere = async (dialectScope: Scope, conversationId: string): Promise<boolean> =>
  conversationId in (await readFacts(dialectScope, { dialect: DIALECT, kind: KIND, ids: [conversationId] }))
