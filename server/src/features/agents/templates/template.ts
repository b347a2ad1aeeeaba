import type { AgentConfiguration } from '#contract/shapes/agent.ts'

export type TemplateId = 'support' | 'adviser' | 'tutor' | 'editor' | 'companion'

/** An agent template: its purpose and its configuration. */
export interface Template
  extends Pick<AgentConfiguration, 'name' | 'instructions' | 'tone' | 'examples'>,
    Partial<Pick<AgentConfiguration, 'temperature' | 'unsupportedClaims' | 'tools' | 'remembers'>> {
  title: string
  description: string
}
