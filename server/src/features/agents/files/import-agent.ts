import { builtInTools } from '#contract/shapes/agent.ts'
import { ImportAgent, ImportedAgent } from '#contract/shapes/agent-file.ts'
import { findSourcesNamed } from '#features/knowledge/index.ts'
import { isKnownModel } from '#features/models/index.ts'
import { entriesHere } from '#features/tools/index.ts'
import { command } from '#kernel/use-case.ts'
import { createAgent } from '../create-agent.ts'

/** Makes an agent from a file, with what of it is here, and says what is not. */
export const importAgent = command({
  name: 'agent.import',
  permission: 'agent:write',
  input: ImportAgent,
  output: ImportedAgent,
  async run(context, { file }) {
    const { tx, scope } = context
    const { sources, model, tools, ...character } = file.agent
    const found = await findSourcesNamed(
      tx,
      scope,
      sources.map(({ name }) => name),
    )
    const here = sources.flatMap(({ name, weight, where }) => {
      const sourceId = found.get(name)
      return sourceId === undefined ? [] : [{ sourceId, weight, where }]
    })
    const known = new Set<string>([
      ...builtInTools,
      ...scope.app.ports.tools.map(({ name }) => name),
      ...(await entriesHere(tx)),
    ])
    const hasModel = await isKnownModel(tx, scope, model)
    const agent = await createAgent.within(context, {
      ...character,
      model: hasModel ? model : null,
      tools: tools.filter((name) => known.has(name)),
      sourceIds: here.map(({ sourceId }) => sourceId),
      sourceWeights: here.map(({ sourceId, weight }) => ({ sourceId, weight })),
      sourceFilters: here.map(({ sourceId, where }) => ({ sourceId, where })),
    })
    return {
      agent,
      missing: {
        model: hasModel ? null : model,
        sources: sources.flatMap(({ name }) => (found.has(name) ? [] : [name])),
        tools: tools.filter((name) => !known.has(name)),
      },
    }
  },
})
