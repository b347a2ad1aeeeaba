import { z } from 'zod'
import type { Agent } from '#contract/shapes/agent.ts'
import {
  changeAgent,
  createOwnAgent,
  deleteAgent,
  setAdaptation,
  setProactiveMessages,
} from '#features/agents/index.ts'
import { listLanguageModels } from '#features/models/index.ts'
import { readStep, step } from '#kernel/step.ts'
import { type CommandContext, type QueryContext } from '#kernel/use-case.ts'
import { proactiveIn } from './proactive.ts'
import { findAgent, holdOwn, keepOwn, type OwnAgent, readAgents, readOwn, type Said } from './own-agents.ts'
import { fieldRefused, noAgent, Refusal } from './refusal.ts'

const memberId = z.uuid()
const agentId = z.uuid()
const facts = z.record(z.string(), z.json())
const given = { name: z.string().max(100), parameters: facts, timings: facts.nullable() }
const AGENTS_MAX = 200
/** The most characters of a personality. */
export const INSTRUCTIONS_MAX = 20_000
/** Their agents learn by themselves if they are confident, and ask otherwise. */
const ADAPTATION = { mode: 'self', everyMessages: 20, aboveConfidence: 0.8 } as const
/** Their name for the default agent. */
const DEFAULT = 'default'

const ListOwnAgents = z.strictObject({ memberId })

/** Lists the caller's own agents, oldest first. */
export const listOwnAgents = readStep(
  ListOwnAgents,
  async (context, input): Promise<OwnAgent[]> => readAgents(context, await readOwn(context, input.memberId)),
)

const AddOwnAgent = z.strictObject({ memberId, ...given })

/** Creates an agent of the caller's own. */
export const addOwnAgent = step(
  AddOwnAgent,
  async (context, { memberId: owner, ...wanted }): Promise<OwnAgent> => {
    const own = await holdOwn(context, owner)
    const agents = await readAgents(context, own)
    refuseSameName(agents, wanted.name)
    if (agents.length >= AGENTS_MAX)
      throw new Refusal(400, {
        non_field_errors: [`You have ${AGENTS_MAX} agents, which is as many as can be.`],
      })
    const made = await makeOwnAgent(context, owner, wanted)
    // Agents deleted in the console are removed here.
    const said = Object.fromEntries([...agents, made].map((one) => [one.agent.id, one.said]))
    await keepOwn(context, owner, { ...own, said })
    return made
  },
)

const ProvideDefault = z.strictObject({ memberId })

/** Returns a person's default agent; created on first use, and again if it was deleted. */
export const provideDefault = step(
  ProvideDefault,
  async (context, { memberId: owner }): Promise<OwnAgent> => {
    const own = await holdOwn(context, owner)
    const agents = await readAgents(context, own)
    const known = agents.find(({ agent }) => agent.id === own.defaultId)
    if (known) return known
    const ofThatName = agents.find(({ agent }) => agent.name === DEFAULT)
    const parameters = { model: await nameOfDefaultModel(context), personality_prompt: '' }
    const provided =
      ofThatName ?? (await makeOwnAgent(context, owner, { name: DEFAULT, parameters, timings: null }))
    const said = Object.fromEntries([...agents, provided].map((one) => [one.agent.id, one.said]))
    await keepOwn(context, owner, { said, defaultId: provided.agent.id })
    return provided
  },
)

const ChangeOwnAgent = z.strictObject({
  memberId,
  agentId,
  name: given.name.optional(),
  parameters: facts.optional(),
  timings: facts.nullish(),
  personality: z.string().optional().describe('Alone, or in the place of what the parameters say.'),
})

/** Changes one of the caller's own agents. */
export const changeOwnAgent = step(
  ChangeOwnAgent,
  async (context, { memberId: owner, agentId: id, ...change }): Promise<OwnAgent> => {
    const own = await holdOwn(context, owner)
    const before = own.said[id]
    if (!before || !(await findAgent(context, id))) throw noAgent()
    if (change.name !== undefined)
      refuseSameName(
        (await readAgents(context, own)).filter(({ agent }) => agent.id !== id),
        change.name,
      )
    const model = change.parameters ? await modelNamed(context, change.parameters) : undefined
    const instructions = change.personality ?? (change.parameters && personalityIn(change.parameters))
    const changed = await changeAgent.within(context, {
      agentId: id,
      ...(change.name !== undefined && { name: change.name }),
      ...(instructions !== undefined && { instructions: bounded(instructions) }),
      ...(model !== undefined && { model }),
    })
    const said: Said = {
      parameters: change.parameters ?? before.parameters,
      timings: change.timings === undefined ? before.timings : change.timings,
      model: model === undefined ? before.model : model,
    }
    await keepOwn(context, owner, { ...own, said: { ...own.said, [id]: said } })
    const isToldOfFirsts = change.parameters !== undefined || change.timings !== undefined
    return { agent: isToldOfFirsts ? await speakAsSaid(context, id, said) : changed, said }
  },
)

const RemoveOwnAgent = z.strictObject({ memberId, agentId })

/** Deletes one of the caller's own agents. */
export const removeOwnAgent = step(
  RemoveOwnAgent,
  async (context, { memberId: owner, agentId: id }): Promise<null> => {
    const own = await holdOwn(context, owner)
    if (!own.said[id]) throw noAgent()
    if (await findAgent(context, id)) await deleteAgent.within(context, { agentId: id })
    const { [id]: _, ...said } = own.said
    await keepOwn(context, owner, { said, defaultId: own.defaultId === id ? null : own.defaultId })
    return null
  },
  { evenWhenFull: true },
)

/** Makes an agent that is a person's own, learning as theirs do. */
export async function makeOwnAgent(
  context: CommandContext,
  ownerId: string,
  { name, parameters, timings }: { name: string; parameters: Said['parameters']; timings: Said['timings'] },
): Promise<OwnAgent> {
  const model = await modelNamed(context, parameters)
  const instructions = bounded(personalityIn(parameters))
  const wanted = { name, instructions, model, splitReplies: true }
  const { id } = await createOwnAgent.within(context, { ownerId, ...wanted })
  await setAdaptation.within(context, { agentId: id, ...ADAPTATION })
  const said = { parameters, timings, model }
  return { agent: await speakAsSaid(context, id, said), said }
}

const speakAsSaid = (context: CommandContext, id: string, said: Said): Promise<Agent> =>
  setProactiveMessages.within(context, {
    agentId: id,
    ...proactiveIn(said, context.scope.app.settings.quietMinutes),
  })

function refuseSameName(others: readonly OwnAgent[], name: string) {
  if (others.some(({ agent }) => agent.name === name))
    throw fieldRefused('name', 'You already have an agent with this name.')
}

function personalityIn({ personality_prompt: prompt = '' }: Said['parameters']): string {
  if (prompt === null) return ''
  if (typeof prompt !== 'string') throw fieldRefused('parameters', 'personality_prompt: Not a valid string.')
  return prompt
}

function bounded(instructions: string): string {
  if (instructions.length <= INSTRUCTIONS_MAX) return instructions
  throw fieldRefused(
    'personality_prompt',
    `Ensure this field has no more than ${INSTRUCTIONS_MAX} characters.`,
  )
}

/**
 * Our model with that name; the server's default if there is none, for example because its provider is not connected.
 */
async function modelNamed(context: QueryContext, { model }: Said['parameters']): Promise<string | null> {
  if (typeof model !== 'string' || model === '') return null
  const { items } = await listLanguageModels.within(context, {})
  const found = items.find(({ id }) => id === model || id.endsWith(`/${model}`))
  // Who names the default goes along when it changes.
  return found && !found.isDefault ? found.id : null
}

async function nameOfDefaultModel(context: QueryContext): Promise<string> {
  const { items } = await listLanguageModels.within(context, {})
  const id = items.find(({ isDefault }) => isDefault)?.id ?? ''
  return id.slice(id.indexOf('/') + 1)
}
