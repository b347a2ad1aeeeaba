import type { CommandContext } from '#kernel/use-case.ts'

/** Announces after the commit that a server changed or was deleted: open sessions with it end everywhere. */
export const announceServer = ({ announce, scope }: CommandContext, serverId: string): void =>
  announce(topic, keyOfServer(scope.tenantId, serverId))

export const topic = 'tool-server-changed'

/** The key prefix of all sessions with a server. */
export const keyOfServer = (tenantId: string, serverId: string): string => `${tenantId}/${serverId}/`
