import { Badge, Button, Group, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { Agent } from '#contract/shapes/agent.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconLink } from '../../ui/icon-link.tsx'
import { AgentIcon, PlusIcon, ChatIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { Page } from '../../ui/page.tsx'
import { Link } from '../../routing/link.tsx'
import { to, type Route } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { hasUnsent } from './draft-store.ts'
import { AgentPage } from './agent-page.tsx'
import { ImportButton } from './create/import-button.tsx'
import { NewAgentPage } from './new-agent-page.tsx'
import classes from './agents.module.css'

type AgentsRoute = Extract<Route, { name: 'agents' | 'new-agent' | 'agent' }>

/** The agents, and the form of one of them. */
export function AgentsPage({ route }: { route: AgentsRoute }) {
  const held = useResource(all('agents.list'))
  if (route.name === 'new-agent') return <NewAgentPage key="new" />
  if (route.name === 'agents') return <AgentListPage />
  return (
    <ResourceView of={held}>
      {({ items }) => {
        const agent = items.find(({ id }) => id === route.agentId)
        return agent ? <AgentPage key={agent.id} agent={agent} part={route.part} /> : <NotFound />
      }}
    </ResourceView>
  )
}

function AgentListPage() {
  const { agents: t, general } = useMessages()
  const held = useResource(all('agents.list'))
  const hidden = useStore(removing)
  useDocumentTitle(`${t.title} · ${general.product}`)
  const make = (
    <Button component={Link} href={to.newAgent} leftSection={<PlusIcon />}>
      {t.fresh}
    </Button>
  )
  return (
    <Page
      title={t.title}
      intro={t.intro}
      actions={
        held.value?.items.length ? (
          <>
            <ImportButton />
            {make}
          </>
        ) : undefined
      }
    >
      <ResourceView of={held}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          return shown.length === 0 ? (
            <EmptyState icon={AgentIcon} title={t.none} hint={t.noneHint}>
              <Group justify="center">
                {make}
                <ImportButton />
              </Group>
            </EmptyState>
          ) : (
            <ul className={classes.list}>
              {shown.map((agent) => (
                <AgentRow key={agent.id} agent={agent} />
              ))}
            </ul>
          )
        }}
      </ResourceView>
    </Page>
  )
}

function AgentRow({ agent }: { agent: Agent }) {
  const { agents: t } = useMessages()
  return (
    <li className={classes.row}>
      <div className={classes.facts}>
        <Group gap="xs">
          <Link href={to.agent(agent.id)} className={classes.name}>
            <bdi>{agent.name}</bdi>
          </Link>
          {(agent.hasDraft || hasUnsent(agent.id)) && (
            <Badge size="sm" variant="light">
              {t.unsaved}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="var(--quiet)" lineClamp={1} dir="auto">
          {agent.instructions || agent.model || t.modelDefault('')}
        </Text>
      </div>
      <Button
        component={Link}
        href={to.newConversation(agent.id)}
        variant="default"
        size="xs"
        visibleFrom="sm"
        aria-label={`${t.tryIt}: ${agent.name}`}
      >
        {t.tryIt}
      </Button>
      <Group hiddenFrom="sm">
        <IconLink label={`${t.tryIt}: ${agent.name}`} icon={ChatIcon} href={to.newConversation(agent.id)} />
      </Group>
    </li>
  )
}
