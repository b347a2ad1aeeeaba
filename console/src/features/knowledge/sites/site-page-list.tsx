import { Badge, Button, Group, Select, Text } from '@mantine/core'
import type { SitePage } from '#contract/shapes/site.ts'
import type { z } from 'zod'
import type { ListSitePages } from '#contract/shapes/site.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { Link } from '../../../routing/link.tsx'
import { useFilter } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useSiteMessages } from '../../../messages/sites/site-messages.ts'
import { useErrorMessages } from '../../../messages/error-messages/error-messages.ts'
import { messageFor } from '../../../messages/message-for.ts'
import classes from '../knowledge.module.css'

type SitePageFilters = Pick<z.input<typeof ListSitePages>, 'state' | 'change'>

/** The pages of a site with what became of each; the filter is part of the address. */
export function SitePageList({ siteId }: { siteId: string }) {
  const { sites, general } = useSiteMessages()
  const [show, setShow] = useFilter('show')
  const filters = filtersOf(show, sites)
  const list = pages('sites.pages', siteId, filters)
  const held = useResource(list)
  return (
    <>
      <Select
        aria-label={sites.show}
        size="xs"
        maw={220}
        mb="sm"
        data={[
          { value: '', label: sites.all },
          ...Object.entries({ ...sites.pageChange, ...sites.pageState }).map(([value, label]) => ({
            value,
            label,
          })),
        ]}
        value={filters.state ?? filters.change ?? ''}
        onChange={(next) => setShow(next ?? '')}
        allowDeselect={false}
      />
      <ResourceView of={held}>
        {(page) => (
          <>
            {page.items.length === 0 && <Text c="var(--quiet)">{sites.noPages}</Text>}
            {page.items.length > 0 && (
              <ul className={classes.documents}>
                {page.items.map((one) => (
                  <PageRow key={one.address} page={one} />
                ))}
              </ul>
            )}
            {page.nextCursor !== null && (
              <Button variant="subtle" size="xs" fullWidth mt="xs" onClick={() => list.more(page)}>
                {general.showMore}
              </Button>
            )}
          </>
        )}
      </ResourceView>
    </>
  )
}

const filtersOf = (
  show: string,
  { pageState, pageChange }: { pageState: object; pageChange: object },
): SitePageFilters => {
  if (Object.hasOwn(pageChange, show)) return { change: show as NonNullable<SitePage['change']> }
  return Object.hasOwn(pageState, show) ? { state: show as SitePage['state'] } : {}
}

function PageRow({ page }: { page: SitePage }) {
  const { sites } = useSiteMessages()
  const errorMessages = useErrorMessages()
  const reason = page.errorCode ? messageFor(errorMessages, page.errorCode, page.reason) : page.reason
  const isFailed = page.state === 'failed'
  return (
    <li className={classes.pair}>
      <div className={classes.document_name}>
        <Text size="sm">{page.address}</Text>
        <Text size="xs" c={isFailed ? 'red' : 'var(--quiet)'}>
          {reason}
          {!reason && page.readAt && <Timestamp at={page.readAt} />}
          {page.documentId !== null && (
            <>
              {' · '}
              <Link href={to.document(page.documentId)}>{sites.openDocument}</Link>
            </>
          )}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        <Badge
          variant={isFailed ? 'outline' : 'light'}
          color={isFailed ? 'red' : page.state === 'skipped' ? 'gray' : 'harbour'}
        >
          {page.change ? sites.pageChange[page.change] : sites.pageState[page.state]}
        </Badge>
      </Group>
    </li>
  )
}
