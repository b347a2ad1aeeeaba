import { type AgentConfiguration, type ConfigurationField } from '#contract/shapes/agent.ts'
import { AgentDiff, CompareVersions } from '#contract/shapes/agent-version.ts'
import { findKnowledgeBaseNames } from '#features/knowledge/index.ts'
import { query } from '#kernel/use-case.ts'
import { requireAgent } from '../agent-store.ts'
import { configurationOf, differing, storedConfiguration } from '../configuration.ts'
import { draftedConfiguration } from '../drafts/show-draft.ts'
import { diffLines } from './diff-lines.ts'
import { requireVersion } from '../version-store.ts'

/** Shows what differs between two versions of an agent, field by field, and in texts line by line. */
export const compareVersions = query({
  name: 'agent-version.compare',
  permission: 'agent:write',
  input: CompareVersions,
  output: AgentDiff,
  async run({ tx, scope }, { agentId, from, to }) {
    const agent = await requireAgent(tx, scope, agentId)
    const version = async (number: number) =>
      storedConfiguration((await requireVersion(tx, agentId, number)).content)
    const before = from === undefined ? configurationOf(agent) : await version(from)
    const after =
      to === undefined ? (await draftedConfiguration(tx, scope, agent)).configuration : await version(to)
    const names = await findKnowledgeBaseNames(tx, scope, [
      ...before.knowledgeBaseIds,
      ...after.knowledgeBaseIds,
    ])
    return {
      fields: differing(before, after).map((field) => ({
        field,
        before: before[field],
        after: after[field],
        lines:
          textOf(before, field) === null
            ? null
            : diffLines(textOf(before, field) ?? '', textOf(after, field) ?? ''),
      })),
      knowledgeBaseNames: Object.fromEntries(names),
    }
  },
})

/** The text of a field, as lines; null for fields that are chosen. */
function textOf(configuration: AgentConfiguration, field: ConfigurationField): string | null {
  if (field === 'instructions') return configuration.instructions
  if (field !== 'examples') return null
  return configuration.examples.map(({ question, answer }) => `→ ${question}\n← ${answer}`).join('\n\n')
}
