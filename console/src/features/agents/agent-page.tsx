import { useDocumentTitle, useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useId, useState } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentDraft } from '#contract/shapes/agent-version.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ResourceView } from '../../ui/resource-view.tsx'
import { useMay } from '../../data/me.ts'
import type { AgentPart } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AgentProactivePage } from './agent-proactive-page.tsx'
import { AgentWorkspace } from './agent-workspace.tsx'
import { AgentHeader } from './agent-header.tsx'
import { LearningPage } from './learning/learning-page.tsx'
import { MissingNote } from './create/missing-note.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { useAgentForm } from './use-agent-form.ts'
import { VersionsPage } from './versions/versions-page.tsx'
import classes from './agent-page.module.css'

const AgentBudgets = lazy(async () => ({
  default: (await import('../budgets/agent-budgets.tsx')).AgentBudgets,
}))

interface AgentPageProps {
  agent: Agent
  part: AgentPart
}

/** An agent: how it is and is to be, how it came to be so, and what its conversations teach it. */
export function AgentPage({ agent, part }: AgentPageProps) {
  const held = useResource(resource('agents.draft', agent.id))
  return (
    <ResourceView of={held}>
      {(draft) => <OpenedAgent agent={agent} draft={draft} part={part} />}
    </ResourceView>
  )
}

function OpenedAgent({ agent, draft, part }: AgentPageProps & { draft: AgentDraft }) {
  const { general } = useMessages()
  const form = useAgentForm(agent.id, draft)
  const mayBudget = useMay()('budget:manage')
  const [isPublishing, setPublishing] = useState(false)
  const formId = useId()
  useDocumentTitle(`${agent.name} · ${general.product}`)
  const publish = async () => {
    if (form.isNameless) return
    if (await form.store.flush()) setPublishing(true)
  }
  useHotkeys([['mod+S', () => void form.store.flush()]], [])
  return (
    <div className={classes.page}>
      <AgentHeader agent={agent} draft={draft} form={form} part={part} onPublish={() => void publish()} />
      {part === 'versions' ? (
        <VersionsPage agent={agent} draft={draft} />
      ) : part === 'learning' ? (
        <LearningPage agent={agent} />
      ) : part === 'proactive' ? (
        <AgentProactivePage agent={agent} />
      ) : (
        <AgentWorkspace
          place={agent.id}
          formId={formId}
          form={form}
          onSubmit={() => void form.store.flush()}
          error={form.error}
        >
          <MissingNote agentId={agent.id} />
          {mayBudget && (
            <Suspense fallback={null}>
              <AgentBudgets agentId={agent.id} />
            </Suspense>
          )}
        </AgentWorkspace>
      )}
      <PublishDialog
        agent={agent}
        draft={draft}
        isOpen={isPublishing && draft.changed.length > 0}
        onClose={() => setPublishing(false)}
      />
    </div>
  )
}
