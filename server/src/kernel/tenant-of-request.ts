import { boundedMap } from './bounded-map.ts'

// Request IDs are random, so all applications of this process can share one map.
const entered = boundedMap<string>(10_000)

/** Remembers the tenant of a request, for log lines that only know the request. */
export const noteTenant = (requestId: string, tenantId: string): void => entered.set(requestId, tenantId)

/** The last tenant of a request; undefined if it has none, or it was long ago. */
export const tenantOfRequest = (requestId: string): string | undefined => entered.get(requestId)
