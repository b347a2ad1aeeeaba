import { Button, Group, Select, Stack, Title } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentDraft, AgentVersion } from '#contract/shapes/agent-version.ts'
import type { Page } from '#contract/page.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages, resource } from '../../../data/resource.ts'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { useFilter } from '../../../routing/location.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { DiffView } from './diff-view.tsx'
import { VersionItem } from './version-item.tsx'
import classes from './versions.module.css'

interface VersionsPageProps {
  agent: Agent
  draft: AgentDraft
}

/** How an agent came to be what it is: its versions, and what differs between any two. */
export function VersionsPage({ agent, draft }: VersionsPageProps) {
  const held = useResource(pages('agents.versions', agent.id))
  return (
    <div className={classes.scroll}>
      <ResourceView of={held}>{(page) => <Versions agent={agent} draft={draft} page={page} />}</ResourceView>
    </div>
  )
}

function Versions({ agent, draft, page }: VersionsPageProps & { page: Page<AgentVersion> }) {
  const { agents, general } = useMessages()
  const compared = useCompared(agent, draft)
  const unroll = () => pages('agents.versions', agent.id).more(page)
  return (
    <div className={classes.columns}>
      <section aria-label={agents.partNames.versions}>
        <ul className={classes.list}>
          {page.items.map((version) => (
            <VersionItem
              key={version.number}
              version={version}
              agent={agent}
              draft={draft}
              isChosen={compared.from === version.number - 1 && compared.to === version.number}
              onShow={() => compared.show(Math.max(1, version.number - 1), version.number)}
            />
          ))}
        </ul>
        {page.nextCursor && (
          <Button variant="default" fullWidth mt="sm" onClick={() => void unroll()}>
            {general.showMore}
          </Button>
        )}
      </section>
      {(agent.version > 1 || draft.changed.length > 0) && (
        <section className={classes.diff} aria-label={agents.compare}>
          <Compared agent={agent} draft={draft} {...compared} />
        </section>
      )}
    </div>
  )
}

const DRAFT = 'draft'

/** Which two are compared, by the address; without it the draft with what answers, or that with the one before. */
function useCompared(agent: Agent, draft: AgentDraft) {
  const [from, setFrom] = useFilter('from')
  const [to, setTo] = useFilter('to')
  const isDrafted = draft.changed.length > 0
  const newest = isDrafted ? undefined : agent.version
  const numberIn = (text: string) =>
    /^[1-9]\d{0,8}$/.test(text) ? Math.min(Number(text), agent.version) : null
  return {
    from: numberIn(from) ?? (isDrafted ? agent.version : Math.max(1, agent.version - 1)),
    /** Undefined: the draft. */
    to: to === DRAFT ? undefined : (numberIn(to) ?? newest),
    show(one: number, other: number | undefined) {
      setFrom(String(one))
      setTo(other === undefined ? DRAFT : String(other))
    },
  }
}

interface ComparedProps extends VersionsPageProps, ReturnType<typeof useCompared> {}

function Compared({ agent, draft, from, to, show }: ComparedProps) {
  const { agents } = useMessages()
  const held = useResource(resource('agents.compare', agent.id, { from, to }))
  const versions = Array.from({ length: agent.version }, (_, at) => agent.version - at).map((number) => ({
    value: String(number),
    label: agents.version(number),
  }))
  const drafts = draft.changed.length > 0 || to === undefined ? [{ value: DRAFT, label: agents.draft }] : []
  return (
    <Stack gap="md">
      <Title order={2} size="h5">
        {agents.compare}
      </Title>
      <Group grow>
        <Select
          label={agents.compareFrom}
          data={versions}
          value={String(from)}
          onChange={(next) => show(Number(next), to)}
          allowDeselect={false}
          searchable={versions.length > 12}
        />
        <Select
          label={agents.compareTo}
          data={[...drafts, ...versions]}
          value={to === undefined ? DRAFT : String(to)}
          onChange={(next) => show(from, next === DRAFT ? undefined : Number(next))}
          allowDeselect={false}
          searchable={versions.length > 12}
        />
      </Group>
      <ResourceView of={held}>{(diff) => <DiffView diff={diff} />}</ResourceView>
    </Stack>
  )
}
