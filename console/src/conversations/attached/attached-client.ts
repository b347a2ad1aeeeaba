import { attachedCalls } from '#client/index.ts'
import { client } from '../../console-client.ts'

/** Fetched with what shows files, and not before. */
export const attached = attachedCalls(client.transport)
