import type { ContentColumn } from '#platform/database/reseal-content.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'
import type { JobHandler } from './jobs.ts'
import type { PersonalData } from './personal-data.ts'
import type { Reaction } from './reactions.ts'
import type { UsageCounter } from './usage-counter.ts'

/** What a feature brings along besides its use-cases. */
export interface Manifest {
  readonly jobHandlers?: readonly JobHandler[]
  /** What it does when something happens. */
  readonly reactions?: readonly Reaction[]
  /** What people wrote, wherever it keeps that. */
  readonly contentColumns?: readonly ContentColumn[]
  /** Where it seals secrets; `parley keys reseal` goes through them. */
  readonly sealedColumns?: readonly SealedColumn[]
  /** Count what a tenant uses of its plan. */
  readonly usageCounters?: readonly UsageCounter[]
  /** What it keeps of visitors, in the order in which that is erased: what other data is found by comes last. */
  readonly personalData?: readonly PersonalData[]
}
