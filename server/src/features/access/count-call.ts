import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Callers, Standing } from '#platform/limits/rate-limiter.ts'
import { networkOf } from './attempts.ts'
import { credentialOf } from './scopes.ts'

const loopback = /^(127\.|0:0:0:0$)/

function count(app: Application, callers: Callers): void {
  const refusal = app.limiter.count(callers)
  if (refusal)
    throw new Fault('rate_limited', 'Too many requests. Try again later.', {
      internal: refusal.kind,
      retryAfterSeconds: refusal.retryAfterSeconds,
      limits: app.limiter.look(callers),
    })
}

/** This machine's own address identifies nobody: behind an untrusted proxy, every call comes from there. */
function callersAt(address: string): Callers {
  const network = networkOf(address)
  return loopback.test(network) ? [] : [['address', network]]
}

function callersOf(scope: Scope): Callers {
  const credential = credentialOf(scope)
  const isByKey = credential?.kind === 'api-key'
  return [
    ...(isByKey ? [['key', credential.id] as const] : []),
    ...(scope.actor.id === null || isByKey ? [] : [['account', scope.actor.id] as const]),
    ['tenant', scope.tenantId],
  ]
}

/** Counts a call by its address. Throws Fault `rate_limited`. */
export const countAddress = (app: Application, address: string): void => count(app, callersAt(address))

/** Counts a call by its caller, key and tenant. Throws Fault `rate_limited`; returns the scope. */
export function countCall(scope: Scope): Scope {
  count(scope.app, callersOf(scope))
  return scope
}

/** The state of the limits that apply to a call: by address and, once it is known, by caller. */
export const limitsOf = (app: Application, address: string, scope: Scope | null): Standing[] =>
  app.limiter.look([...callersAt(address), ...(scope ? callersOf(scope) : [])])
