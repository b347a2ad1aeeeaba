import { Button, Group, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Site } from '#contract/shapes/site.ts'
import { useCell } from '../../data/cell.ts'
import { removing } from '../../data/removals.ts'
import { sites as sitesOf } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { PlusIcon, WebIcon } from '../../look/icons.tsx'
import { Loaded } from '../../look/loaded.tsx'
import { When } from '../../look/when.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useSiteWords } from '../../words/sites/site-words.ts'
import classes from '../knowledge.module.css'
import { SiteActions } from './site-actions.tsx'
import { SiteDialog } from './site-dialog.tsx'
import { pageCount, siteFailure } from './site-failure.ts'
import { SiteState } from './site-state.tsx'

/** The websites that a source is kept in step with. */
export function SiteSection({ sourceId, mayWrite }: { sourceId: string; mayWrite: boolean }) {
  const { sites } = useSiteWords()
  const [isAdding, setAdding] = useState(false)
  const held = useResource(sitesOf(sourceId))
  const hidden = useCell(removing)
  return (
    <section aria-label={sites.title}>
      <Group mt="xl" mb="xs" justify="space-between">
        <Title order={2} size="h5">
          {sites.title}
        </Title>
        {mayWrite && (
          <Button size="xs" variant="default" leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
            {sites.add}
          </Button>
        )}
      </Group>
      <Loaded of={held}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          if (shown.length === 0) return <Text c="var(--quiet)">{sites.none}</Text>
          return (
            <ul className={classes.documents}>
              {shown.map((site) => (
                <SiteRow key={site.id} site={site} mayWrite={mayWrite} />
              ))}
            </ul>
          )
        }}
      </Loaded>
      {isAdding && <SiteDialog sourceId={sourceId} site={null} onClose={() => setAdding(false)} />}
    </section>
  )
}

function SiteRow({ site, mayWrite }: { site: Site; mayWrite: boolean }) {
  const words = useSiteWords()
  const { sites } = words
  const failure = siteFailure(site, words)
  return (
    <li className={classes.document}>
      <WebIcon />
      <div className={classes.document_name}>
        <Link href={to.site(site.id)}>{site.address}</Link>
        <Text size="xs" c="var(--quiet)">
          {sites.pages(pageCount(site))}
          {site.endedAt && (
            <>
              {` · ${sites.lastRead} `}
              <When at={site.endedAt} />
            </>
          )}
          {site.nextRunAt && (
            <>
              {` · ${sites.nextRead} `}
              <When at={site.nextRunAt} />
            </>
          )}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        <SiteState site={site} />
        {mayWrite && <SiteActions site={site} />}
      </Group>
      {failure && (
        <Text size="sm" c="red" className={classes.document_more}>
          {failure}
        </Text>
      )}
    </li>
  )
}
