import { Checkbox, Group, Select, Table, Text } from '@mantine/core'
import type { FaqImportPreview } from '#contract/shapes/faq-entry.ts'
import { useErrorMessages } from '../../../messages/error-messages/error-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../knowledge.module.css'

/** What a person says of a file's columns. */
export interface Choice {
  questionColumn?: number
  answerColumn?: number
  hasHeader?: boolean
}

interface ImportPreviewProps {
  preview: FaqImportPreview
  onChoice: (choice: Choice) => void
}

/** What an import would bring with the columns as they are chosen, and which rows it would leave out. */
export function ImportPreview({ preview, onChoice }: ImportPreviewProps) {
  const { knowledge } = useMessages()
  const { faqEntries: t } = knowledge
  const { columns, hasHeader, questionColumn, answerColumn } = preview
  const names = columns.map((name) => (hasHeader ? name : t.column(name)))
  const isChosen = questionColumn !== null && answerColumn !== null && questionColumn !== answerColumn
  const data = names.map((label, at) => ({ value: String(at), label }))
  const valueOf = (column: number | null) => (column === null ? null : String(column))
  return (
    <>
      <Group grow align="flex-start">
        <Select
          label={t.questionColumn}
          data={data}
          value={valueOf(questionColumn)}
          onChange={(next) => next !== null && onChoice({ questionColumn: Number(next) })}
          allowDeselect={false}
        />
        <Select
          label={t.answerColumn}
          data={data}
          value={valueOf(answerColumn)}
          onChange={(next) => next !== null && onChoice({ answerColumn: Number(next) })}
          allowDeselect={false}
        />
      </Group>
      <Checkbox
        label={t.hasHeader}
        checked={hasHeader}
        onChange={(event) => onChoice({ hasHeader: event.currentTarget.checked })}
      />
      <FirstRows preview={preview} names={names} />
      {isChosen ? <Outcome preview={preview} /> : <Text role="status">{t.chooseColumns}</Text>}
    </>
  )
}

function FirstRows({ preview: { rows }, names }: { preview: FaqImportPreview; names: string[] }) {
  const { knowledge } = useMessages()
  return (
    // What scrolls must be reachable by keyboard.
    <section
      className={classes.sheet}
      aria-label={knowledge.faqEntries.firstRows}
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

function Outcome({ preview }: { preview: FaqImportPreview }) {
  const { knowledge } = useMessages()
  const errorMessages = useErrorMessages()
  const { faqEntries: t } = knowledge
  const { added, changed, unchanged, skippedCount, skipped } = preview
  const parts = [
    t.wouldAdd(added),
    changed > 0 && t.wouldChange(changed),
    unchanged > 0 && t.wouldStay(unchanged),
  ].filter((part) => part !== false)
  return (
    <div role="status">
      <Text size="sm">{parts.join(' · ')}</Text>
      {skippedCount > 0 && (
        <>
          <Text size="sm" c="red" mt="xs">
            {t.skipped(skippedCount)}
          </Text>
          <ul className={classes.plain}>
            {skipped.map(({ row, errorCode }) => (
              <li key={row}>
                {t.row(row)}: {errorMessages[errorCode]}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
