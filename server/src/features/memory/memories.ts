import { z } from 'zod'
import {
  MemoryPage,
  ListMemories,
  AddMemory,
  Memory,
  ChangeMemory,
  MemoryExport,
  MemoryRef,
  EraseMemories,
  ErasedMemories,
} from '#contract/shapes/memory.ts'
import { requireAgent, findAgentNames } from '#features/agents/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { conflict, Fault, forbidden, notFound } from '#kernel/fault.ts'
import { pageOfMemories } from './page-of-memories.ts'
import { personOf, personFrom } from './person.ts'
import { announceMemory } from './announce.ts'
import { lockConsent, findConsent } from './consent/consent-store.ts'
import { MEMORIES_MAX, isSameMemory, toMemory, typedText } from './memory.ts'
import { memoriesKnownTo, insertMemory, rewriteMemory, removeMemory } from './memory-store.ts'
import { requireKnower, requireMemory } from './visible.ts'
import { forgetPerson } from './forget-person.ts'

/** Lists what agents know of the caller, newest first. */
export const listMemories = query({
  name: 'memory.list',
  permission: 'memory:read',
  input: ListMemories,
  output: MemoryPage,
  run: ({ tx, scope }, wanted) => pageOfMemories(tx, scope, personOf(scope), wanted),
})

/** Adds a memory about the caller. */
export const addMemory = command({
  name: 'memory.add',
  permission: 'memory:write',
  input: AddMemory,
  output: Memory,
  async run(context, { agentId, kind, text }) {
    const { tx, scope } = context
    const person = personOf(scope)
    await requireKnower(tx, scope, agentId)
    const agent = await requireAgent(tx, scope, agentId)
    const told = typedText(text)
    const { remembers } = await lockConsent(tx, scope, person)
    if (!remembers)
      throw new Fault(
        'precondition_failed',
        'Agents are not allowed to remember you. Allow it first, then add memories.',
      )
    const known = await memoriesKnownTo(tx, agentId, person)
    if (known.some(({ terms }) => isSameMemory(terms, told.terms)))
      throw conflict('The agent already remembers this.')
    if (known.length >= MEMORIES_MAX)
      throw new Fault('limit_reached', `An agent can have at most ${MEMORIES_MAX} memories of one person.`)
    const row = await insertMemory(tx, scope, { agent_id: agentId, person, kind, ...told, from: null })
    announceMemory(context, person, agentId)
    return toMemory(row, new Map([[agent.id, agent.name]]))
  },
})

/** Rewrites a memory about the caller in their own words. From then on it counts as typed by them. */
export const changeMemory = command({
  name: 'memory.change',
  permission: 'memory:write',
  input: ChangeMemory,
  output: Memory,
  async run(context, { memoryId, kind, text }) {
    const { tx, scope } = context
    const person = personFrom(await requireMemory(tx, scope, memoryId))
    if (person.id !== scope.actor.id) throw forbidden('Only the person a memory is about can edit it.')
    await lockConsent(tx, scope, person)
    // It may have been rewritten while the lock was waited for.
    const row = await requireMemory(tx, scope, memoryId)
    const told = { kind: kind ?? row.kind, ...typedText(text ?? row.text) }
    const changed = await rewriteMemory(tx, memoryId, told, null)
    if (!changed) throw notFound('memory')
    announceMemory(context, person, row.agent_id)
    return toMemory(changed, await findAgentNames(tx, [row.agent_id]))
  },
})

/** Exports everything that agents know of the caller as a file. */
export const exportMemories = query({
  name: 'memory.export',
  permission: 'memory:read',
  input: z.strictObject({}),
  output: MemoryExport,
  async run({ tx, scope }) {
    const person = personOf(scope)
    const rows = await tx
      .selectFrom('memories')
      .selectAll()
      .where('person_id', '=', person.id)
      .orderBy('agent_id')
      .orderBy('id')
      .execute()
    const names = await findAgentNames(tx, [...new Set(rows.map((row) => row.agent_id))])
    const { remembers } = await findConsent(tx, person)
    return {
      exportedAt: new Date().toISOString(),
      remembers,
      memories: rows.map((row) => toMemory(row, names)),
    }
  },
})

/** Erases one memory about a person, for good. */
export const eraseMemory = command({
  name: 'memory.erase',
  permission: 'memory:write',
  input: MemoryRef,
  output: z.null(),
  async run(context, { memoryId }) {
    const { tx, scope } = context
    const row = await requireMemory(tx, scope, memoryId)
    await removeMemory(tx, row.id)
    announceMemory(context, personFrom(row), row.agent_id)
    return null
  },
})

/** Erases everything that one agent, or all of them (in a widget: its own), know of the caller, for good. */
export const eraseMemories = command({
  name: 'memory.erase-all',
  permission: 'memory:write',
  input: EraseMemories,
  output: ErasedMemories,
  async run(context, { agentId }) {
    if (agentId) await requireKnower(context.tx, context.scope, agentId)
    return forgetPerson(
      context,
      personOf(context.scope),
      agentId ?? context.scope.actor.through?.agentId ?? null,
    )
  },
})
