import { Text } from '@mantine/core'
import type { Site } from '#contract/shapes/site.ts'
import { useSiteMessages } from '../../../messages/sites/site-messages.ts'
import classes from '../knowledge.module.css'

/** What the latest reading of a site made of its documents. */
export function SiteChanges({ site: { changes } }: { site: Site }) {
  const { sites } = useSiteMessages()
  const { added, changed, removed, removedPages } = changes
  const counts = [
    added > 0 && sites.added(added),
    changed > 0 && sites.changed(changed),
    removed > 0 && sites.removed(removed),
  ].filter((one) => one !== false)
  return (
    <section aria-label={sites.changes} className={classes.hit}>
      <Text size="sm" fw={600}>
        {sites.changes}
      </Text>
      <Text size="sm">{counts.length === 0 ? sites.nothingChanged : counts.join(' · ')}</Text>
      {removedPages.length > 0 && (
        <details>
          <summary>{sites.removedPages}</summary>
          <ul className={classes.plain}>
            {removedPages.map((address) => (
              <li key={address}>{address}</li>
            ))}
            {removed > removedPages.length && <li>{sites.andMore(removed - removedPages.length)}</li>}
          </ul>
        </details>
      )}
    </section>
  )
}
