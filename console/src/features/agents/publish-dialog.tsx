import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentDraft } from '#contract/shapes/agent-version.ts'
import { client } from '../../data/console-client.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { toast } from '../../ui/toasts.ts'
import { useMessages } from '../../messages/messages.tsx'
import { refreshAgent, showAgent } from './draft-actions.ts'
import { DiffView } from './versions/diff-view.tsx'

interface PublishDialogProps {
  agent: Agent
  draft: AgentDraft
  isOpen: boolean
  onClose: () => void
}

/** Shows what will be different, and makes it what answers. */
export function PublishDialog({ agent, draft, isOpen, onClose }: PublishDialogProps) {
  const { agents, general } = useMessages()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={agents.publishTitle(agent.version + 1)}
      size="lg"
      closeButtonProps={{ 'aria-label': general.close }}
    >
      {isOpen && <Publishing agent={agent} draft={draft} onClose={onClose} />}
    </Modal>
  )
}

function Publishing({ agent, draft, onClose }: Omit<PublishDialogProps, 'isOpen'>) {
  const { agents, general } = useMessages()
  const held = useResource(resource('agents.compare', agent.id))
  const [note, setNote] = useState('')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const publish = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const published = await client.agents.publish(agent.id, { note, revision: draft.revision })
      showAgent(published)
      refreshAgent(agent.id)
      toast({ text: agents.publishedNow(published.version) })
      onClose()
    } catch (failure) {
      setError(failure)
      refreshAgent(agent.id)
    }
    setBusy(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void publish()
      }}
    >
      <Stack>
        {error !== undefined && <ErrorState error={error} />}
        <TextInput
          label={agents.note}
          description={agents.noteHint}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
          data-autofocus
          dir="auto"
        />
        <ResourceView of={held}>{(diff) => <DiffView diff={diff} />}</ResourceView>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit" loading={isBusy}>
            {agents.publish}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
