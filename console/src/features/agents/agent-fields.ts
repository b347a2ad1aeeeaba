import { blankConfiguration, type AgentConfiguration } from '#contract/shapes/agent.ts'

/** What the form of an agent changes. */
export type AgentFields = AgentConfiguration

export const blankAgent: AgentFields = { name: '', ...blankConfiguration }

export const isAlike = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** Of the fields that were touched, those that are not what the agent has anyway. */
export const changesTo = (base: AgentFields, touched: Partial<AgentFields>): Partial<AgentFields> =>
  Object.fromEntries(
    Object.entries(touched).filter(([field, value]) => !isAlike(base[field as keyof AgentFields], value)),
  )

/** What of it the server takes as it stands: no name that is missing, no example that is half written. */
export function sendable<Fields extends Partial<AgentFields>>(fields: Fields): Fields {
  const { name, examples, ...rest } = fields
  return {
    ...rest,
    ...(name !== undefined && name.trim() !== '' && { name }),
    ...(examples && {
      examples: examples.filter(({ question, answer }) => question.trim() !== '' && answer.trim() !== ''),
    }),
  } as Fields
}

/** The configuration of something that has more to it. */
export const fieldsOf = (whole: AgentFields): AgentFields =>
  Object.fromEntries(
    Object.keys(blankAgent).map((field) => [field, whole[field as keyof AgentFields]]),
  ) as unknown as AgentFields
