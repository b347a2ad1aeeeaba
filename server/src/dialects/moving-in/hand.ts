import type { Scope } from '#kernel/scope.ts'
import { type Hand, lendHand } from '../lend-hand.ts'

/** The server's hand for what moves in: the operator's command asks, which may do everything in the tenant. */
export const handToMoveIn = (scope: Scope): Hand =>
  lendHand(scope, {
    asked: 'tenant:manage',
    may: [
      'agent:read',
      'agent:write',
      'knowledge:read',
      'knowledge:write',
      'file:write',
      'model:manage',
      'tool:use',
      'tool:manage',
    ],
  })
