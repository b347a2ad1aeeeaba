import { Alert, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { Site } from '#contract/shapes/site.ts'
import { site as siteAt } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { BackLink } from '../../look/back-link.tsx'
import { Loaded } from '../../look/loaded.tsx'
import { Page } from '../../look/page.tsx'
import { When } from '../../look/when.tsx'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMay } from '../../shell/me.ts'
import { useSiteWords } from '../../words/sites/site-words.ts'
import { SiteActions } from './site-actions.tsx'
import { SiteChanges } from './site-changes.tsx'
import { siteFailure } from './site-failure.ts'
import { SitePageList } from './site-page-list.tsx'
import { SiteState } from './site-state.tsx'

/** A website that a source is kept in step with: its pages, and what changed the last time. */
export function SitePage({ siteId }: { siteId: string }) {
  const held = useResource(siteAt(siteId))
  return <Loaded of={held}>{(site) => <SiteView site={site} />}</Loaded>
}

function SiteView({ site }: { site: Site }) {
  const words = useSiteWords()
  const { sites, general } = words
  const mayWrite = useMay()('knowledge:write')
  const failure = siteFailure(site, words)
  useDocumentTitle(`${site.address} · ${general.product}`)
  return (
    <Page
      above={<BackLink href={to.source(site.sourceId)}>{sites.backToSource}</BackLink>}
      title={site.address}
      intro={<SiteTimes site={site} />}
      actions={
        <>
          <SiteState site={site} />
          {mayWrite && <SiteActions site={site} onRemove={() => navigate(to.source(site.sourceId))} />}
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
  const { sites } = useSiteWords()
  return (
    <Text component="span" size="sm">
      {sites.kinds[site.kind]}
      {site.endedAt && (
        <>
          {` · ${sites.lastRead} `}
          <When at={site.endedAt} />
        </>
      )}
      {` · ${sites.nextRead} `}
      {site.nextRunAt ? <When at={site.nextRunAt} /> : sites.unscheduled}
    </Text>
  )
}
