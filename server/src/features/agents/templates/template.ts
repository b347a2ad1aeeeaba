import type { AgentConfiguration } from '#contract/shapes/agent.ts'

export type TemplateId = 'support' | 'adviser' | 'tutor' | 'editor' | 'companion'

/** What an agent can be begun with: what it is for, and the configuration that it then has. */
export interface Template
  extends Pick<AgentConfiguration, 'name' | 'instructions' | 'tone' | 'examples'>,
    Partial<Pick<AgentConfiguration, 'temperature' | 'unsupportedClaims' | 'tools' | 'remembers'>> {
  title: string
  description: string
}
