import { toolConsentCalls } from '#client/index.ts'
import { client } from '../console-client.ts'

/** Calls about what agents may do with tools. */
export const toolConsent = toolConsentCalls(client.transport)
