import { builtInTools } from '#contract/shapes/agent.ts'
import { ImportAgent, ImportedAgent } from '#contract/shapes/agent-file.ts'
import { findKnowledgeBasesNamed } from '#features/knowledge/index.ts'
import { isKnownModel } from '#features/models/index.ts'
import { entriesHere } from '#features/tools/index.ts'
import { command } from '#kernel/use-case.ts'
import { createAgent } from '../agents.ts'

/** Imports an agent from a file, with what exists here, and reports what does not. */
export const importAgent = command({
  name: 'agent.import',
  permission: 'agent:write',
  input: ImportAgent,
  output: ImportedAgent,
  async run(context, { file }) {
    const { tx, scope } = context
    const { knowledgeBases, model, tools, ...configuration } = file.agent
    const found = await findKnowledgeBasesNamed(
      tx,
      scope,
      knowledgeBases.map(({ name }) => name),
    )
    const here = knowledgeBases.flatMap(({ name, weight, where }) => {
      const knowledgeBaseId = found.get(name)
      return knowledgeBaseId === undefined ? [] : [{ knowledgeBaseId, weight, where }]
    })
    const known = new Set<string>([
      ...builtInTools,
      ...scope.app.ports.tools.map(({ name }) => name),
      ...(await entriesHere(tx)),
    ])
    const hasModel = await isKnownModel(tx, scope, model)
    const agent = await createAgent.within(context, {
      ...configuration,
      model: hasModel ? model : null,
      tools: tools.filter((name) => known.has(name)),
      knowledgeBaseIds: here.map(({ knowledgeBaseId }) => knowledgeBaseId),
      knowledgeBaseWeights: here.map(({ knowledgeBaseId, weight }) => ({ knowledgeBaseId, weight })),
      knowledgeBaseFilters: here.map(({ knowledgeBaseId, where }) => ({ knowledgeBaseId, where })),
    })
    return {
      agent,
      missing: {
        model: hasModel ? null : model,
        knowledgeBases: knowledgeBases.flatMap(({ name }) => (found.has(name) ? [] : [name])),
        tools: tools.filter((name) => !known.has(name)),
      },
    }
  },
})
