import { Alert, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { PassageEdit } from '#contract/shapes/passage-edit.ts'
import { client } from '../../../data/console-client.ts'
import { useStore } from '../../../data/store.ts'
import { removeWithUndo, removing } from '../../../ui/removals.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { AlertIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../document-page.module.css'
import { ApplyEditDialog } from './apply-edit-dialog.tsx'

/** What editors changed in passages that the document does not have any more, until somebody settles each. */
export function UnfitEdits({ documentId }: { documentId: string }) {
  const { knowledge } = useMessages()
  const hidden = useStore(removing)
  const held = useResource(resource('documents.unfitEdits', documentId)).value?.items ?? []
  const edits = held.filter(({ id }) => !hidden.has(id))
  if (edits.length === 0) return null
  return (
    <Alert color="yellow" variant="outline" icon={<AlertIcon />} mb="sm">
      <Text size="sm" fw={600} mb="xs">
        {knowledge.passage.unfit(edits.length)}
      </Text>
      <ul className={classes.edits}>
        {edits.map((edit) => (
          <UnfitEdit key={edit.id} edit={edit} />
        ))}
      </ul>
    </Alert>
  )
}

function UnfitEdit({ edit }: { edit: PassageEdit }) {
  const t = useMessages()
  const { passage: tPassage } = t.knowledge
  const [isApplying, setApplying] = useState(false)
  const forget = () =>
    removeWithUndo({
      id: edit.id,
      message: tPassage.forgotten,
      remove: () => client.documents.dropEdit(edit.id),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <li>
      <Text size="sm" dir="auto" lineClamp={4}>
        {edit.text ?? edit.originalText}
      </Text>
      {edit.isDisabled && <Text size="xs">{tPassage.wasDisabled}</Text>}
      <Group gap="xs" mt={4}>
        <Button size="compact-xs" variant="default" onClick={() => setApplying(true)}>
          {tPassage.apply}
        </Button>
        <Button size="compact-xs" variant="default" onClick={forget}>
          {tPassage.forget}
        </Button>
      </Group>
      {isApplying && <ApplyEditDialog edit={edit} onClose={() => setApplying(false)} />}
    </li>
  )
}
