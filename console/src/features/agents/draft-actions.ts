import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentDraft } from '#contract/shapes/agent-version.ts'
import { client } from '../../data/console-client.ts'
import { change, invalidate } from '../../data/cache.ts'
import { all, resource } from '../../data/resource.ts'
import { draftStoreOf } from './draft-store.ts'

/** Puts an agent into what is shown, so that nothing flickers until the server's own account arrives. */
export const showAgent = (saved: Agent) =>
  change(all('agents.list'), (page) => ({
    ...page,
    items: page.items.some(({ id }) => id === saved.id)
      ? page.items.map((item) => (item.id === saved.id ? saved : item))
      : [...page.items, saved],
  }))

/** Fetches everything about an agent again. */
export const refreshAgent = (agentId: string) => {
  invalidate('agent', { agentId })
}

const showDraft = (draft: AgentDraft) => {
  change(resource('agents.draft', draft.agentId), () => draft)
  refreshAgent(draft.agentId)
}

/** What of a draft is changed, to put it on again. */
const changesOf = ({ configuration, changed }: AgentDraft) =>
  Object.fromEntries(Object.entries(configuration).filter(([field]) => changed.includes(field)))

/** Puts something in the place of a draft; answers how to put back what was there. */
async function replaceDraft(before: AgentDraft, next: () => Promise<AgentDraft>): Promise<() => void> {
  const store = draftStoreOf(before.agentId)
  await store.flush()
  store.forget()
  showDraft(await next())
  return () => void putBack(before)
}

async function putBack(before: AgentDraft) {
  await client.agents.discardDraft(before.agentId)
  showDraft(await client.agents.changeDraft(before.agentId, changesOf(before)))
}

/** Takes back all that is not published. */
export const discardDraft = (draft: AgentDraft) =>
  replaceDraft(draft, () => client.agents.discardDraft(draft.agentId))

/** Makes a draft of an earlier version. */
export const restoreVersion = (draft: AgentDraft, number: number) =>
  replaceDraft(draft, () => client.agents.restore(draft.agentId, number))
