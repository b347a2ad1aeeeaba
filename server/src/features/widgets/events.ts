import type { Actor } from '#kernel/scope.ts'

const whoManagesWidgets = (actor: Actor): boolean => actor.permissions.has('tenant:manage')

export const audience = {
  'widget.created': whoManagesWidgets,
  'widget.changed': whoManagesWidgets,
  'widget.secret-changed': whoManagesWidgets,
  'widget.deleted': whoManagesWidgets,
} as const
