import { Button, Group, Stack, Text } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { AuditEntry, AuditFilters } from '#contract/shapes/audit.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SearchIcon } from '../../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../../ui/resource-view.tsx'
import { navigate } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useAuditMessages } from '../../../messages/audit/audit-messages.ts'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { AuditDays } from './audit-days.tsx'
import { AuditFilterFields } from './audit-filter-fields.tsx'
import { ExportMenu } from './export-menu.tsx'
import { useAuditFilters } from './use-audit-filters.ts'

/** Who did what, as sentences, with filters in the address; new entries come by themselves. */
export function AuditPage() {
  const { audit } = useAuditMessages()
  const filters = useAuditFilters()
  const log = useResource(pages('audit.list', filters))
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {audit.intro}
        </Text>
        <ExportMenu filters={filters} />
      </Group>
      <AuditFilterFields filters={filters} entries={log.value?.items ?? []} />
      <ResourceView of={log} skeleton={<SkeletonRows count={8} height={48} />}>
        {(page) => <Entries page={page} filters={filters} />}
      </ResourceView>
    </Stack>
  )
}

function Entries({ page, filters }: { page: Page<AuditEntry>; filters: AuditFilters }) {
  const { audit, general } = useAuditMessages()
  const { isBusy, submit } = useFormSubmit(() => pages('audit.list', filters).more(page))
  if (page.items.length === 0)
    return (
      <EmptyState icon={SearchIcon} title={audit.none} hint={audit.noneHint}>
        <Button variant="default" onClick={() => navigate(to.settings('audit-log'), { replace: true })}>
          {audit.clear}
        </Button>
      </EmptyState>
    )
  return (
    <>
      <AuditDays entries={page.items} />
      {page.nextCursor !== null && (
        <Button variant="subtle" loading={isBusy} onClick={() => void submit()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}
