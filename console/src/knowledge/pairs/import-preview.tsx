import { Checkbox, Group, Select, Table, Text } from '@mantine/core'
import type { PairImportPreview } from '#contract/shapes/pair.ts'
import { useTroubles } from '../../words/troubles/trouble-words.ts'
import { useWords } from '../../words/words.tsx'
import classes from '../knowledge.module.css'

/** What a person says of a file's columns. */
export interface Choice {
  questionColumn?: number
  answerColumn?: number
  hasHeader?: boolean
}

interface ImportPreviewProps {
  preview: PairImportPreview
  onChoice: (choice: Choice) => void
}

/** What an import would bring with the columns as they are chosen, and which rows it would leave out. */
export function ImportPreview({ preview, onChoice }: ImportPreviewProps) {
  const { knowledge } = useWords()
  const { pairs: said } = knowledge
  const { columns, hasHeader, questionColumn, answerColumn } = preview
  const names = columns.map((name) => (hasHeader ? name : said.column(name)))
  const isChosen = questionColumn !== null && answerColumn !== null && questionColumn !== answerColumn
  const data = names.map((label, at) => ({ value: String(at), label }))
  const valueOf = (column: number | null) => (column === null ? null : String(column))
  return (
    <>
      <Group grow align="flex-start">
        <Select
          label={said.questionColumn}
          data={data}
          value={valueOf(questionColumn)}
          onChange={(next) => next !== null && onChoice({ questionColumn: Number(next) })}
          allowDeselect={false}
        />
        <Select
          label={said.answerColumn}
          data={data}
          value={valueOf(answerColumn)}
          onChange={(next) => next !== null && onChoice({ answerColumn: Number(next) })}
          allowDeselect={false}
        />
      </Group>
      <Checkbox
        label={said.hasHeader}
        checked={hasHeader}
        onChange={(event) => onChoice({ hasHeader: event.currentTarget.checked })}
      />
      <FirstRows preview={preview} names={names} />
      {isChosen ? <Outcome preview={preview} /> : <Text role="status">{said.chooseColumns}</Text>}
    </>
  )
}

function FirstRows({ preview: { rows }, names }: { preview: PairImportPreview; names: string[] }) {
  const { knowledge } = useWords()
  return (
    // What scrolls must be reachable by keyboard.
    <section
      className={classes.sheet}
      aria-label={knowledge.pairs.firstRows}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-scrolls-sideways
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            {names.map((name, at) => (
              <Table.Th key={at}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            <Table.Tr key={at}>
              {names.map((_, column) => (
                <Table.Td key={column}>{row[column]}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

function Outcome({ preview }: { preview: PairImportPreview }) {
  const { knowledge } = useWords()
  const troubles = useTroubles()
  const { pairs: said } = knowledge
  const { added, changed, unchanged, skippedCount, skipped } = preview
  const parts = [
    said.wouldAdd(added),
    changed > 0 && said.wouldChange(changed),
    unchanged > 0 && said.wouldStay(unchanged),
  ].filter((part) => part !== false)
  return (
    <div role="status">
      <Text size="sm">{parts.join(' · ')}</Text>
      {skippedCount > 0 && (
        <>
          <Text size="sm" c="red" mt="xs">
            {said.skipped(skippedCount)}
          </Text>
          <ul className={classes.plain}>
            {skipped.map(({ row, trouble }) => (
              <li key={row}>
                {said.row(row)}: {troubles[trouble]}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
