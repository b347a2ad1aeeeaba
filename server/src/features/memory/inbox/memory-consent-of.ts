import type { MemoryConsent } from '#contract/shapes/memory.ts'
import type { Reader } from '#platform/database/open.ts'
import { findConsent } from '../consent/consent-store.ts'

/** Whether agents may remember a visitor. */
export const memoryConsentOf = (tx: Reader, visitorId: string): Promise<MemoryConsent> =>
  findConsent(tx, { kind: 'visitor', id: visitorId })
