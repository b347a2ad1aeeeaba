import type { Actor } from '#kernel/scope.ts'

const whoUsesTools = (actor: Actor) => actor.permissions.has('tool:use')
const whoManagesTools = (actor: Actor) => actor.permissions.has('tool:manage')
const whoeverDidIt = (actor: Actor, event: { actor: { id: string | null } }) =>
  whoManagesTools(actor) || (actor.id !== null && actor.id === event.actor.id)

export const audience = {
  'tool-server.created': whoUsesTools,
  'tool-server.changed': whoUsesTools,
  'tool-server.synced': whoUsesTools,
  'tool-server.deleted': whoUsesTools,
  'tool-server.tools-approved': whoManagesTools,
  'tool-server.signed-in': whoeverDidIt,
  'tool-server.signed-out': whoeverDidIt,
} as const
