import { Alert, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { Site } from '#contract/shapes/site.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { BackLink } from '../../../ui/back-link.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { Page } from '../../../ui/page.tsx'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { navigate } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useMay } from '../../../data/me.ts'
import { useSiteMessages } from '../../../messages/sites/site-messages.ts'
import { SiteActions } from './site-actions.tsx'
import { SiteChanges } from './site-changes.tsx'
import { siteFailure } from './site-failure.ts'
import { SitePageList } from './site-page-list.tsx'
import { SiteState } from './site-state.tsx'

/** A website that a knowledge base is kept in step with: its pages, and what changed the last time. */
export function SitePage({ siteId }: { siteId: string }) {
  const held = useResource(resource('sites.read', siteId))
  return <ResourceView of={held}>{(site) => <SiteView site={site} />}</ResourceView>
}

function SiteView({ site }: { site: Site }) {
  const t = useSiteMessages()
  const { sites, general } = t
  const mayWrite = useMay()('knowledge:write')
  const failure = siteFailure(site, t)
  useDocumentTitle(`${site.address} · ${general.product}`)
  return (
    <Page
      above={<BackLink href={to.knowledgeBase(site.knowledgeBaseId)}>{sites.backToKnowledgeBase}</BackLink>}
      title={site.address}
      intro={<SiteTimes site={site} />}
      actions={
        <>
          <SiteState site={site} />
          {mayWrite && (
            <SiteActions site={site} onRemove={() => navigate(to.knowledgeBase(site.knowledgeBaseId))} />
          )}
        </>
      }
    >
      {failure && (
        <Alert color="red" variant="outline" mb="md" role="status">
          {failure}
        </Alert>
      )}
      {site.endedAt && <SiteChanges site={site} />}
      <Title order={2} size="h5" mt="lg" mb="xs">
        {sites.pageList}
      </Title>
      <SitePageList siteId={site.id} />
    </Page>
  )
}

function SiteTimes({ site }: { site: Site }) {
  const { sites } = useSiteMessages()
  return (
    <Text component="span" size="sm">
      {sites.kinds[site.kind]}
      {site.endedAt && (
        <>
          {` · ${sites.lastRead} `}
          <Timestamp at={site.endedAt} />
        </>
      )}
      {` · ${sites.nextRead} `}
      {site.nextRunAt ? <Timestamp at={site.nextRunAt} /> : sites.unscheduled}
    </Text>
  )
}
