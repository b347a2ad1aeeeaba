import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { client } from '../../console-client.ts'
import { sources } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Failure } from '../../look/failure.tsx'
import { toast } from '../../look/toasts.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'
import { useActing } from './use-acting.ts'

interface KeepQuestionDialogProps {
  /** The answer. */
  messageId: string
  /** What it cited first: its source is the one that is meant most likely. */
  citedDocumentId: string | null
  onClose: () => void
}

/** Asks which source is to be tested with a question of a conversation. */
export function KeepQuestionDialog({ messageId, citedDocumentId, onClose }: KeepQuestionDialogProps) {
  const { proof, knowledge, general } = useProofWords()
  const held = useResource(sources)
  const [chosen, setChosen] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const cited = useSourceOf(citedDocumentId)
  const sourceId = chosen ?? cited ?? held.value?.items[0]?.id ?? null
  const act = useActing(sourceId ?? '')
  const keep = async (id: string) => {
    setBusy(true)
    const isDone = await act(client.proof.keepQuestion(id, messageId))
    setBusy(false)
    if (!isDone) return
    toast({ text: proof.kept })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={proof.keep} closeButtonProps={{ 'aria-label': general.close }}>
      <Stack>
        <Text size="sm">{proof.keepHint}</Text>
        {held.error !== undefined && <Failure error={held.error} again={held.again} />}
        <Select
          label={proof.keepIn}
          data={held.value?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={sourceId}
          onChange={setChosen}
          allowDeselect={false}
          nothingFoundMessage={knowledge.none}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button
            loading={isBusy}
            disabled={sourceId === null}
            onClick={() => sourceId !== null && void keep(sourceId)}
          >
            {general.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** The source of a document, once it is known; null while it is not, or when the document is gone. */
function useSourceOf(documentId: string | null): string | null {
  const [sourceId, setSourceId] = useState<string | null>(null)
  useEffect(() => {
    let isCurrent = true
    if (documentId !== null)
      client.documents.read(documentId).then(
        (document) => isCurrent && setSourceId(document.sourceId),
        () => {},
      )
    return () => {
      isCurrent = false
    }
  }, [documentId])
  return sourceId
}
