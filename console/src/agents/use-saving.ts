import { useState } from 'react'
import { ApiError } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import { client } from '../console-client.ts'
import { change, refresh } from '../data/cache.ts'
import { agents } from '../data/resources.ts'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import type { AgentDraft } from './agent-draft.ts'
import type { AgentFields } from './agent-fields.ts'
import { movePlayground } from './playground-turns.ts'

/** Puts an agent into what is shown, so that nothing flickers until the server's own account arrives. */
const show = (saved: Agent) =>
  change(agents, (page) => ({
    ...page,
    items: page.items.some(({ id }) => id === saved.id)
      ? page.items.map((item) => (item.id === saved.id ? saved : item))
      : [...page.items, saved],
  }))

type Refused = Partial<Record<keyof AgentFields, string>>

/** Saves the form, takes its changes back, and tells what the server did not accept, field by field. */
export function useSaving(agent: Agent | undefined, draft: AgentDraft) {
  const { general, agents: words } = useWords()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const [isTried, setTried] = useState(false)
  const isNameless = draft.fields.name.trim() === ''

  const save = async () => {
    setTried(true)
    if (isNameless || isBusy) return
    setBusy(true)
    setError(undefined)
    try {
      const saved = agent
        ? await client.agents.change(agent.id, draft.changes)
        : await client.agents.create(draft.fields)
      show(saved)
      refresh('agents')
      draft.forget()
      toast({ text: general.saved })
      if (!agent) {
        movePlayground('new', saved.id)
        navigate(to.agent(saved.id) + location.search, { replace: true })
      }
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }

  const takeBack = () => {
    const { changes } = draft
    draft.forget()
    setTried(false)
    setError(undefined)
    toast({ text: words.takenBack, undo: () => draft.set(changes) })
  }

  const refused: Refused =
    error instanceof ApiError
      ? Object.fromEntries(error.fields.map(({ path, message }) => [path.split('.')[0], message]))
      : {}
  if (isTried && isNameless) refused.name = words.nameNeeded
  return { save, takeBack, isBusy, error, refused }
}
