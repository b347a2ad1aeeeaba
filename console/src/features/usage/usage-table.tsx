import { Button, Group, Table, Text } from '@mantine/core'
import type { ReadUsage, Usage, UsageLine } from '#contract/shapes/usage.ts'
import { formatMoney } from '../../ui/money.ts'
import { useUsageMessages } from '../../messages/usage/usage-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { downloadCsv } from './csv.ts'
import { lineName } from './line-name.ts'
import { isUsed } from './measures.ts'
import classes from './usage.module.css'

interface UsageTableProps {
  read: Usage
  by: ReadUsage['by']
}

/** The counts as a table, and to take away. */
export function UsageTable({ read: { total, items }, by }: UsageTableProps) {
  const { locale } = useLocale()
  const { usage: t } = useUsageMessages()
  const number = (value: number) => value.toLocaleString(locale)
  const seconds = (value: number | null) =>
    value === null ? '–' : t.seconds((value / 1000).toLocaleString(locale, { maximumFractionDigits: 2 }))
  const money = ({ costs, unpriced }: Pick<UsageLine, 'costs' | 'unpriced'>) =>
    costs.map((cost) => formatMoney(locale, cost)).join(' + ') || (unpriced > 0 ? t.noCost : '–')
  const cells = (line: Omit<UsageLine, 'key' | 'name'>) => [
    number(line.replies),
    number(line.searches),
    number(line.failures),
    number(line.inputTokens),
    number(line.outputTokens),
    money(line),
    seconds(line.firstTokenMs),
  ]
  const head = [t[by], t.replies, t.searches, t.failures, t.input, t.output, t.cost, t.firstToken]
  // On most days of a year nothing happened.
  const shown = by === 'day' ? items.filter(isUsed).toReversed() : items
  return (
    <>
      <section className={classes.scroll} tabIndex={0} aria-label={t.title} data-scrolls-sideways>
        <Table striped withRowBorders={false} miw={640}>
          <Table.Thead>
            <Table.Tr>
              {head.map((name, at) => (
                <Table.Th key={name} ta={at === 0 ? 'start' : 'end'} scope="col">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((line) => (
              <Table.Tr key={line.key}>
                <Table.Th scope="row" fw={500} className={by === 'day' ? classes.day : undefined}>
                  {lineName(line, by, t)}
                </Table.Th>
                <Cells values={cells(line)} />
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">Σ</Table.Th>
              <Cells values={cells(total)} />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </section>
      <Group justify="space-between">
        <Text size="sm" c="var(--quiet)">
          {total.unpriced > 0 && t.unpriced(total.unpriced)}
        </Text>
        <Button variant="default" onClick={() => downloadCsv(items, by)}>
          {t.download}
        </Button>
      </Group>
    </>
  )
}

const Cells = ({ values }: { values: string[] }) =>
  values.map((value, at) => (
    // oxlint-disable-next-line react/no-array-index-key
    <Table.Td key={at} ta="end">
      {value}
    </Table.Td>
  ))
