import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { networkOf } from './attempts.ts'
import { credentialOf } from './scopes.ts'

type Callers = Parameters<Application['limiter']['count']>[0]

const loopback = /^(127\.|0:0:0:0$)/

function count(app: Application, callers: Callers): void {
  const refusal = app.limiter.count(callers)
  if (refusal)
    throw new Fault('rate_limited', 'Too many requests. Slow down, and try again later.', {
      internal: refusal.kind,
      retryAfterSeconds: refusal.retryAfterSeconds,
    })
}

/**
 * Counts a call by where it comes from. This machine itself is nobody by whom callers could be told apart: behind a proxy
 * that is not trusted everybody comes from there. Throws Fault `rate_limited`.
 */
export function countAddress(app: Application, address: string): void {
  const network = networkOf(address)
  if (!loopback.test(network)) count(app, [['address', network]])
}

/** Counts a call by who makes it, by the key that they show, and by their tenant. Throws Fault `rate_limited`, and gives back the scope. */
export function countCall(scope: Scope): Scope {
  const credential = credentialOf(scope)
  const isByKey = credential?.kind === 'api-key'
  count(scope.app, [
    ...(isByKey ? [['key', credential.id] as const] : []),
    ...(scope.actor.id === null || isByKey ? [] : [['account', scope.actor.id] as const]),
    ['tenant', scope.tenantId],
  ])
  return scope
}
