import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { client } from '../../../data/console-client.ts'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'
import { useActing } from './use-acting.ts'

interface KeepTestCaseDialogProps {
  /** The answer. */
  messageId: string
  /** What it cited first: its knowledge base is the one that is meant most likely. */
  citedDocumentId: string | null
  onClose: () => void
}

/** Asks which knowledge base is to be tested with a question of a conversation. */
export function KeepTestCaseDialog({ messageId, citedDocumentId, onClose }: KeepTestCaseDialogProps) {
  const { evals, knowledge, general } = useEvalsMessages()
  const held = useResource(all('knowledgeBases.list'))
  const [chosen, setChosen] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const cited = useKnowledgeBaseOf(citedDocumentId)
  const knowledgeBaseId = chosen ?? cited ?? held.value?.items[0]?.id ?? null
  const act = useActing(knowledgeBaseId ?? '')
  const keep = async (id: string) => {
    setBusy(true)
    const isDone = await act(client.evals.keepTestCase(id, { messageId }))
    setBusy(false)
    if (!isDone) return
    toast({ text: evals.kept })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={evals.keep} closeButtonProps={{ 'aria-label': general.close }}>
      <Stack>
        <Text size="sm">{evals.keepHint}</Text>
        {held.error !== undefined && <ErrorState error={held.error} again={held.again} />}
        <Select
          label={evals.keepIn}
          data={held.value?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={knowledgeBaseId}
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
            disabled={knowledgeBaseId === null}
            onClick={() => knowledgeBaseId !== null && void keep(knowledgeBaseId)}
          >
            {general.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** The knowledge base of a document, once it is known; null while it is not, or when the document is gone. */
function useKnowledgeBaseOf(documentId: string | null): string | null {
  const [knowledgeBaseId, setKnowledgeBaseId] = useState<string | null>(null)
  useEffect(() => {
    let isCurrent = true
    if (documentId !== null)
      client.documents.read(documentId).then(
        (document) => isCurrent && setKnowledgeBaseId(document.knowledgeBaseId),
        () => {},
      )
    return () => {
      isCurrent = false
    }
  }, [documentId])
  return knowledgeBaseId
}
