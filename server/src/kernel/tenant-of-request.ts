import { boundedMap } from './bounded-map.ts'

// Request ids are random, so one memory serves every application of this process.
const entered = boundedMap<string>(10_000)

/** Notes which tenant a request has entered, for lines that know of their request alone. */
export const noteTenant = (requestId: string, tenantId: string): void => entered.set(requestId, tenantId)

/** The tenant that a request entered last; undefined for one that entered none, or long ago. */
export const tenantOfRequest = (requestId: string): string | undefined => entered.get(requestId)
