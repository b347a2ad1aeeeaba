import type { Agent } from '#contract/shapes/agent.ts'

/** What the form of an agent changes. */
export type AgentFields = Pick<
  Agent,
  | 'name'
  | 'instructions'
  | 'model'
  | 'temperature'
  | 'sourceIds'
  | 'sourceWeights'
  | 'unsupportedClaims'
  | 'tools'
>

export const blankAgent: AgentFields = {
  name: '',
  instructions: '',
  model: null,
  temperature: null,
  sourceIds: [],
  sourceWeights: [],
  unsupportedClaims: 'show',
  tools: [],
}

export const fieldsOf = ({
  name,
  instructions,
  model,
  temperature,
  sourceIds,
  sourceWeights,
  unsupportedClaims,
  tools,
}: AgentFields): AgentFields => ({
  name,
  instructions,
  model,
  temperature,
  sourceIds,
  sourceWeights,
  unsupportedClaims,
  tools,
})

export const isAlike = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** Of the fields that were touched, those that are not what the agent has anyway. */
export const changesTo = (base: AgentFields, touched: Partial<AgentFields>): Partial<AgentFields> =>
  Object.fromEntries(
    Object.entries(touched).filter(([field, value]) => !isAlike(base[field as keyof AgentFields], value)),
  )
