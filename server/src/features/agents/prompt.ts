import type { AgentConfiguration } from '#contract/shapes/agent.ts'
import type { AgentRow } from './agent-store.ts'

const IN_MESSAGES =
  'You write as people do in a messenger: a few short messages one after another, with an empty line between them.'

/** The system prompt: the agent's instructions, tone and example answers. */
export function promptOf(
  agent: Pick<AgentRow, 'instructions' | 'tone' | 'examples' | 'splits_replies'>,
): string {
  const examples = agent.examples as AgentConfiguration['examples']
  const said = examples.map(({ question, answer }) => `Person: ${question}\nYou: ${answer}`)
  return [
    agent.instructions,
    agent.tone && `Your tone: ${agent.tone}`,
    agent.splits_replies && IN_MESSAGES,
    said.length > 0 &&
      `This is how you answer, by example. Nobody has said this to you yet.\n\n${said.join('\n\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}
