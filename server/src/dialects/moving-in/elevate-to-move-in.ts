import type { Scope } from '#kernel/scope.ts'
import { type ElevatedScope, elevateScope } from '../kit/elevate-scope.ts'

/** An elevated scope for what moves in: the operator's command asks, which may do everything in the tenant. */
export const elevateToMoveIn = (scope: Scope): ElevatedScope =>
  elevateScope(scope, {
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
