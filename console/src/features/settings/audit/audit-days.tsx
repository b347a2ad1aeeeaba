import { Stack, Title } from '@mantine/core'
import type { AuditEntry } from '#contract/shapes/audit.ts'
import { useLocale } from '../../../messages/messages.tsx'
import { AuditRow } from './audit-row.tsx'
import classes from './audit.module.css'

/** Entries under their days. */
export function AuditDays({ entries }: { entries: readonly AuditEntry[] }) {
  const { locale } = useLocale()
  const days = Map.groupBy(entries, ({ at }) => new Date(at).toDateString())
  return [...days].map(([day, ofDay]) => (
    <Stack key={day} gap="xs">
      <Title order={2} size="h5">
        {new Date(ofDay[0]?.at ?? day).toLocaleDateString(locale, { dateStyle: 'full' })}
      </Title>
      <ul className={classes.list}>
        {ofDay.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </ul>
    </Stack>
  ))
}
