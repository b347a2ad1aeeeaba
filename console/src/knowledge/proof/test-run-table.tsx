import { Table } from '@mantine/core'
import type { TestRun } from '#contract/shapes/proof.ts'
import { useSpeech } from '../../words/words.tsx'
import classes from './proof.module.css'
import { useProofWords } from '../../words/proof/proof-words.ts'

/** The runs of a source in numbers, the newest first. */
export function TestRunTable({ runs }: { runs: readonly TestRun[] }) {
  const { locale } = useSpeech()
  const { proof } = useProofWords()
  const share = (value: number | null) =>
    value === null ? '–' : value.toLocaleString(locale, { style: 'percent' })
  const when = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  })
  return (
    <section className={classes.runs} aria-label={proof.runs} tabIndex={0}>
      <Table fz="sm" verticalSpacing={4} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{proof.when}</Table.Th>
            <Table.Th className={classes.number}>{proof.found}</Table.Th>
            <Table.Th className={classes.number}>{proof.supported}</Table.Th>
            <Table.Th>{proof.verdict}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td className={classes.when} title={proof.cause[run.cause]}>
                {when.format(new Date(run.createdAt))}
              </Table.Td>
              <Table.Td className={classes.number}>{share(run.recall)}</Table.Td>
              <Table.Td className={classes.number}>{share(run.support)}</Table.Td>
              <Table.Td>{proof.verdicts[run.verdict]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
