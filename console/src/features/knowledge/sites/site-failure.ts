import type { Site } from '#contract/shapes/site.ts'
import type { MessagesWithSites } from '../../../messages/sites/site-messages.ts'

/** Why a site could not be read, in a person's words; its pages say the rest. */
export function siteFailure({ failure }: Site, { sites }: MessagesWithSites): string | null {
  if (!failure) return null
  if (failure.code === 'upstream_failed') return sites.failures.first
  return failure.code === 'limit_reached' ? sites.failures.limit : sites.failures.other
}

/** How many pages a site has, whatever became of them. */
export const pageCount = ({ pages }: Site): number =>
  Object.values(pages).reduce((sum, count) => sum + count, 0)
