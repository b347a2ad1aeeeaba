import { Text } from '@mantine/core'
import type { z } from 'zod'
import type { ReadTopics } from '#contract/shapes/report.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ResourceView } from '../../ui/resource-view.tsx'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { CsvTable } from './csv-table.tsx'
import classes from './reports.module.css'

/** What people wrote about. */
export function TopicTables({ query }: { query: z.input<typeof ReadTopics> }) {
  const { locale } = useLocale()
  const t = useReportsMessages()
  const number = (value: number) => value.toLocaleString(locale)
  return (
    <ResourceView of={useResource(resource('reports.topics', query))}>
      {({ labels, words }) => (
        <div className={classes.pair}>
          {words.length > 0 ? (
            <CsvTable
              title={t.topics}
              hint={t.topicsHint}
              file="topics"
              head={[t.word, t.now, t.earlier]}
              lines={words.map(({ word, count, before }) => ({
                key: word,
                name: word,
                cells: [number(count), number(before)],
                values: [count, before],
              }))}
            />
          ) : (
            <Text c="var(--quiet)">{t.noTopics}</Text>
          )}
          {labels.length > 0 && (
            <CsvTable
              title={t.labels}
              file="labels"
              head={[t.label, t.now]}
              lines={labels.map(({ label, count }) => ({
                key: label,
                name: label,
                cells: [number(count)],
                values: [count],
              }))}
            />
          )}
        </div>
      )}
    </ResourceView>
  )
}
