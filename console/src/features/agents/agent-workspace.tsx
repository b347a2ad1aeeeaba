import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorState } from '../../ui/error-state.tsx'
import { useFilter } from '../../routing/location.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AgentForm } from './agent-form.tsx'
import { Playground } from './playground.tsx'
import type { AgentForm as FormState } from './use-agent-form.ts'
import classes from './agent-page.module.css'

interface AgentWorkspaceProps {
  /** The agent, or `new`. */
  place: string
  formId: string
  form: FormState
  onSubmit: () => void
  error?: unknown
  /** Above the form. */
  children?: ReactNode
}

/** The form of an agent beside a place to try it; on a phone one of the two. */
export function AgentWorkspace({ place, formId, form, onSubmit, error, children }: AgentWorkspaceProps) {
  const { agents } = useMessages()
  const [pane, setPane] = useFilter('pane')
  const shown = pane === 'try' ? 'try' : 'form'
  return (
    <div className={classes.bench} data-shows={shown}>
      <SegmentedControl
        className={classes.panes ?? ''}
        aria-label={agents.panes}
        data={[
          { value: 'form', label: agents.form },
          { value: 'try', label: agents.playground },
        ]}
        value={shown}
        onChange={(next) => setPane(next === 'try' ? 'try' : '')}
        fullWidth
      />
      <div className={classes.form}>
        <div className={classes.column}>
          {error !== undefined && Object.keys(form.refused).length === 0 && <ErrorState error={error} />}
          {children}
          <AgentForm id={formId} form={form} place={place} onSubmit={onSubmit} />
        </div>
      </div>
      <Playground place={place} fields={form.fields} />
    </div>
  )
}
