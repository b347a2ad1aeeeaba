import { Button, Stack, Text, Title } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Page } from '#contract/page.ts'
import type { Suggestion } from '#contract/shapes/suggestion.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ReasoningIcon } from '../../../ui/icons.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import { AdaptationForm } from './adaptation-form.tsx'
import { ResolvedSuggestion } from './resolved-suggestion.tsx'
import { PendingSuggestion } from './pending-suggestion.tsx'
import classes from './learning.module.css'

/** What an agent's conversations teach it: whether it may learn, what waits for an answer, and what became of the rest. */
export function LearningPage({ agent }: { agent: Agent }) {
  const held = useResource(pages('suggestions.list', agent.id))
  return (
    <div className={classes.scroll}>
      <div className={classes.columns}>
        <AdaptationForm agent={agent} />
        <div className={classes.suggestions}>
          <ResourceView of={held}>{(page) => <Suggestions agent={agent} page={page} />}</ResourceView>
        </div>
      </div>
    </div>
  )
}

function Suggestions({ agent, page }: { agent: Agent; page: Page<Suggestion> }) {
  const { agents, general } = useMessages()
  const waiting = page.items.filter(({ state }) => state === 'waiting')
  const settled = page.items.filter(({ state }) => state !== 'waiting')
  const unroll = () => pages('suggestions.list', agent.id).more(page)
  if (page.items.length === 0)
    return (
      <EmptyState
        icon={ReasoningIcon}
        title={agents.noSuggestions}
        hint={
          agent.adaptation.mode === 'never'
            ? agents.neverLearns
            : agents.learnsAfter(agent.adaptation.everyMessages)
        }
      />
    )
  return (
    <Stack gap="lg">
      <section aria-label={agents.suggestions}>
        <Title order={2} size="h5" mb="sm">
          {agents.suggestions}
        </Title>
        {waiting.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            {agents.nothingWaits}
          </Text>
        )}
        <Stack gap="md">
          {waiting.map((suggestion) => (
            <PendingSuggestion key={suggestion.id} suggestion={suggestion} agent={agent} />
          ))}
        </Stack>
      </section>
      {settled.length > 0 && (
        <section aria-label={agents.answered}>
          <Title order={2} size="h5" mb="sm">
            {agents.answered}
          </Title>
          <ul className={classes.settled}>
            {settled.map((suggestion) => (
              <ResolvedSuggestion key={suggestion.id} suggestion={suggestion} agent={agent} />
            ))}
          </ul>
        </section>
      )}
      {page.nextCursor && (
        <Button variant="default" onClick={() => void unroll()}>
          {general.showMore}
        </Button>
      )}
    </Stack>
  )
}
