import { Button, Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentDraft } from '#contract/shapes/agent-version.ts'
import { IconLink } from '../../ui/icon-link.tsx'
import { LeftIcon } from '../../ui/icons.tsx'
import { toast } from '../../ui/toasts.ts'
import { Link } from '../../routing/link.tsx'
import { type AgentPart, agentParts, to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AgentMenu } from './agent-menu.tsx'
import { discardDraft } from './draft-actions.ts'
import type { AgentForm } from './use-agent-form.ts'
import classes from './agent-page.module.css'

interface AgentHeaderProps {
  agent: Agent
  draft: AgentDraft
  form: AgentForm
  part: AgentPart
  onPublish: () => void
}

/** Whose page this is, whether anybody gets to see its changes yet, and what can be done with it as a whole. */
export function AgentHeader({ agent, draft, form, part, onPublish }: AgentHeaderProps) {
  const t = useMessages()
  const isChanged = draft.changed.length > 0 || form.isTouched
  const discard = async () => {
    try {
      const undo = await discardDraft(draft)
      toast({ text: t.agents.takenBack, undo })
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  return (
    <>
      <HeadFrame
        title={form.fields.name.trim() || agent.name}
        status={statusOf({ agent, draft, form, part, onPublish }, t.agents)}
      >
        {isChanged && (
          <Button variant="subtle" color="gray" size="sm" visibleFrom="sm" onClick={() => void discard()}>
            {t.agents.takeBack}
          </Button>
        )}
        <Button size="sm" disabled={!isChanged || form.isNameless} onClick={onPublish}>
          {t.agents.publish}
        </Button>
        <AgentMenu
          agent={agent}
          fields={form.fields}
          onDiscard={isChanged ? () => void discard() : undefined}
        />
      </HeadFrame>
      <nav className={classes.parts} aria-label={t.agents.parts}>
        {agentParts.map((one) => (
          <Link
            key={one}
            href={to.agent(agent.id, one)}
            className={classes.part}
            aria-current={one === part ? 'page' : undefined}
          >
            {t.agents.partNames[one]}
          </Link>
        ))}
      </nav>
    </>
  )
}

function statusOf(
  { agent, draft, form }: AgentHeaderProps,
  t: ReturnType<typeof useMessages>['agents'],
): string {
  if (form.sending === 'failed') return t.notSaved
  if (form.sending === 'waiting') return t.savingDraft
  return draft.changed.length > 0 ? t.drafted(agent.version) : t.published(agent.version)
}

interface HeadFrameProps {
  title: string
  status: string
  children: ReactNode
}

export function HeadFrame({ title, status, children }: HeadFrameProps) {
  const { agents } = useMessages()
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
