import type { CommandContext } from '#kernel/use-case.ts'

/** Says after the commit that a server is another now, or gone: sessions with it that are open anywhere end. */
export const announceServer = ({ announce, scope }: CommandContext, serverId: string): void =>
  announce(topic, keyOfServer(scope.tenantId, serverId))

export const topic = 'tool-server-changed'

/** How the keys of all sessions with a server begin. */
export const keyOfServer = (tenantId: string, serverId: string): string => `${tenantId}/${serverId}/`
