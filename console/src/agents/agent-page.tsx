import { Button, SegmentedControl } from '@mantine/core'
import { useDocumentTitle, useHotkeys } from '@mantine/hooks'
import { useId } from 'react'
import type { Agent } from '#contract/shapes/agent.ts'
import { Failure } from '../look/failure.tsx'
import { useFilter } from '../routing/location.ts'
import { useWords } from '../words/words.tsx'
import { useAgentDraft } from './agent-draft.ts'
import { AgentForm } from './agent-form.tsx'
import { AgentHead } from './agent-head.tsx'
import { Playground } from './playground.tsx'
import { useSaving } from './use-saving.ts'
import classes from './agent-page.module.css'

/** An agent, or a new one when none is given: its form beside a place to try it; on a phone one of the two. */
export function AgentPage({ agent }: { agent?: Agent }) {
  const { agents: words, general } = useWords()
  const draft = useAgentDraft(agent)
  const { save, takeBack, isBusy, error, refused } = useSaving(agent, draft)
  const [pane, setPane] = useFilter('pane')
  const formId = useId()
  const shown = pane === 'try' ? 'try' : 'form'
  useDocumentTitle(`${agent?.name ?? words.fresh} · ${general.product}`)
  useHotkeys([['mod+S', () => void save()]], [])
  return (
    <div className={classes.bench} data-shows={shown}>
      <AgentHead agent={agent} fields={draft.fields} isChanged={draft.isChanged}>
        {draft.isChanged && (
          <Button variant="subtle" color="gray" size="sm" onClick={takeBack}>
            {words.takeBack}
          </Button>
        )}
        <Button type="submit" form={formId} size="sm" loading={isBusy} disabled={!draft.isChanged}>
          {general.save}
        </Button>
      </AgentHead>
      <SegmentedControl
        className={classes.panes ?? ''}
        aria-label={words.panes}
        data={[
          { value: 'form', label: words.form },
          { value: 'try', label: words.playground },
        ]}
        value={shown}
        onChange={(next) => setPane(next === 'try' ? 'try' : '')}
        fullWidth
      />
      <div className={classes.form}>
        <div className={classes.column}>
          {error !== undefined && Object.keys(refused).length === 0 && <Failure error={error} />}
          <AgentForm
            id={formId}
            draft={draft}
            refused={refused}
            isNew={agent === undefined}
            onSave={() => void save()}
          />
        </div>
      </div>
      <Playground place={agent?.id ?? 'new'} fields={draft.fields} />
    </div>
  )
}
