import { Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { csvFile } from '../../ui/csv.ts'
import { saveFile } from '../../ui/save-file.ts'
import { useReportsMessages } from '../../messages/reports/reports-messages.ts'
import classes from './reports.module.css'

interface Line {
  readonly key: string
  readonly name: string
  /** As they are shown. */
  readonly cells: readonly string[]
  /** As a spreadsheet gets them. */
  readonly values: readonly (number | null)[]
}

interface CsvTableProps {
  title: string
  hint?: ReactNode
  /** The name of the file, without its ending. */
  file: string
  head: readonly string[]
  lines: readonly Line[]
  total?: Line
}

/** A table that can be taken away. */
export function CsvTable({ title, hint, file, head, lines, total }: CsvTableProps) {
  const t = useReportsMessages()
  const save = () =>
    saveFile({
      name: `${file}.csv`,
      content: csvFile(
        head,
        lines.map(({ name, values }) => [name, ...values]),
      ),
    })
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          {hint && (
            <Text size="sm" c="var(--quiet)">
              {hint}
            </Text>
          )}
        </div>
        <Button variant="default" size="xs" onClick={save} aria-label={`${t.download}: ${title}`}>
          {t.download}
        </Button>
      </Group>
      <section className={classes.scroll} tabIndex={0} aria-label={title} data-scrolls-sideways>
        <Table striped withRowBorders={false}>
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
            {lines.map((line) => (
              <Row key={line.key} line={line} />
            ))}
          </Table.Tbody>
          {total && (
            <Table.Tfoot>
              <Row line={total} />
            </Table.Tfoot>
          )}
        </Table>
      </section>
    </Stack>
  )
}

const Row = ({ line }: { line: Line }) => (
  <Table.Tr>
    <Table.Th scope="row" fw={500} className={classes.line}>
      <span dir="auto">{line.name}</span>
    </Table.Th>
    {line.cells.map((cell, at) => (
      // oxlint-disable-next-line react/no-array-index-key
      <Table.Td key={at} ta="end" className={classes.line}>
        {cell}
      </Table.Td>
    ))}
  </Table.Tr>
)
