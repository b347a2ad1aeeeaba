import { Badge, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Document } from '#contract/shapes/knowledge.ts'
import { EditIcon } from '../../../ui/icons.tsx'
import { useMay } from '../../../data/me.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../knowledge.module.css'
import { entriesOf } from './entries.ts'
import { MetadataDialog } from './metadata-dialog.tsx'

/** What people say of a document, and the way to say it. */
export function MetadataSection({ document }: { document: Document }) {
  const { knowledge } = useMessages()
  const { metadata: t } = knowledge
  const mayWrite = useMay()('knowledge:write')
  const [isEditing, setEditing] = useState(false)
  const entries = entriesOf(document.metadata)
  if (entries.length === 0 && !mayWrite) return null
  return (
    <section aria-label={t.title}>
      <Group gap="xs" mb="md">
        {entries.map(({ key, kind, text }) => (
          <Badge key={key} variant="light" color="gray" className={classes.fact ?? ''} tt="none">
            {key}: {kind === 'truth' ? (text === 'true' ? t.yes : t.no) : text}
          </Badge>
        ))}
        {entries.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            {t.none}
          </Text>
        )}
        {mayWrite && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<EditIcon size={14} />}
            onClick={() => setEditing(true)}
          >
            {t.edit}
          </Button>
        )}
      </Group>
      {isEditing && <MetadataDialog document={document} onClose={() => setEditing(false)} />}
    </section>
  )
}
