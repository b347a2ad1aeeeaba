import { Badge, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Suggestion } from '#contract/shapes/suggestion.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { LineDiff } from '../versions/line-diff.tsx'
import { useAnswerSuggestion } from './use-answer-suggestion.ts'
import classes from './learning.module.css'

interface PendingSuggestionProps {
  suggestion: Suggestion
  agent: Agent
}

/** A suggestion that waits: what would change and why, and what to do with it. */
export function PendingSuggestion({ suggestion, agent }: PendingSuggestionProps) {
  const { agents, general } = useMessages()
  const { id, reason, instructions, confidence, lines, isOutdated, createdAt } = suggestion
  const [edited, setEdited] = useState<string>()
  const { apply, dismiss, isBusy } = useAnswerSuggestion(agent.id)
  return (
    <article className={classes.waiting} aria-label={reason}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="var(--quiet)">
            <Timestamp at={createdAt} />
          </Text>
          <Badge variant="light" size="sm">
            {agents.confidence(Math.round(confidence * 100))}
          </Badge>
        </Group>
        <Title order={3} size="h6" fw={500} dir="auto">
          {reason}
        </Title>
        {edited === undefined ? (
          <LineDiff lines={lines} />
        ) : (
          <Textarea
            label={agents.instructions}
            value={edited}
            onChange={(event) => setEdited(event.currentTarget.value)}
            maxLength={20_000}
            autosize
            minRows={5}
            maxRows={20}
            autoFocus
            dir="auto"
          />
        )}
        <Evidence suggestion={suggestion} />
        {isOutdated && (
          <Text size="sm" c="var(--danger)">
            {agents.outdated}
          </Text>
        )}
        <Group gap="xs">
          {edited === undefined ? (
            <>
              {!isOutdated && (
                <Button size="sm" loading={isBusy} onClick={() => void apply(id)}>
                  {agents.apply}
                </Button>
              )}
              <Button
                size="sm"
                variant={isOutdated ? 'filled' : 'default'}
                onClick={() => setEdited(isOutdated ? mergedOf(agent.instructions, lines) : instructions)}
              >
                {agents.edit}
              </Button>
              <Button size="sm" variant="subtle" color="gray" onClick={() => void dismiss(id)}>
                {agents.dismiss}
              </Button>
            </>
          ) : (
            <>
              <Button size="sm" loading={isBusy} onClick={() => void apply(id, edited)}>
                {agents.applyEdited}
              </Button>
              <Button size="sm" variant="default" onClick={() => setEdited(undefined)}>
                {general.cancel}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </article>
  )
}

/** The instructions as they are now, with what was to be added below them. */
const mergedOf = (now: string, lines: Suggestion['lines']): string =>
  [now, ...lines.filter(({ kind }) => kind === 'added').map(({ text }) => text)]
    .filter((text) => text !== '')
    .join('\n')

/** The messages that it rests on. */
function Evidence({ suggestion: { evidence, conversationId } }: { suggestion: Suggestion }) {
  const { agents } = useMessages()
  if (evidence.length === 0) return null
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Text size="xs" c="var(--quiet)">
          {agents.evidence}
        </Text>
        {conversationId && (
          <Text size="xs">
            <Link href={to.conversation(conversationId)}>{agents.toConversation}</Link>
          </Text>
        )}
      </Group>
      {evidence.map(({ messageId, text }) => (
        <blockquote key={messageId} className={classes.quote} dir="auto">
          {text}
        </blockquote>
      ))}
    </Stack>
  )
}
