import { Text } from '@mantine/core'
import type { z } from 'zod'
import type { ReadTopics } from '#contract/shapes/report.ts'
import { topics } from '../data/report-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Loaded } from '../look/loaded.tsx'
import { useReportsWords } from '../words/reports/reports-words.ts'
import { useSpeech } from '../words/words.tsx'
import { CsvTable } from './csv-table.tsx'
import classes from './reports.module.css'

/** What people wrote about. */
export function TopicTables({ query }: { query: z.input<typeof ReadTopics> }) {
  const { locale } = useSpeech()
  const said = useReportsWords()
  const number = (value: number) => value.toLocaleString(locale)
  return (
    <Loaded of={useResource(topics(query))}>
      {({ labels, words }) => (
        <div className={classes.pair}>
          {words.length > 0 ? (
            <CsvTable
              title={said.topics}
              hint={said.topicsHint}
              file="topics"
              head={[said.word, said.now, said.earlier]}
              lines={words.map(({ word, count, before }) => ({
                key: word,
                name: word,
                cells: [number(count), number(before)],
                values: [count, before],
              }))}
            />
          ) : (
            <Text c="var(--quiet)">{said.noTopics}</Text>
          )}
          {labels.length > 0 && (
            <CsvTable
              title={said.labels}
              file="labels"
              head={[said.label, said.now]}
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
    </Loaded>
  )
}
