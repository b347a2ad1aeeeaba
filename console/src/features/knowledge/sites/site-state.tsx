import { Badge } from '@mantine/core'
import type { Site } from '#contract/shapes/site.ts'
import { useSiteMessages } from '../../../messages/sites/site-messages.ts'

/** Where the reading of a site stands. */
export function SiteState({ site: { state, isPaused } }: { site: Site }) {
  const { sites } = useSiteMessages()
  if (isPaused)
    return (
      <Badge variant="outline" color="gray">
        {sites.paused}
      </Badge>
    )
  const isFailed = state === 'failed'
  return (
    <Badge variant={isFailed ? 'outline' : 'light'} color={isFailed ? 'red' : 'harbour'}>
      {sites.state[state]}
    </Badge>
  )
}
