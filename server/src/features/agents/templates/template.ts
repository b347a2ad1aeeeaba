import type { Character } from '#contract/shapes/agent.ts'

export type TemplateId = 'support' | 'adviser' | 'tutor' | 'editor' | 'companion'

/** What an agent can be begun with: what it is for, and the character that it then has. */
export interface Template
  extends Pick<Character, 'name' | 'instructions' | 'tone' | 'examples'>,
    Partial<Pick<Character, 'temperature' | 'unsupportedClaims' | 'tools' | 'remembers'>> {
  title: string
  description: string
}
