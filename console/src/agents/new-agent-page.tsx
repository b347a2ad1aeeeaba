import { Button } from '@mantine/core'
import { useDocumentTitle, useHotkeys } from '@mantine/hooks'
import { useId, useState } from 'react'
import type { AgentTemplate } from '#contract/shapes/agent-file.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { ApiError } from '#client/index.ts'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { AgentBench } from './agent-bench.tsx'
import { blankAgent, sendable } from './agent-fields.ts'
import { HeadFrame } from './agent-head.tsx'
import { showAgent } from './draft-actions.ts'
import { TemplatePicker } from './making/template-picker.tsx'
import { movePlayground } from './playground-turns.ts'
import { useAgentForm } from './use-agent-form.ts'
import classes from './agent-page.module.css'

/** An agent that is being made: it is there when it is created, as its first version. */
export function NewAgentPage() {
  const { agents: words, general } = useWords()
  const form = useAgentForm('new', undefined)
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const formId = useId()
  useDocumentTitle(`${words.fresh} · ${general.product}`)
  const create = async () => {
    form.setTried(true)
    if (form.isNameless || isBusy) return
    setBusy(true)
    setError(undefined)
    try {
      const made = await client.agents.create(sendable(form.fields))
      showAgent(made)
      refresh('agents')
      form.desk.forget()
      movePlayground('new', made.id)
      navigate(to.agent(made.id) + location.search, { replace: true })
      toast({ text: words.created(made.name) })
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const begin = ({ character }: AgentTemplate) => {
    const before = form.desk.touched.get()
    form.set(character)
    if (Object.keys(before).length > 0)
      toast({ text: words.begun(character.name), undo: () => form.set({ ...blankAgent, ...before }) })
  }
  useHotkeys([['mod+S', () => void create()]], [])
  const takeBack = () => {
    const typed = form.desk.touched.get()
    form.desk.forget()
    form.setTried(false)
    setError(undefined)
    toast({ text: words.takenBack, undo: () => form.set(typed) })
  }
  const refused =
    error instanceof ApiError
      ? Object.fromEntries(error.fields.map(({ path, message }) => [path.split('.')[0], message]))
      : {}
  return (
    <div className={classes.page}>
      <HeadFrame title={form.fields.name.trim() || words.fresh} status={words.notMade}>
        {form.isTouched && (
          <Button variant="subtle" color="gray" size="sm" onClick={takeBack}>
            {words.takeBack}
          </Button>
        )}
        <Button type="submit" form={formId} size="sm" loading={isBusy}>
          {words.create}
        </Button>
      </HeadFrame>
      <AgentBench
        place="new"
        formId={formId}
        form={{ ...form, refused: { ...refused, ...form.refused } }}
        onSubmit={() => void create()}
        error={error}
      >
        <TemplatePicker onPick={begin} />
      </AgentBench>
    </div>
  )
}
