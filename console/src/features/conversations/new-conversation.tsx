import { Button, Group, Skeleton, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import type { FilePart } from '#contract/message-parts.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import { client } from '../../data/console-client.ts'
import { useResource } from '../../data/use-resource.ts'
import { all, pages } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconLink } from '../../ui/icon-link.tsx'
import { AgentIcon, LeftIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { toast } from '../../ui/toasts.ts'
import { Link } from '../../routing/link.tsx'
import { navigate, useFilter } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './chat.module.css'
import { AttachArea } from './attach-area.tsx'
import { detachStored } from './attachments.ts'
import { Composer } from './composer.tsx'
import { keepDraft } from './draft.ts'
import { addressEnd } from './list-filter.ts'
import { useListFilter } from './use-list-filter.ts'
import { send } from './outbox.ts'

const AgentChoice = lazy(async () => ({ default: (await import('./agent-choice.tsx')).AgentChoice }))

const SharedNote = lazy(async () => ({ default: (await import('./projects/shared-note.tsx')).SharedNote }))

const PLACE = 'new'

/** The first question: the conversation is opened with it. */
export function NewConversation() {
  const t = useMessages()
  const list = useResource(all('agents.list'))
  useDocumentTitle(`${t.conversations.fresh} · ${t.general.product}`)
  return (
    <AttachArea place={PLACE}>
      <div className={classes.chat}>
        <Group className={classes.head} hiddenFrom="sm">
          <IconLink
            label={t.general.back}
            icon={LeftIcon}
            href={to.conversations}
            variant="subtle"
            color="gray"
          />
        </Group>
        <div className={classes.greeting}>
          <ResourceView of={list} skeleton={<Skeleton height={160} maw={560} mx="auto" />}>
            {({ items }) => (items.length === 0 ? <NobodyAnswers /> : <FirstQuestion agents={items} />)}
          </ResourceView>
        </div>
      </div>
    </AttachArea>
  )
}

function FirstQuestion({ agents: choices }: { agents: Agent[] }) {
  const t = useMessages()
  const [wanted, setWanted] = useFilter('agent')
  const [filter] = useListFilter()
  const [isBusy, setBusy] = useState(false)
  const project = useResource(pages('projects.list')).value?.items.find(({ id }) => id === filter.projectId)
  const agent = choices.find(({ id }) => id === (wanted || project?.agentId)) ?? choices[0]
  const begin = async (text: string, files: readonly FilePart[], origin: string | null) => {
    setBusy(true)
    try {
      const { id } = await client.conversations.open({
        ...(agent && { agentId: agent.id }),
        ...(filter.projectId && { projectId: filter.projectId }),
      })
      keepDraft(PLACE, '')
      detachStored(PLACE)
      void send({ conversationId: id, text, files, origin, agentName: agent?.name ?? '' })
      navigate(to.conversation(id) + addressEnd(filter))
    } catch (error) {
      setBusy(false)
      toast({ text: faultSentence(error, t), isFailure: true })
      return false
    }
    return true
  }
  return (
    <div className={classes.first}>
      <Title order={1} size="h2" ta="center">
        {t.conversations.greeting}
      </Title>
      <Text c="var(--quiet)" ta="center" mb="lg">
        {t.conversations.greetingHint}
      </Text>
      {project && (
        <Suspense>
          <SharedNote projectId={project.id} isReadOnly={project.role === 'viewer'} />
        </Suspense>
      )}
      <Composer place={PLACE} agentName={agent?.name ?? ''} isBusy={isBusy} onSend={begin} />
      {choices.length > 1 && (
        <Group justify="center" mt="md" gap="xs">
          <Text size="sm" c="var(--quiet)">
            {t.conversations.answeredBy}
          </Text>
          <Suspense fallback={<Skeleton height={30} width={180} />}>
            <AgentChoice agents={choices} chosenId={agent?.id ?? null} onChoose={setWanted} />
          </Suspense>
        </Group>
      )}
    </div>
  )
}

function NobodyAnswers() {
  const { conversations, agents: t } = useMessages()
  const isMaker = useMay()('agent:write')
  return (
    <EmptyState
      icon={AgentIcon}
      title={conversations.noAgent}
      hint={isMaker ? conversations.noAgentHint : conversations.noAgentWait}
    >
      {isMaker && (
        <Button component={Link} href={to.newAgent}>
          {t.fresh}
        </Button>
      )}
    </EmptyState>
  )
}
