import type { Scope } from '#kernel/scope.ts'
import { type ElevatedScope, elevateScope } from '../kit/elevate-scope.ts'

/** An elevated scope for imports: the operator's command may do everything in the tenant. */
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
