import type { MemoryChoice } from '#contract/shapes/fact.ts'
import type { Reader } from '#platform/database/open.ts'
import { findChoice } from '../choice/choice-store.ts'

/** Whether agents may remember a visitor. */
export const memoryChoiceOf = (tx: Reader, visitorId: string): Promise<MemoryChoice> =>
  findChoice(tx, { kind: 'visitor', id: visitorId })
