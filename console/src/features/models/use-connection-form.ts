import { useState } from 'react'
import type { Connection, ConnectionTest } from '#contract/shapes/model.ts'
import { client } from '../../data/console-client.ts'
import { useModelMessages } from '../../messages/models/model-messages.ts'
import { notifyDefaultChange } from './notify-default-change.ts'
import { accessIn, type Draft, draftOf, emptyDraft, modelsIn } from './draft.ts'

/** The state of the form that connects a provider: what is typed, what a test of it said, and what is under way. */
export function useConnectionForm(connection: Connection | null, onDone: (connection: Connection) => void) {
  const t = useModelMessages()
  const [draft, setDraft] = useState<Draft>(connection ? draftOf(connection) : emptyDraft)
  const [outcome, setOutcome] = useState<ConnectionTest | null>(null)
  const [isMissing, setMissing] = useState(false)
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState<'test' | 'save' | null>(null)
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change })
    setMissing(false)
    if (!('models' in change)) setOutcome(null)
  }
  const doing = async (what: 'test' | 'save', work: () => Promise<void>) => {
    setBusy(what)
    setError(undefined)
    setMissing(false)
    await work().catch(setError)
    setBusy(null)
  }
  /** Tests what is typed, and chooses the provider's best models where none is chosen yet. */
  const tried = async (): Promise<Draft> => {
    const tested = await testDraft(connection, draft, draft.models[0]?.name)
    setOutcome(tested)
    if (draft.models.length > 0 || tested.suggested.length === 0) return draft
    const chosen = { ...draft, models: tested.suggested.map((name) => ({ name, price: undefined })) }
    setDraft(chosen)
    return chosen
  }
  const test = () => doing('test', async () => void (await tried()))
  const save = () =>
    doing('save', async () => {
      const complete = draft.models.length > 0 ? draft : await tried()
      if (complete.models.length === 0) return setMissing(true)
      onDone(await notifyDefaultChange(() => store(connection, complete), t))
    })
  return { draft, set, outcome, isMissing, error, busy, test, save }
}

/** A changed address or key is tried as it stands; otherwise what is stored is. */
const testDraft = (connection: Connection | null, draft: Draft, model: string | undefined) => {
  const isStored = connection && draft.key === '' && draft.baseUrl === (connection.baseUrl ?? '')
  return isStored
    ? client.models.test(connection.id, { model })
    : client.models.try({ ...accessIn(draft), ...(model !== undefined && { model }) })
}

const store = (connection: Connection | null, draft: Draft): Promise<Connection> => {
  const { key, provider, ...access } = accessIn(draft)
  const models = modelsIn(draft)
  if (connection) return client.models.change(connection.id, { ...access, ...(key && { key }), models })
  return client.models.connect({ ...access, provider, key, models })
}
