import { Badge, Button, Group, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { Agent } from '#contract/shapes/agent.ts'
import { useCell } from '../data/cell.ts'
import { removing } from '../data/removals.ts'
import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { IconLink } from '../look/icon-link.tsx'
import { AgentIcon, PlusIcon, TalkIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { Nowhere } from '../look/nowhere.tsx'
import { Page } from '../look/page.tsx'
import { Link } from '../routing/link.tsx'
import { to, type Route } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { hasUnsent } from './draft-desk.ts'
import { AgentPage } from './agent-page.tsx'
import { ImportButton } from './making/import-button.tsx'
import { NewAgentPage } from './new-agent-page.tsx'
import classes from './agents.module.css'

type AgentsRoute = Extract<Route, { name: 'agents' | 'new-agent' | 'agent' }>

/** The agents, and the form of one of them. */
export function AgentsRoom({ route }: { route: AgentsRoute }) {
  const held = useResource(agents)
  if (route.name === 'new-agent') return <NewAgentPage key="new" />
  if (route.name === 'agents') return <AgentsPage />
  return (
    <Loaded of={held}>
      {({ items }) => {
        const agent = items.find(({ id }) => id === route.agentId)
        return agent ? <AgentPage key={agent.id} agent={agent} part={route.part} /> : <Nowhere />
      }}
    </Loaded>
  )
}

function AgentsPage() {
  const { agents: words, general } = useWords()
  const held = useResource(agents)
  const hidden = useCell(removing)
  useDocumentTitle(`${words.title} · ${general.product}`)
  const make = (
    <Button component={Link} href={to.newAgent} leftSection={<PlusIcon />}>
      {words.fresh}
    </Button>
  )
  return (
    <Page
      title={words.title}
      intro={words.intro}
      actions={
        held.value?.items.length ? (
          <>
            <ImportButton />
            {make}
          </>
        ) : undefined
      }
    >
      <Loaded of={held}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          return shown.length === 0 ? (
            <Empty icon={AgentIcon} title={words.none} hint={words.noneHint}>
              <Group justify="center">
                {make}
                <ImportButton />
              </Group>
            </Empty>
          ) : (
            <ul className={classes.list}>
              {shown.map((agent) => (
                <AgentRow key={agent.id} agent={agent} />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Page>
  )
}

function AgentRow({ agent }: { agent: Agent }) {
  const { agents: words } = useWords()
  return (
    <li className={classes.row}>
      <div className={classes.facts}>
        <Group gap="xs">
          <Link href={to.agent(agent.id)} className={classes.name}>
            <bdi>{agent.name}</bdi>
          </Link>
          {(agent.hasDraft || hasUnsent(agent.id)) && (
            <Badge size="sm" variant="light">
              {words.unsaved}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="var(--quiet)" lineClamp={1} dir="auto">
          {agent.instructions || agent.model || words.modelDefault('')}
        </Text>
      </div>
      <Button
        component={Link}
        href={to.newConversation(agent.id)}
        variant="default"
        size="xs"
        visibleFrom="sm"
        aria-label={`${words.tryIt}: ${agent.name}`}
      >
        {words.tryIt}
      </Button>
      <Group hiddenFrom="sm">
        <IconLink
          label={`${words.tryIt}: ${agent.name}`}
          icon={TalkIcon}
          href={to.newConversation(agent.id)}
        />
      </Group>
    </li>
  )
}
