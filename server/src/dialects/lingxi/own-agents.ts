import type { Agent } from '#contract/shapes/agent.ts'
import { readAgent } from '#features/agents/index.ts'
import { type ExternalName, holdName, noteFacts, pointName, readFacts } from '#features/external-ids/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { CommandContext, QueryContext } from '#kernel/use-case.ts'
import { DIALECT } from './numbers.ts'

/** Client data about an agent that the core does not store. */
export interface Said {
  readonly parameters: Readonly<Record<string, unknown>>
  readonly timings: Readonly<Record<string, unknown>> | null
  /** Our model for the given one; null: the server's default. */
  readonly model: string | null
}

/** Which agents are a person's own; the agents themselves are the tenant's. */
export interface Own {
  readonly said: Readonly<Record<string, Said>>
  /** The default agent. */
  readonly defaultId: string | null
}

export interface OwnAgent {
  readonly agent: Agent
  readonly said: Said
}

const KIND = { dialect: DIALECT, kind: 'person' }
const nothing: Own = { said: {}, defaultId: null }

/**
 * A person's own agents, locked until the transaction ends, so that one of several concurrent calls creates the first.
 */
export async function holdOwn(context: CommandContext, memberId: string): Promise<Own> {
  const name: ExternalName = { ...KIND, externalId: memberId }
  const isKnown = (await holdName(context.tx, context.scope.tenantId, name)) !== null
  if (!isKnown) await pointName(context.tx, name, memberId)
  return isKnown ? readOwn(context, memberId) : nothing
}

export async function readOwn(context: QueryContext, memberId: string): Promise<Own> {
  const facts = await readFacts.within(context, { ...KIND, ids: [memberId] })
  return { ...nothing, ...(facts[memberId] as Partial<Own> | undefined) }
}

export const keepOwn = (context: CommandContext, memberId: string, own: Own) =>
  noteFacts.within(context, { ...KIND, id: memberId, facts: JSON.parse(JSON.stringify(own)) })

/** The agents themselves, the oldest first; those that were retired in the console are no longer there. */
export async function readAgents(context: QueryContext, { said }: Own): Promise<OwnAgent[]> {
  const found: OwnAgent[] = []
  for (const [agentId, one] of Object.entries(said)) {
    const agent = await findAgent(context, agentId)
    if (agent) found.push({ agent, said: one })
  }
  return found.sort((a, b) => (a.agent.id < b.agent.id ? -1 : 1))
}

export async function findAgent(context: QueryContext, agentId: string): Promise<Agent | null> {
  try {
    return await readAgent.within(context, { agentId })
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}
