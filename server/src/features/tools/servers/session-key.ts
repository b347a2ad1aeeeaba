/** How the keys of all sessions with a server begin. */
export const keyOfServer = (tenantId: string, serverId: string): string => `${tenantId}/${serverId}/`
