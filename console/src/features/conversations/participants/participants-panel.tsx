import { Button, Select, Stack, Text } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { CloseIcon } from '../../../ui/icons.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import { AgentBadge } from './agent-badge.tsx'
import { addAgent, transfer, removeAgent } from './change-participants.ts'
import classes from './participants.module.css'

interface ParticipantsPanelProps {
  conversation: Conversation
  agents: readonly Agent[]
}

/** Which agents take part: transfer to another, add one or remove one. */
export function ParticipantsPanel({ conversation, agents }: ParticipantsPanelProps) {
  const t = useMessages()
  const { participants } = t
  const { id, agentId, agentIds } = conversation
  const there = agentIds.flatMap((one) => agents.find((agent) => agent.id === one) ?? [])
  const others = agents.filter((agent) => !agentIds.includes(agent.id))
  return (
    <Stack gap="sm">
      <ul className={classes.list} aria-label={participants.title}>
        {there.map((agent) => (
          <li key={agent.id} className={classes.row}>
            <AgentBadge id={agent.id} name={agent.name} among={agentIds} />
            <span className={classes.name} dir="auto">
              {agent.name}
            </span>
            {agent.id === agentId ? (
              <Text size="xs" c="var(--quiet)">
                {participants.answers}
              </Text>
            ) : (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={participants.transferTo(agent.name)}
                onClick={() => void transfer(conversation, agent, t)}
              >
                {participants.transfer}
              </Button>
            )}
            {there.length > 1 && (
              <IconButton
                label={participants.remove(agent.name)}
                icon={CloseIcon}
                iconSize={14}
                size="sm"
                onClick={() => void removeAgent(conversation, agent, t)}
              />
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <Select
          size="xs"
          aria-label={participants.add}
          placeholder={participants.add}
          data={others.map(({ id: value, name }) => ({ value, label: name }))}
          value={null}
          searchable
          comboboxProps={{ withinPortal: false }}
          onChange={(chosen) => {
            const agent = others.find((one) => one.id === chosen)
            if (agent) void addAgent(id, agent, t)
          }}
        />
      )}
      {there.length > 1 && (
        <Text size="xs" c="var(--quiet)">
          {participants.hint}
        </Text>
      )}
    </Stack>
  )
}
