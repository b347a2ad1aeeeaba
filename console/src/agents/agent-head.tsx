import { Button, Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentDraft } from '#contract/shapes/agent-version.ts'
import { IconLink } from '../look/icon-link.tsx'
import { LeftIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { Link } from '../routing/link.tsx'
import { type AgentPart, agentParts, to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { AgentMenu } from './agent-menu.tsx'
import { discardDraft } from './draft-actions.ts'
import type { AgentForm } from './use-agent-form.ts'
import classes from './agent-page.module.css'

interface AgentHeadProps {
  agent: Agent
  draft: AgentDraft
  form: AgentForm
  part: AgentPart
  onPublish: () => void
}

/** Whose page this is, whether anybody gets to see its changes yet, and what can be done with it as a whole. */
export function AgentHead({ agent, draft, form, part, onPublish }: AgentHeadProps) {
  const words = useWords()
  const isChanged = draft.changed.length > 0 || form.isTouched
  const discard = async () => {
    try {
      const undo = await discardDraft(draft)
      toast({ text: words.agents.takenBack, undo })
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
  }
  return (
    <>
      <HeadFrame
        title={form.fields.name.trim() || agent.name}
        status={statusOf({ agent, draft, form, part, onPublish }, words.agents)}
      >
        {isChanged && (
          <Button variant="subtle" color="gray" size="sm" visibleFrom="sm" onClick={() => void discard()}>
            {words.agents.takeBack}
          </Button>
        )}
        <Button size="sm" disabled={!isChanged || form.isNameless} onClick={onPublish}>
          {words.agents.publish}
        </Button>
        <AgentMenu
          agent={agent}
          fields={form.fields}
          onDiscard={isChanged ? () => void discard() : undefined}
        />
      </HeadFrame>
      <nav className={classes.parts} aria-label={words.agents.parts}>
        {agentParts.map((one) => (
          <Link
            key={one}
            href={to.agent(agent.id, one)}
            className={classes.part}
            aria-current={one === part ? 'page' : undefined}
          >
            {words.agents.partNames[one]}
          </Link>
        ))}
      </nav>
    </>
  )
}

function statusOf(
  { agent, draft, form }: AgentHeadProps,
  words: ReturnType<typeof useWords>['agents'],
): string {
  if (form.sending === 'failed') return words.notSaved
  if (form.sending === 'waiting') return words.savingDraft
  return draft.changed.length > 0 ? words.drafted(agent.version) : words.published(agent.version)
}

interface HeadFrameProps {
  title: string
  status: string
  children: ReactNode
}

export function HeadFrame({ title, status, children }: HeadFrameProps) {
  const { agents } = useWords()
  return (
    <header className={classes.head}>
      <IconLink label={agents.title} icon={LeftIcon} href={to.agents} variant="subtle" color="gray" />
      <div className={classes.title}>
        <Title order={1} size="h5" lineClamp={1} dir="auto">
          {title}
        </Title>
        <Text size="xs" c="var(--quiet)" role="status">
          {status}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        {children}
      </Group>
    </header>
  )
}
