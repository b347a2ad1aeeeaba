import { useDocumentTitle, useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useId, useState } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentDraft } from '#contract/shapes/agent-version.ts'
import { agentDraft } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Loaded } from '../look/loaded.tsx'
import { useMay } from '../shell/me.ts'
import type { AgentPart } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { AgentInitiativePage } from '../initiative/agent-initiative-page.tsx'
import { AgentBench } from './agent-bench.tsx'
import { AgentHead } from './agent-head.tsx'
import { LearningPage } from './learning/learning-page.tsx'
import { MissingNote } from './making/missing-note.tsx'
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
  const held = useResource(agentDraft(agent.id))
  return <Loaded of={held}>{(draft) => <OpenedAgent agent={agent} draft={draft} part={part} />}</Loaded>
}

function OpenedAgent({ agent, draft, part }: AgentPageProps & { draft: AgentDraft }) {
  const { general } = useWords()
  const form = useAgentForm(agent.id, draft)
  const mayBudget = useMay()('budget:manage')
  const [isPublishing, setPublishing] = useState(false)
  const formId = useId()
  useDocumentTitle(`${agent.name} · ${general.product}`)
  const publish = async () => {
    if (form.isNameless) return
    if (await form.desk.flush()) setPublishing(true)
  }
  useHotkeys([['mod+S', () => void form.desk.flush()]], [])
  return (
    <div className={classes.page}>
      <AgentHead agent={agent} draft={draft} form={form} part={part} onPublish={() => void publish()} />
      {part === 'versions' ? (
        <VersionsPage agent={agent} draft={draft} />
      ) : part === 'learning' ? (
        <LearningPage agent={agent} />
      ) : part === 'initiative' ? (
        <AgentInitiativePage agent={agent} />
      ) : (
        <AgentBench
          place={agent.id}
          formId={formId}
          form={form}
          onSubmit={() => void form.desk.flush()}
          error={form.error}
        >
          <MissingNote agentId={agent.id} />
          {mayBudget && (
            <Suspense fallback={null}>
              <AgentBudgets agentId={agent.id} />
            </Suspense>
          )}
        </AgentBench>
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
