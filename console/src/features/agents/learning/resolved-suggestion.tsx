import { Button, Text } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Suggestion } from '#contract/shapes/suggestion.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useAnswerSuggestion } from './use-answer-suggestion.ts'
import classes from './learning.module.css'

interface ResolvedSuggestionProps {
  suggestion: Suggestion
  agent: Agent
}

/** A suggestion that was answered, by somebody or by the agent itself, and the way back where there is one. */
export function ResolvedSuggestion({ suggestion, agent }: ResolvedSuggestionProps) {
  const { agents, general } = useMessages()
  const { id, reason, state, instructions, version, createdAt, settledAt } = suggestion
  const { undo, isBusy } = useAnswerSuggestion(agent.id)
  const canUndo =
    state === 'dismissed' ||
    ((state === 'applied' || state === 'adapted') && instructions === agent.instructions)
  return (
    <li>
      <div className={classes.told}>
        <Text size="sm" dir="auto">
          {reason}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {agents.suggestionStates[state as keyof typeof agents.suggestionStates] ?? state} ·{' '}
          <Timestamp at={settledAt ?? createdAt} />
          {version !== null && (
            <>
              {' · '}
              <Link href={`${to.agent(agent.id, 'versions')}?from=${version - 1}&to=${version}`}>
                {agents.version(version)}
              </Link>
            </>
          )}
        </Text>
      </div>
      {canUndo && (
        <Button size="compact-sm" variant="default" loading={isBusy} onClick={() => void undo(id)}>
          {general.undo}
        </Button>
      )}
    </li>
  )
}
