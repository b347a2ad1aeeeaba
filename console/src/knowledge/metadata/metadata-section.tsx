import { Badge, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Document } from '#contract/shapes/knowledge.ts'
import { EditIcon } from '../../look/icons.tsx'
import { useMay } from '../../shell/me.ts'
import { useWords } from '../../words/words.tsx'
import classes from '../knowledge.module.css'
import { entriesOf } from './entries.ts'
import { MetadataDialog } from './metadata-dialog.tsx'

/** What people say of a document, and the way to say it. */
export function MetadataSection({ document }: { document: Document }) {
  const { knowledge } = useWords()
  const { metadata: said } = knowledge
  const mayWrite = useMay()('knowledge:write')
  const [isEditing, setEditing] = useState(false)
  const entries = entriesOf(document.metadata)
  if (entries.length === 0 && !mayWrite) return null
  return (
    <section aria-label={said.title}>
      <Group gap="xs" mb="md">
        {entries.map(({ key, kind, text }) => (
          <Badge key={key} variant="light" color="gray" className={classes.fact ?? ''} tt="none">
            {key}: {kind === 'truth' ? (text === 'true' ? said.yes : said.no) : text}
          </Badge>
        ))}
        {entries.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            {said.none}
          </Text>
        )}
        {mayWrite && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<EditIcon size={14} />}
            onClick={() => setEditing(true)}
          >
            {said.edit}
          </Button>
        )}
      </Group>
      {isEditing && <MetadataDialog document={document} onClose={() => setEditing(false)} />}
    </section>
  )
}
