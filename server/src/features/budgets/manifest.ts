import type { Manifest } from '#kernel/manifest.ts'
import type { Actor } from '#kernel/scope.ts'
import { personalSpending } from './personal-spending.ts'

export const manifest: Manifest = {
  personalData: [personalSpending],
}

const mayReadUsage = (actor: Actor) => actor.permissions.has('usage:read')

/** Who may receive its events. */
export const audience = {
  'budget.created': mayReadUsage,
  'budget.changed': mayReadUsage,
  'budget.deleted': mayReadUsage,
  'budget.crossed': mayReadUsage,
} as const
