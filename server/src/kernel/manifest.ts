import type { ContentColumn } from '#platform/database/reseal-content.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'
import type { JobHandler } from './jobs.ts'
import type { PersonalData } from './personal-data.ts'
import type { Reaction } from './reactions.ts'
import type { UsageCounter } from './usage-counter.ts'

/** What a feature provides besides its use-cases. */
export interface Manifest {
  readonly jobHandlers?: readonly JobHandler[]
  /** Its reactions to events. */
  readonly reactions?: readonly Reaction[]
  /** Columns with what people wrote. */
  readonly contentColumns?: readonly ContentColumn[]
  /** Columns with encrypted secrets; `parley keys reseal` re-encrypts them. */
  readonly sealedColumns?: readonly SealedColumn[]
  /** Count a tenant's use of its plan. */
  readonly usageCounters?: readonly UsageCounter[]
  /** Its data about visitors, in the order in which it is erased: data that leads to other data comes last. */
  readonly personalData?: readonly PersonalData[]
}
