import { Button } from '@mantine/core'
import { useDocumentTitle, useHotkeys } from '@mantine/hooks'
import { useId, useState } from 'react'
import type { AgentTemplate } from '#contract/shapes/agent-file.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { ApiError } from '#client/index.ts'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AgentWorkspace } from './agent-workspace.tsx'
import { blankAgent, sendable } from './agent-fields.ts'
import { HeadFrame } from './agent-header.tsx'
import { showAgent } from './draft-actions.ts'
import { TemplatePicker } from './create/template-picker.tsx'
import { movePlayground } from './playground-turns.ts'
import { useAgentForm } from './use-agent-form.ts'
import classes from './agent-page.module.css'

/** An agent that is being made: it is there when it is created, as its first version. */
export function NewAgentPage() {
  const { agents: t, general } = useMessages()
  const form = useAgentForm('new', undefined)
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const formId = useId()
  useDocumentTitle(`${t.fresh} · ${general.product}`)
  const create = async () => {
    form.setTried(true)
    if (form.isNameless || isBusy) return
    setBusy(true)
    setError(undefined)
    try {
      const made = await client.agents.create(sendable(form.fields))
      showAgent(made)
      invalidate('agent')
      form.store.forget()
      movePlayground('new', made.id)
      navigate(to.agent(made.id) + location.search, { replace: true })
      toast({ text: t.created(made.name) })
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const begin = ({ configuration }: AgentTemplate) => {
    const before = form.store.touched.get()
    form.set(configuration)
    if (Object.keys(before).length > 0)
      toast({ text: t.begun(configuration.name), undo: () => form.set({ ...blankAgent, ...before }) })
  }
  useHotkeys([['mod+S', () => void create()]], [])
  const takeBack = () => {
    const typed = form.store.touched.get()
    form.store.forget()
    form.setTried(false)
    setError(undefined)
    toast({ text: t.takenBack, undo: () => form.set(typed) })
  }
  const refused =
    error instanceof ApiError
      ? Object.fromEntries(error.fields.map(({ path, message }) => [path.split('.')[0], message]))
      : {}
  return (
    <div className={classes.page}>
      <HeadFrame title={form.fields.name.trim() || t.fresh} status={t.notMade}>
        {form.isTouched && (
          <Button variant="subtle" color="gray" size="sm" onClick={takeBack}>
            {t.takeBack}
          </Button>
        )}
        <Button type="submit" form={formId} size="sm" loading={isBusy}>
          {t.create}
        </Button>
      </HeadFrame>
      <AgentWorkspace
        place="new"
        formId={formId}
        form={{ ...form, refused: { ...refused, ...form.refused } }}
        onSubmit={() => void create()}
        error={error}
      >
        <TemplatePicker onPick={begin} />
      </AgentWorkspace>
    </div>
  )
}
