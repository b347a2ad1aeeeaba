import { Badge, Button, Group, Text } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentDraft, AgentVersion } from '#contract/shapes/agent-version.ts'
import { client } from '../../../data/console-client.ts'
import { toast } from '../../../ui/toasts.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { navigate } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { refreshAgent, restoreVersion, showAgent } from '../draft-actions.ts'
import { useFieldMessages } from './field-messages.ts'
import classes from './versions.module.css'

interface VersionItemProps {
  version: AgentVersion
  agent: Agent
  draft: AgentDraft
  /** Whether what it changed is shown. */
  isChosen: boolean
  onShow: () => void
}

/** One version: who made it when and why, what it changed, and the ways back. */
export function VersionItem({ version, agent, draft, isChosen, onShow }: VersionItemProps) {
  const { agents } = useMessages()
  const { nameOf, listed } = useFieldMessages({})
  const { number, note, origin, author, createdAt, changed } = version
  const isAnswering = number === agent.version
  const { restore, undo } = useWaysBack(agent, draft)
  return (
    <li className={classes.version} data-chosen={isChosen || undefined}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{agents.version(number)}</Text>
        {isAnswering && (
          <Badge size="sm" variant="light">
            {agents.answering}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="var(--quiet)">
        {agents.origins[origin]} · {author.name ? <bdi>{author.name}</bdi> : agents.byItself} ·{' '}
        <Timestamp at={createdAt} />
      </Text>
      {note && (
        <Text size="sm" dir="auto">
          {note}
        </Text>
      )}
      {changed.length > 0 && (
        <Text size="sm" c="var(--quiet)">
          {agents.changedFields(listed(changed.map(nameOf)))}
        </Text>
      )}
      <Group gap="xs" mt={6}>
        {number > 1 && (
          <Button size="compact-sm" variant="default" onClick={onShow} aria-pressed={isChosen}>
            {agents.whatChanged}
          </Button>
        )}
        {isAnswering ? (
          number > 1 && (
            <Button size="compact-sm" variant="default" onClick={() => void undo(number)}>
              {agents.undoVersion}
            </Button>
          )
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => void restore(number)}>
            {agents.restore}
          </Button>
        )}
      </Group>
    </li>
  )
}

/** An earlier version as a draft to look at, or the last one undone at once. */
function useWaysBack(agent: Agent, draft: AgentDraft) {
  const t = useMessages()
  const fail = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  return {
    async restore(number: number) {
      try {
        const undo = await restoreVersion(draft, number)
        navigate(to.agent(agent.id))
        toast({ text: t.agents.restored(number), undo })
      } catch (error) {
        fail(error)
      }
    },
    async undo(number: number) {
      try {
        const undone = await client.agents.undo(agent.id, number)
        showAgent(undone)
        refreshAgent(agent.id)
        toast({ text: t.agents.undone(number) })
      } catch (error) {
        fail(error)
      }
    },
  }
}
