import { Button, Group, Stack, Text } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { AuditEntry, AuditFilters } from '#contract/shapes/audit.ts'
import { change } from '../../data/cache.ts'
import { auditLog, moreAudit } from '../../data/people-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Empty } from '../../look/empty.tsx'
import { SearchIcon } from '../../look/icons.tsx'
import { Loaded, Rows } from '../../look/loaded.tsx'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useAuditWords } from '../../words/audit/audit-words.ts'
import { useSending } from '../use-sending.ts'
import { AuditDays } from './audit-days.tsx'
import { AuditFilterFields } from './audit-filter-fields.tsx'
import { ExportMenu } from './export-menu.tsx'
import { useAuditFilters } from './use-audit-filters.ts'

/** Who did what, as sentences, with filters in the address; new entries come by themselves. */
export function AuditPage() {
  const { audit } = useAuditWords()
  const filters = useAuditFilters()
  const log = useResource(auditLog(filters))
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {audit.intro}
        </Text>
        <ExportMenu filters={filters} />
      </Group>
      <AuditFilterFields filters={filters} entries={log.value?.items ?? []} />
      <Loaded of={log} skeleton={<Rows count={8} height={48} />}>
        {(page) => <Entries page={page} filters={filters} />}
      </Loaded>
    </Stack>
  )
}

function Entries({ page, filters }: { page: Page<AuditEntry>; filters: AuditFilters }) {
  const { audit, general } = useAuditWords()
  const { isBusy, submit } = useSending(async () => {
    const next = await moreAudit(filters, page)
    change(auditLog(filters), () => next)
  })
  if (page.items.length === 0)
    return (
      <Empty icon={SearchIcon} title={audit.none} hint={audit.noneHint}>
        <Button variant="default" onClick={() => navigate(to.settings('audit-log'), { replace: true })}>
          {audit.clear}
        </Button>
      </Empty>
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
