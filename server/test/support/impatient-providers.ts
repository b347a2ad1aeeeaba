import type { ModelProviders } from '#kernel/model-ports.ts'
import { openGuardedNetwork } from '#platform/http/guarded-network.ts'
import { openLog } from '#platform/log/log.ts'
import { openProviders } from '#providers/models/open-providers.ts'
import { RESILIENCE } from '#providers/models/resilience.ts'

/** Providers that tenants name, asked as often as ever where they cannot be reached, and without a pause in between. */
export const impatientProviders: ModelProviders = openProviders(
  openLog('silent'),
  openGuardedNetwork({ allowedHosts: [] }),
  { ...RESILIENCE, firstPauseMs: 0 },
)
