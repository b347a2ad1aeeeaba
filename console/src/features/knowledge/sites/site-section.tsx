import { Button, Group, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Site } from '#contract/shapes/site.ts'
import { useStore } from '../../../data/store.ts'
import { removing } from '../../../ui/removals.ts'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'
import { PlusIcon, WebIcon } from '../../../ui/icons.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useSiteMessages } from '../../../messages/sites/site-messages.ts'
import classes from '../knowledge.module.css'
import { SiteActions } from './site-actions.tsx'
import { SiteDialog } from './site-dialog.tsx'
import { pageCount, siteFailure } from './site-failure.ts'
import { SiteState } from './site-state.tsx'

/** The websites that a knowledge base is kept in step with. */
export function SiteSection({ knowledgeBaseId, mayWrite }: { knowledgeBaseId: string; mayWrite: boolean }) {
  const { sites } = useSiteMessages()
  const [isAdding, setAdding] = useState(false)
  const held = useResource(all('sites.list', knowledgeBaseId))
  const hidden = useStore(removing)
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
      <ResourceView of={held}>
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
      </ResourceView>
      {isAdding && (
        <SiteDialog knowledgeBaseId={knowledgeBaseId} site={null} onClose={() => setAdding(false)} />
      )}
    </section>
  )
}

function SiteRow({ site, mayWrite }: { site: Site; mayWrite: boolean }) {
  const t = useSiteMessages()
  const { sites } = t
  const failure = siteFailure(site, t)
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
              <Timestamp at={site.endedAt} />
            </>
          )}
          {site.nextRunAt && (
            <>
              {` · ${sites.nextRead} `}
              <Timestamp at={site.nextRunAt} />
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
