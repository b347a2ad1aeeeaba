import { Table } from '@mantine/core'
import type { EvaluationRun } from '#contract/shapes/evals.ts'
import { useLocale } from '../../../messages/messages.tsx'
import classes from './evals.module.css'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'

/** The runs of a knowledge base in numbers, the newest first. */
export function EvaluationRunTable({ runs }: { runs: readonly EvaluationRun[] }) {
  const { locale } = useLocale()
  const { evals } = useEvalsMessages()
  const share = (value: number | null) =>
    value === null ? '–' : value.toLocaleString(locale, { style: 'percent' })
  const when = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  })
  return (
    <section className={classes.runs} aria-label={evals.runs} tabIndex={0}>
      <Table fz="sm" verticalSpacing={4} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{evals.when}</Table.Th>
            <Table.Th className={classes.number}>{evals.found}</Table.Th>
            <Table.Th className={classes.number}>{evals.supported}</Table.Th>
            <Table.Th>{evals.verdict}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td className={classes.when} title={evals.cause[run.cause]}>
                {when.format(new Date(run.createdAt))}
              </Table.Td>
              <Table.Td className={classes.number}>{share(run.recall)}</Table.Td>
              <Table.Td className={classes.number}>{share(run.support)}</Table.Td>
              <Table.Td>{evals.verdicts[run.verdict]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
